import Assistance
import CanonicalJSON
import Foundation
import Interchange
import Journal
import PairLedgerTesting
import Testing
import TransparencyLog

@testable import Projection

/// A log in memory as IATI tells of it, beside what the read models say.
struct IATIFold {
    private(set) var ledger = IATILedger()
    private(set) var funds = Funds()
    /// All of them.
    private(set) var activities: [IATIElement] = []

    init(_ events: some Sequence<RecordedEvent>) throws {
        for event in events {
            let projected = ProjectedEvent(event)
            try funds.apply(projected)
            let moved = try funds.movements.takePending().map { row in
                IATIMovement(
                    from: try #require(Account(row.source)), to: try #require(Account(row.target)), row.amount,
                    pairing: row.pairing)
            }
            let source = IATISource(
                position: event.position, leaf: SIMD32(Digest(leaf: event.entry).bytes),
                effectiveOn: event.effectiveOn, recordedAt: event.recordedAt, version: event.version)
            ledger.take(
                try projected.meaning(), of: try #require(StreamName(event.stream)), source, moving: moved)
        }
        activities = try activities(IATISelection())
    }

    static let reporter = IATIReporter(ref: "XM-EXAMPLE-1", name: "Audit office & \"partners\" <审计>")

    func activities(_ selection: IATISelection) throws -> [IATIElement] {
        let reporter = try #require(Self.reporter)
        var activities: [IATIElement] = []
        ledger.forEachActivity(by: reporter, selection) { activities.append($0) }
        return activities
    }

    func text() -> String {
        let writer = IATIWriter(generatedAt: "2026-01-05T08:30:00Z")
        return writer.head + activities.map(writer.text).joined() + writer.foot
    }

    /// The sums of all transactions of a type, in minor units, of activities whose identifiers begin in a way.
    func sum(_ kind: String, _ type: Int) -> Int64 {
        transactions(kind, type).reduce(0) { $0 + $1.minorUnits }
    }

    func transactions(_ kind: String, _ type: Int) -> [IATIElement] {
        activities.filter { $0.identifier.hasPrefix("XM-EXAMPLE-1-\(kind)-") }.flatMap { $0.all("transaction") }
            .filter { $0.first("transaction-type")?["code"] == "\(type)" }
    }

    static let schema = XMLSchema(
        path: URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Schema/iati-activities-schema.xsd").path)

    /// What is wrong with it, by the schema and by the rules.
    func problems() -> [String] {
        var rules = IATIRules(today: ledger.today)
        let broken = activities.flatMap { activity in
            rules.check(activity).map { "\(activity.identifier): \($0)" }
        }
        return broken + [Self.schema.problem(with: Array(text().utf8))].compactMap { $0 }
    }
}

extension IATIElement {
    var identifier: String { first("iati-identifier")?.text ?? "" }

    /// Read by the digits, apart from how they are written.
    var minorUnits: Int64 {
        let parts = (first("value")?.text ?? "").split(separator: ".")
        let decimals = parts.count > 1 ? String(parts[1]) : ""
        let zeros = String(repeating: "0", count: 2 - decimals.count)
        return Int64("\(parts[0])\(decimals)\(zeros)") ?? .min
    }
}
