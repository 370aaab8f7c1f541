/// What a finding is about: a thing that has a stream, such as `project/K1` or `region/522600`, or an account, such as
/// `holding:653001`.
public enum FindingSubject: Hashable, Sendable {
    case thing(StreamName)
    case account(Account)

    /// The thing that it is, or whose account it is.
    public var thing: StreamName? {
        switch self {
        case .thing(let stream): stream
        case .account(let account):
            Identifier(account.owner).map { owner in
                switch account.kind {
                case .donor, .holding: StreamName(.region, owner)
                case .committed: StreamName(.agreement, owner)
                case .transit: StreamName(.transfer, owner)
                case .project, .spent: StreamName(.project, owner)
                }
            }
        }
    }

    /// The stream that must have events; regions, rules and payments are there without any of their own.
    var stream: StreamName? {
        thing.flatMap { [.region, .policy, .payment].contains($0.kind) ? nil : $0 }
    }

    func mustBeKnown(in books: Books) throws(Refusal) {
        guard let thing else { return }
        let isKnown =
            switch thing.kind {
            case .region: RegionCode(thing.identifier.description).map { !Regions.history(of: $0).isEmpty } ?? false
            case .policy: PolicyRule.with(thing.identifier) != nil
            case .payment: true
            default: books.version(of: thing) > 0
            }
        guard isKnown else {
            throw Refusal(
                .unknown, "there is no \(thing.kind) \(thing.identifier) that a finding could be about",
                remedy: "check the identifier, or record it first: \(thing.kind.recording(thing.identifier))",
                field: "about")
        }
    }
}

extension FindingSubject: LosslessStringConvertible {
    public var description: String {
        switch self {
        case .thing(let stream): stream.description
        case .account(let account): account.description
        }
    }

    public init?(_ description: String) {
        if let account = Account(description) {
            self = .account(account)
        } else if let stream = StreamName(description) {
            self = .thing(stream)
        } else {
            return nil
        }
    }
}
