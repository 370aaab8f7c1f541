import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Projection

struct ReconcileAccept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Record that proposed matches are right.",
        discussion: """
            The proposals are those that `pairledger reconcile bank` shows; all that are named are recorded, or none. With \
            --all-exact those are that name what they belong to, with equal amounts. What is matched already is refused.

            Examples:
              pairledger reconcile accept 3fa85f645717 --remark "Voucher 12 seen"
              pairledger reconcile accept --all-exact --account holding:653001 --on 2021-07-02
            """)

    @Argument(help: ArgumentHelp("The proposals.", valueName: "proposal"), transform: Parse.identifier)
    var proposals: [Identifier] = []
    @Flag(help: "All exact proposals.") var allExact = false
    @OptionGroup var of: BankAccountOption
    @Option(help: ArgumentHelp("What was looked at.", valueName: "text")) var remark: String?
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func validate() throws {
        guard allExact != !proposals.isEmpty else { throw ValidationError("name proposals, or give --all-exact") }
    }

    func run() async throws {
        let open = try await OpenProposals.read(of.account, in: record.ledger)
        let chosen = allExact ? open.exact : try proposals.map(open.proposal)
        guard !chosen.isEmpty else {
            throw CommandFailure(
                .refused, "there is no exact proposal", remedy: "see what there is: pairledger reconcile bank")
        }
        try await record.record(
            chosen.map { State(ReconciliationAccepted($0.match, remark: remark), of: $0.stream, on: on.date) })
    }
}

/// Which proposals somebody decides about, and why.
struct ProposalsWithReason: ParsableArguments {
    @Argument(help: ArgumentHelp("The proposals.", valueName: "proposal"), transform: Parse.identifier)
    var proposals: [Identifier]
    @OptionGroup var of: BankAccountOption
    @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    /// Puts one statement on record for each proposal, all of them or none.
    ///
    /// - Parameter statement: what is said of a proposal, and the stream in which it is said.
    fileprivate func record<Said: Statement>(
        _ statement: (OpenProposals, Identifier, String) throws -> (Said, Identifier)
    ) async throws {
        let open = try await OpenProposals.read(of.account, in: record.ledger)
        let said = try proposals.map { try statement(open, $0, reason) }
        try await record.record(said.map { State($0.0, of: $0.1, on: on.date) })
    }
}

struct ReconcileReject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Record that proposed matches are wrong, so that they are not proposed again.",
        discussion: """
            Example:
              pairledger reconcile reject 3fa85f645717 --reason "That was the other county's share"
            """)

    @OptionGroup var against: ProposalsWithReason

    func run() async throws {
        try await against.record { open, proposal, reason in
            let chosen = try open.proposal(proposal)
            return (ReconciliationRejected(chosen.match, reason: reason), chosen.stream)
        }
    }
}

struct ReconcileUndo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Record that decisions about matches are taken back.",
        discussion: """
            Lines and movements are open again, and both decisions stay on record.

            Example:
              pairledger reconcile undo 3fa85f645717 --reason "The voucher belongs to another transfer"
            """)

    @OptionGroup var against: ProposalsWithReason

    func run() async throws {
        try await against.record { open, proposal, reason in
            (ReconciliationUndone(proposal, reason: reason), try open.decided(proposal))
        }
    }
}

/// What can be decided now.
private struct OpenProposals {
    struct Proposal {
        let match: ReconciliationMatch
        /// In which the decision is to stand.
        let stream: Identifier
        let isExact: Bool
    }

    private let all: [Proposal]
    private let decisions: [(decision: Reconciliation.Decision, stream: Identifier)]

    static func read(_ account: Account?, in ledger: LedgerOptions) async throws -> OpenProposals {
        let reading = try await BankReading.read(account, Horizon(), in: ledger)
        var all: [Proposal] = []
        var decisions: [(Reconciliation.Decision, Identifier)] = []
        for reconciliation in reading.records.map({ BankReconciliation($0) }) {
            guard let stream = Reconciliation.identifier(of: reconciliation.account) else {
                throw CommandFailure(
                    .refused, "the name of \(reconciliation.account) is too long for decisions about it",
                    remedy: "have the bank account stand for an account with a shorter name")
            }
            all += reconciliation.proposals.map {
                Proposal(
                    match: $0.match(on: reconciliation.account), stream: stream, isExact: $0.confidence == .exact)
            }
            decisions += reconciliation.decided.map { ($0, stream) }
        }
        return OpenProposals(all: all, decisions: decisions)
    }

    var exact: [Proposal] { all.filter(\.isExact) }

    func proposal(_ name: Identifier) throws -> Proposal {
        if let open = all.first(where: { $0.match.proposal == name }) { return open }
        guard let decided = decisions.first(where: { $0.decision.match.proposal == name })?.decision else {
            throw CommandFailure(
                .refused, "there is no proposal \(name)",
                remedy: "something may have been recorded since: look again with pairledger reconcile bank")
        }
        let word = if case .accepted = decided { "accepted" } else { "rejected" }
        throw CommandFailure(
            .refused, "proposal \(name) was \(word) already",
            remedy: "to decide anew, first: pairledger reconcile undo \(name) --reason …")
    }

    func decided(_ name: Identifier) throws -> Identifier {
        guard let found = decisions.first(where: { $0.decision.match.proposal == name }) else {
            throw CommandFailure(
                .refused, "nothing was decided about proposal \(name)",
                remedy: "see what was: pairledger reconcile bank")
        }
        return found.stream
    }
}
