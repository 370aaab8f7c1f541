public import Assistance
public import CanonicalJSON

/// What a sample is chosen from: 总体.
public enum SamplingPopulation: String, CaseIterable, Sendable {
    /// What projects paid.
    case payments
    /// What donors sent.
    case transfers
    /// What a tier sent on to a lower one.
    case forwardings
    /// Projects that were given money, each with what it was given less what it gave back.
    case projects

    /// Whether its money has a purpose already: it has one from a project on.
    public var hasPurpose: Bool { self == .payments || self == .projects }
}

/// One unit that can be chosen: 抽样单元.
public struct SamplingUnit: Hashable, Sendable {
    /// What is known of it beside its name and amounts.
    public enum Details: Hashable, Sendable {
        case payment(project: String, payee: Payee)
        case transfer(from: RegionCode, to: RegionCode)
        case project(ProjectPlan)
    }

    /// Who was paid. Of a person nothing is kept but the digest that stands for the person.
    public enum Payee: Hashable, Sendable {
        case organisation(String)
        case person(DocumentDigest?)

        init(_ spent: FundsSpent) {
            let isPerson = spent.payeeKind == .person || spent.payeeDigest != nil
            self = isPerson ? .person(spent.payeeDigest) : .organisation(spent.payee)
        }
    }

    /// The identifier of the payment, transfer or project.
    public let name: String
    /// Of the event that made it: by these units stand in order.
    public let position: Int64
    public let effectiveOn: CalendarDate
    public let details: Details
    /// All that the event moved, in minor units; nil for a project, which many events make.
    public let whole: Int64?
    /// What of it counts, in minor units: money of one pairing, for example.
    public internal(set) var amount: Int64 = 0
    /// Of all events that tell of it.
    public internal(set) var positions: [Int64]

    init(_ name: String, at position: Int64, on date: CalendarDate, _ details: Details, whole: Money? = nil) {
        self.name = name
        self.position = position
        effectiveOn = date
        self.details = details
        self.whole = whole?.minorUnits
        positions = [position]
    }
}
