public import Assistance
public import CanonicalJSON

/// Money of one pairing and fiscal year that one event moved from an account to another: a row of a ``FiscalPackage``.
public struct FiscalRow: Sendable {
    public var position: Int64
    /// From 0 within the event.
    public var ordinal: Int32
    public var event: String
    public var effectiveOn: CalendarDate
    /// Nil where nobody can say.
    public var fiscalYear: Int32?
    public var source: Account
    public var target: Account
    public var amount: Money
    public var programme: String?
    public var pairing: String?
    public var agreement: String?
    public var donor: RegionCode?
    public var donorName: String?
    public var place: RegionCode?
    public var placeName: String?
    public var purpose: Purpose?

    public init(
        position: Int64, ordinal: Int32, event: String, effectiveOn: CalendarDate, source: Account, target: Account,
        amount: Money
    ) {
        self.position = position
        self.ordinal = ordinal
        self.event = event
        self.effectiveOn = effectiveOn
        self.source = source
        self.target = target
        self.amount = amount
    }

    /// Whether the money went the way back, from where it had come further.
    private var isReturned: Bool { FiscalRow.order(source.kind) > FiscalRow.order(target.kind) }

    /// How far money in such an account has come.
    private static func order(_ kind: Account.Kind) -> Int { Account.Kind.allCases.firstIndex(of: kind) ?? 0 }

    /// The record of CSV.
    public var line: String {
        let (payer, payee) = isReturned ? (target, source) : (source, target)
        let project = [payee, payer].first { $0.kind == .project || $0.kind == .spent }?.owner
        let value = (isReturned ? -amount : amount).text.filter { $0 != "," }
        return FiscalPackage.line([
            "\(position)-\(ordinal)", event, "\(effectiveOn)", fiscalYear.map { "\($0)" } ?? "", payee.kind.rawValue,
            FiscalRow.label(of: payee.kind), value, amount.currency.code, "\(payer)", "\(payee)",
            payee.instrument.rawValue, payee.instrument.english, programme ?? "", pairing ?? "", agreement ?? "",
            donor?.description ?? "", donorName ?? "", place?.description ?? "", placeName ?? "", project ?? "",
            purpose?.rawValue ?? "", purpose?.english ?? "",
        ])
    }

    private static func label(of phase: Account.Kind) -> String {
        switch phase {
        case .donor: "Given"
        case .committed: "Promised"
        case .transit: "Sent"
        case .holding: "Received"
        case .project: "Allocated"
        case .spent: "Paid"
        }
    }
}
