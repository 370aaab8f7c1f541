import Assistance
import CanonicalJSON
import Journal

/// Read model "funds": where every yuan is, whose it is, how it came there, and which promises were kept.
///
/// Money is followed by lots, first in, first out: each keeps the pairing, promise and transfer it came from through every account,
/// so that money of two donors in one treasury stays told apart, and the split is always the same and sums exactly.
public struct Funds: ReadModel {
    public static let name = "funds"
    public static let version = 4

    public var accounts = Table<AccountRow>()
    public var accountTotals = Table<AccountTotalRow>()
    public var movements = Lines<MovementRow>()
    public var positions = Table<PositionRow>()
    public var positionSums = Table<PositionSumRow>()
    public var pairings = Table<PairingRow>()
    public var agreements = Table<AgreementRow>()
    public var transfers = Table<TransferRow>()
    public var projectPlaces = Table<ProjectPlaceRow>()

    public init() {}

    public mutating func visit(_ visitor: inout some TableVisitor) throws {
        try visitor.visit(&accounts)
        try visitor.visit(&accountTotals)
        try visitor.visit(&movements)
        try visitor.visit(&positions)
        try visitor.visit(&positionSums)
        try visitor.visit(&pairings)
        try visitor.visit(&agreements)
        try visitor.visit(&transfers)
        try visitor.visit(&projectPlaces)
    }

    public mutating func apply(_ event: ProjectedEvent) throws(ReadModelError) {
        let meaning = try event.meaning()
        try note(meaning, event)
        if !event.record.postings.isEmpty { try move(event, meaning) }
    }

    // MARK: Promises and transfers

    /// - Parameter sign: -1 for what is taken back.
    private mutating func note(
        _ meaning: AssistanceEvent, _ event: ProjectedEvent, sign: Int64 = 1
    ) throws(ReadModelError) {
        switch meaning {
        case .fundsSpent, .fundsAllocated: break
        case .pairingFormed(let formed): try form(formed, event)
        case .pairingEnded(let ended):
            pairings[.init(event.subject)]?.endsOn = ended.endsOn
            pairings[.init(event.subject)]?.successor = ended.successor?.description
        case .projectApproved(let approved):
            let key = ProjectPlaceRow.Key(event.subject)
            projectPlaces[key] = ProjectPlaceRow(key, approved.plan)
        case .fundsCommitted(let committed):
            if sign > 0 { try commit(committed, event) }
            if sign < 0 { try changeAgreement(event.subject) { $0.promised.lose(committed.amount.minorUnits) } }
        case .commitmentRevised(let revised):
            try changeAgreement(event.subject) {
                $0.promised.gain(sign * (revised.amount.minorUnits - revised.previous.minorUnits))
            }
        case .commitmentCancelled(let cancelled):
            try changeAgreement(event.subject) { $0.promised.lose(sign * cancelled.amount.minorUnits) }
        case .fundsTransferred(let transferred): try send(transferred, event, sign: sign)
        case .fundsForwarded(let forwarded): try send(forwarded, event, sign: sign)
        case .fundsReceived(let received): try receive(received, event, sign: sign)
        case .fundsRejected(let rejected):
            let amount = sign * rejected.amount.minorUnits
            let key = TransferRow.Key(event.subject)
            _ = transfers[key]?.rejected.gain(amount)
            try changeAgreement(transfers[key]?.agreement) {
                $0.sent.lose(amount) && $0.uncommitted.lose(sign * rejected.uncommitted.minorUnits)
            }
        case .fundsReturned(let returned):
            try changeAgreement(returned.agreement.description) { $0.returned.gain(sign * returned.amount.minorUnits) }
        case .entryReversed(let reversed):
            try note(reversed.original, event, sign: -1)
        default: break
        }
    }

    private mutating func form(_ formed: PairingFormed, _ event: ProjectedEvent) throws(ReadModelError) {
        let key = PairingRow.Key(event.subject)
        guard pairings[key] == nil else { throw event.comesTwice }
        var row = PairingRow()
        row.key = key
        row.programme = formed.programme.description
        row.donor = formed.donor
        row.recipient = formed.recipient
        row.startsOn = formed.startsOn
        row.endsOn = formed.endsOn
        pairings[key] = row
    }

    private mutating func commit(_ committed: FundsCommitted, _ event: ProjectedEvent) throws(ReadModelError) {
        let key = AgreementRow.Key(event.subject)
        guard agreements[key] == nil else { throw event.comesTwice }
        var row = AgreementRow()
        row.key = key
        row.pairing = committed.pairing.description
        row.fiscalYear = Int32(clamping: committed.fiscalYear)
        row.instrument = committed.instrument
        row.currency = committed.amount.currency.description
        row.agreedOn = event.record.effectiveOn
        row.dueOn = committed.dueOn
        row.mode = committed.mode
        row.offPair = committed.offPair
        row.promised = committed.amount.minorUnits
        agreements[key] = row
    }

    private mutating func send(
        _ transferred: FundsTransferred, _ event: ProjectedEvent, sign: Int64
    ) throws(ReadModelError) {
        if sign > 0 {
            var row = TransferRow()
            row.pairing = transferred.pairing.description
            row.agreement = transferred.agreement.description
            row.sender = transferred.from
            row.receiver = transferred.to
            row.instrument = transferred.instrument
            row.uncommitted = transferred.uncommitted.minorUnits
            row.offPair = transferred.offPair
            try send(row, transferred.amount, event)
        } else {
            unsend(event)
        }
        let date = event.record.effectiveOn
        try changeAgreement(transferred.agreement.description) {
            if sign > 0 { $0.lastSentOn = max($0.lastSentOn ?? date, date) }
            return $0.sent.gain(sign * transferred.amount.minorUnits)
                && $0.uncommitted.gain(sign * transferred.uncommitted.minorUnits)
        }
    }

    private mutating func send(
        _ forwarded: FundsForwarded, _ event: ProjectedEvent, sign: Int64
    ) throws(ReadModelError) {
        guard sign > 0 else { return unsend(event) }
        var row = TransferRow()
        row.sender = forwarded.from
        row.receiver = forwarded.to
        row.instrument = forwarded.instrument
        try send(row, forwarded.amount, event)
    }

    private mutating func send(_ row: TransferRow, _ amount: Money, _ event: ProjectedEvent) throws(ReadModelError) {
        let key = TransferRow.Key(event.subject)
        guard transfers[key] == nil else { throw event.comesTwice }
        var row = row
        row.key = key
        row.currency = amount.currency.description
        row.sent = amount.minorUnits
        row.sentOn = event.record.effectiveOn
        transfers[key] = row
    }

    private mutating func unsend(_ event: ProjectedEvent) {
        let key = TransferRow.Key(event.subject)
        transfers[key]?.sent = 0
        transfers[key]?.uncommitted = 0
    }

    private mutating func receive(
        _ received: FundsReceived, _ event: ProjectedEvent, sign: Int64
    ) throws(ReadModelError) {
        let key = TransferRow.Key(event.subject)
        guard var row = transfers[key] else { return }
        let (amount, date) = (sign * received.amount.minorUnits, event.record.effectiveOn)
        guard row.received.gain(amount) else { throw event.isTooMuch }
        row.isClosed = sign > 0 && received.closes
        if sign > 0 {
            row.firstReceivedOn = min(row.firstReceivedOn ?? date, date)
            row.lastReceivedOn = max(row.lastReceivedOn ?? date, date)
        }
        transfers[key] = row
        try changeAgreement(row.agreement) {
            if sign > 0 { $0.lastReceivedOn = max($0.lastReceivedOn ?? date, date) }
            return $0.received.gain(amount)
        }
    }

    /// - Parameter change: is false for an amount beyond all bounds.
    private mutating func changeAgreement(
        _ agreement: String?, _ change: (inout AgreementRow) -> Bool
    ) throws(ReadModelError) {
        guard let agreement, var row = agreements[.init(agreement)] else { return }
        guard change(&row) else { throw ReadModelError("agreement \(agreement) comes to more than can be counted") }
        agreements[row.key] = row
    }
}

extension ProjectedEvent {
    /// For an event that can only be the first about its subject.
    var comesTwice: ReadModelError { ReadModelError("\(record.type) stands a second time in \(record.stream)") }

    /// For an event about a subject of which no event is known that it began with.
    var hasNoBeginning: ReadModelError {
        ReadModelError("\(record.type) stands in \(record.stream), whose beginning is not known")
    }

    /// For an event after which a figure would be beyond all bounds.
    var isTooMuch: ReadModelError {
        ReadModelError("after \(record.type) in \(record.stream) a figure is more than can be counted")
    }
}

extension Int64 {
    /// Adds an amount; false, and nothing is done, when the sum is beyond all bounds.
    @discardableResult
    mutating func gain(_ amount: Int64) -> Bool {
        let (sum, overflow) = addingReportingOverflow(amount)
        if !overflow { self = sum }
        return !overflow
    }

    @discardableResult
    mutating func lose(_ amount: Int64) -> Bool {
        let (difference, overflow) = subtractingReportingOverflow(amount)
        if !overflow { self = difference }
        return !overflow
    }
}
