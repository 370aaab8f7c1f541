import Assistance
import CanonicalJSON
import Journal

/// Read model "cooperation": what the sides of a pairing do for each other beside giving money.
public struct CooperationModel: ReadModel {
    public static let name = "cooperation"
    public static let version = 1

    public var entries = Table<CooperationRow>()
    public var years = Table<CooperationYearRow>()

    public init() {}

    public mutating func visit(_ visitor: inout some TableVisitor) throws {
        try visitor.visit(&entries)
        try visitor.visit(&years)
    }

    public mutating func apply(_ event: ProjectedEvent) throws(ReadModelError) {
        switch try event.meaning() {
        case .personnelSeconded(let seconded): try enter(CooperationRow(seconded, event), event)
        case .secondmentEnded: try endSecondment(event)
        case .labourPlaced(let placed): try enter(CooperationRow(placed, event), event)
        case .industryInvested(let invested): try enter(CooperationRow(invested, event), event)
        case .consumptionPurchased(let purchased): try enter(CooperationRow(purchased, event), event)
        case .trainingHeld(let held): try enter(CooperationRow(held, event), event)
        default: break
        }
    }

    private mutating func enter(_ row: CooperationRow, _ event: ProjectedEvent) throws(ReadModelError) {
        guard entries[row.key] == nil else { throw event.comesTwice }
        var year = years[making: .init(row)]
        guard year.add(row) else { throw event.isTooMuch }
        entries[row.key] = row
        years[year.key] = year
    }

    private mutating func endSecondment(_ event: ProjectedEvent) throws(ReadModelError) {
        guard var row = entries[.init(event.subject)] else { throw event.hasNoBeginning }
        guard row.kind == .secondment else {
            throw ReadModelError("SecondmentEnded stands in \(event.record.stream), which is a \(row.kind.rawValue)")
        }
        guard !row.hasEnded else { throw event.comesTwice }
        row.endsOn = event.record.effectiveOn
        row.hasEnded = true
        entries[row.key] = row
    }
}
