/// What people decided about the proposals for one account.
public struct Reconciliation: Hashable, Sendable {
    /// What became of a proposal.
    public enum Decision: Hashable, Sendable {
        case accepted(ReconciliationMatch)
        case rejected(ReconciliationMatch)

        public var match: ReconciliationMatch {
            switch self {
            case .accepted(let match), .rejected(let match): match
            }
        }
    }

    public private(set) var decided: [Identifier: Decision] = [:]
    private var lines: [StatementLineName: Identifier] = [:]
    private var positions: [Int64: Identifier] = [:]

    public init() {}

    /// The proposal by which a line was accepted.
    public func acceptance(of line: StatementLineName) -> Identifier? { lines[line] }
    /// The proposal by which the movement of an event was accepted.
    public func acceptance(ofPosition position: Int64) -> Identifier? { positions[position] }

    mutating func accept(_ match: ReconciliationMatch) {
        decided[match.proposal] = .accepted(match)
        for line in match.lines { lines[line] = match.proposal }
        for position in match.positions { positions[position] = match.proposal }
    }

    mutating func reject(_ match: ReconciliationMatch) { decided[match.proposal] = .rejected(match) }

    mutating func undo(_ proposal: Identifier) {
        guard let decision = decided.removeValue(forKey: proposal), case .accepted(let match) = decision else { return }
        for line in match.lines { lines[line] = nil }
        for position in match.positions { positions[position] = nil }
    }

    /// Nothing was decided about it, nor about any of its parts.
    func mustBeOpen(_ match: ReconciliationMatch) throws(Refusal) {
        if let decision = decided[match.proposal] {
            let word = if case .accepted = decision { "accepted" } else { "rejected" }
            throw Refusal(
                .exists, "proposal \(match.proposal) was \(word) already",
                remedy: "to decide anew, first: pairledger reconcile undo \(match.proposal) --reason …",
                field: "proposal")
        }
        for line in match.lines {
            guard let proposal = lines[line] else { continue }
            throw Refusal(
                .exists, "line \(line) is matched already, by proposal \(proposal)",
                remedy: "look again what is open: pairledger reconcile bank", field: "proposal")
        }
        for position in match.positions {
            guard let proposal = positions[position] else { continue }
            throw Refusal(
                .exists, "the movement at position \(position) is matched already, by proposal \(proposal)",
                remedy: "look again what is open: pairledger reconcile bank", field: "proposal")
        }
    }
}

extension Reconciliation {
    /// The identifier of the stream in which the decisions about an account stand: `holding.653001.fiscal`; nil for an account whose
    /// name is too long for one.
    public static func identifier(of account: Account) -> Identifier? {
        Identifier("\(account.kind.rawValue).\(account.owner).\(account.instrument.rawValue)")
    }

    /// The account whose decisions stand in a stream.
    public static func account(_ identifier: Identifier) -> Account? {
        let text = identifier.description
        guard let first = text.firstIndex(of: "."), let last = text.lastIndex(of: "."), first < last,
            let instrument = Instrument(rawValue: String(text[text.index(after: last)...]))
        else { return nil }
        let owner = text[text.index(after: first)..<last]
        return Account("\(text[..<first]):\(owner)" + (instrument == .fiscal ? "" : "/\(instrument.rawValue)"))
    }
}

extension Occurrence {
    func reconciledAccount() throws(Refusal) -> Account {
        guard let account = Reconciliation.account(identifier) else {
            throw Refusal(
                .form, "\(identifier) stands for no account", remedy: "such as holding.653001.fiscal",
                field: "reconciliation")
        }
        return account
    }
}

extension ReconciliationMatch {
    /// Lines and movements are there, concern the account, and have the same sum.
    func check(on account: Account, _ books: Books) throws(Refusal) {
        guard !lines.isEmpty, !positions.isEmpty, lines.count <= Self.partsMax, positions.count <= Self.partsMax,
            Set(lines).count == lines.count, Set(positions).count == positions.count
        else {
            throw Refusal(
                .value, "a match has from 1 to \(Self.partsMax) lines and as many movements, each once",
                remedy: "take one that was proposed: pairledger reconcile bank", field: "proposal")
        }
        var booked: Int128 = 0
        for name in lines {
            guard let statement = books.statements[name.statement], statement.received.account == account,
                let line = statement.line(name.number)
            else {
                throw Refusal(
                    .unknown, "no statement of \(account) on record has a line \(name)",
                    remedy: "see the statements: pairledger reconcile bank --account \(account)", field: "proposal")
            }
            booked += Int128(line.amount.minorUnits)
        }
        var moved: Int128 = 0
        for position in positions {
            guard let entry = books.entry(at: position) else {
                throw Refusal(
                    .unknown, "there is no event at position \(position)",
                    remedy: "look again what is open: pairledger reconcile bank", field: "proposal")
            }
            let amount = BankMovement.amount(
                on: account, in: entry.postings, donor: entry.donor(books.transfers[entry.stream.identifier]))
            guard amount != 0 else {
                throw Refusal(
                    .kind, "the event at position \(position) moves nothing on \(account)",
                    remedy: "look again what is open: pairledger reconcile bank", field: "proposal")
            }
            moved += Int128(amount)
        }
        guard booked == moved else {
            throw Refusal(
                .figure, "the lines add up to \(booked) 分, the movements to \(moved) 分",
                remedy: "only what is equal can be matched", field: "proposal")
        }
    }
}

extension RecordedEntry {
    /// Who sent the transfer that it is about; nil when it is about none, or about one from tier to tier.
    fileprivate func donor(_ transfer: Transfer?) -> RegionCode? {
        guard stream.kind == .transfer, case .donor(let region, _, _, _)? = transfer?.source else { return nil }
        return region
    }
}
