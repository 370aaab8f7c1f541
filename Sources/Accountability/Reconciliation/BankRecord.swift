public import Assistance
import CanonicalJSON
public import Journal
public import Projection
import Synchronization

/// What is on record of one account that a bank account stands for, as far as a reader looks.
public struct BankRecord: Sendable {
    public let account: Account
    public internal(set) var statements: [Identifier: RecordedStatement] = [:]
    /// Where the first event of each statement stands.
    public internal(set) var statementPositions: [Identifier: Int64] = [:]
    /// All that moved on the account, in the order of the log.
    public internal(set) var movements: [LedgerMovement] = []
    /// What people decided.
    public internal(set) var reconciliation = Reconciliation()

    public init(_ account: Account) { self.account = account }
}

/// Notes what is on record of some accounts while the log is folded.
public final class BankCollector: FoldObserver {
    private struct State {
        var records: [Account: BankRecord]
        var books = Books()
        /// Who sent each transfer, where somebody's account is asked for.
        var donors: [String: RegionCode] = [:]
        var firstPositions: [Identifier: Int64] = [:]
    }

    private let names: Set<String>
    private let hasDonors: Bool
    private let state: Mutex<State>

    /// - Parameter accounts: those that bank accounts stand for: see ``accounts(in:)``.
    public init(_ accounts: Set<Account>) {
        names = Set(accounts.map(\.description))
        hasDonors = accounts.contains { $0.kind == .donor }
        state = Mutex(State(records: Dictionary(uniqueKeysWithValues: accounts.map { ($0, BankRecord($0)) })))
    }

    /// The accounts of which there are statements, from the events of type `BankStatementReceived`.
    public static func accounts(in events: [RecordedEvent]) -> Set<Account> {
        Set(events.compactMap { $0.data["account"]?.stringValue.flatMap { Account($0) } })
    }

    /// By their accounts' names.
    public var records: [BankRecord] {
        state.withLock { state in
            state.records.values.map { record in
                var record = record
                record.statements = state.books.statements.filter { $0.value.received.account == record.account }
                record.statementPositions = state.firstPositions.filter { record.statements[$0.key] != nil }
                if let identifier = Reconciliation.identifier(of: record.account) {
                    record.reconciliation = state.books.reconciliations[identifier] ?? Reconciliation()
                }
                return record
            }.sorted { $0.account.description < $1.account.description }
        }
    }

    public func observe(_ events: [ProjectedEvent], _: [Movement]) {
        state.withLock { state in
            for event in events { take(event, &state) }
        }
    }

    private func take(_ event: ProjectedEvent, _ state: inout State) {
        let record = event.record
        guard !record.postings.isEmpty else { return takeStatement(event, &state) }
        if hasDonors, case .fundsTransferred(let sent)? = try? event.meaning() {
            state.donors[event.subject] = sent.from
        }
        let isNamed = record.postings.contains { names.contains($0.account) }
        guard isNamed || hasDonors && record.postings.contains(where: { $0.account.hasPrefix("committed:") }) else {
            return
        }
        let postings = record.postings.compactMap { posting -> Posting? in
            guard let account = Account(posting.account), let currency = Currency(posting.currency) else { return nil }
            return Money(minorUnits: posting.amount, currency: currency).map { Posting(account, $0) }
        }
        let donor = record.stream.hasPrefix("transfer/") ? state.donors[event.subject] : nil
        for account in state.records.keys {
            let amount = BankMovement.amount(on: account, in: postings, donor: donor)
            guard amount != 0, let meaning = try? event.meaning() else { continue }
            state.records[account]?.movements.append(
                LedgerMovement(
                    position: record.position, date: record.effectiveOn, amount: amount,
                    // What all movements of a project have in common tells none of them from the others.
                    references: (account.kind == .project ? [] : [event.subject])
                        + BankCollector.references(of: meaning),
                    type: record.type,
                    stream: record.stream))
        }
    }

    private func takeStatement(_ event: ProjectedEvent, _ state: inout State) {
        guard let stream = StreamName(event.record.stream), [.statement, .reconciliation].contains(stream.kind),
            let meaning = try? event.meaning()
        else { return }
        if case .bankStatementReceived = meaning { state.firstPositions[stream.identifier] = event.record.position }
        state.books.replay(meaning, of: stream, on: event.record.effectiveOn, by: event.record.actor)
    }

    /// What else than its stream an event could be known by to a bank.
    private static func references(of event: AssistanceEvent) -> [String] {
        switch event {
        case .fundsSpent(let spent): [spent.payment.description]
        case .fundsTransferred(let sent): [sent.agreement.description]
        case .entryReversed(let reversed): references(of: reversed.original)
        default: []
        }
    }
}
