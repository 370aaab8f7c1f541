import Assistance
import CanonicalJSON
import Testing

@Suite("What a decision needs")
struct NeedsTests {
    private struct Example: Sendable {
        let request: any Request
        let streams: Set<String>
        var accounts: Set<String> = []
        /// By account, another request with the same needs, where the account only bounds what this one may ask for.
        var bounded: [String: any Request] = [:]
    }

    private static let examples: [Example] = [
        Example(request: Story.programme("TB"), streams: ["programme/TB"]),
        Example(request: Story.pairing("SH-KS"), streams: ["pairing/SH-KS", "programme/XJ"]),
        Example(request: Story.agreement("A2"), streams: ["agreement/A2", "pairing/JS-KZ"]),
        Example(
            request: Story.transfer("T2"), streams: ["transfer/T2", "agreement/A1", "pairing/JS-KZ"],
            accounts: ["committed:A1"]),
        Example(request: Story.receipt(of: "T8"), streams: ["transfer/T8"]),
        Example(
            request: Story.forward("F2", amount: yuan(100)), streams: ["transfer/F2"], accounts: ["holding:653000"]),
        Example(request: Story.project("K2"), streams: ["project/K2"]),
        Example(request: Story.allocation(amount: yuan(50)), streams: ["project/K1"], accounts: ["holding:653001"]),
        Example(
            request: Story.allocation(from: "653000", amount: yuan(50)), streams: ["project/K1"],
            accounts: ["holding:653000"]),
        Example(request: Story.spending("P2"), streams: ["project/K1"], accounts: ["project:K1"]),
        Example(request: Story.report(), streams: ["project/K1"]),
        Example(request: Story.release(), streams: ["project/K1"], accounts: ["project:K1"]),
        Example(
            request: Story.return_(), streams: ["agreement/A1", "pairing/JS-KZ"],
            accounts: ["holding:653001", "committed:A1"],
            bounded: ["committed:A1": Story.return_(amount: fen(70_001))]),
        Example(request: Story.indicator("I2"), streams: ["indicator/I2", "project/K1"]),
        Example(request: Story.outcome(), streams: ["indicator/I1"]),
        Example(request: Story.count(), streams: ["indicator/I1"]),
        Example(request: Story.evidence(), streams: ["document/\(digest("a"))", "project/K1"]),
    ]

    /// A record on which each of the examples is accepted.
    private static func recorded() throws -> Record {
        try given(
            Story.upToIndicator, Story.allocation(amount: yuan(200)), Story.transfer("T8", amount: yuan(100))
        ).record
    }

    @Test("each request comes to name the streams and accounts that it rests on, and no others", arguments: examples)
    private func named(example: Example) throws {
        let record = try Self.recorded()
        var books = Books()
        let needs = try record.load(for: example.request, into: &books)
        #expect(Set(needs.streams.map(\.description)) == example.streams)
        #expect(Set(needs.accounts.map(\.description)) == example.accounts)
        let missing = books.missing(from: needs)
        #expect(missing.streams.isEmpty && missing.accounts.isEmpty)
    }

    @Test("what refers to something unknown stops asking, and is refused", arguments: examples)
    private func unknown(example: Example) throws {
        let record = try given().record
        var books = Books()
        try record.load(for: example.request, into: &books)
        let names = ["TB", "K2"]
        let standsAlone = example.streams.allSatisfy { stream in names.contains { stream.hasSuffix($0) } }
        let isForward = example.request is ForwardFunds
        switch Outcome(of: example.request, on: books, record: record).result {
        case .success: #expect(standsAlone)
        case .failure(let refusal): #expect(refusal.code == (isForward ? .insufficient : .unknown))
        }
    }

    @Test("each stream that is named, and each account with money in it, bears on the decision", arguments: examples)
    private func necessary(example: Example) throws {
        var record = try Self.recorded()
        let books = try record.booksNeeded(for: example.request)
        let needs = example.request.needs(knowing: books)
        let decided = try example.request.decide(on: books)
        let summary = Outcome(of: example.request, on: books, record: record).summary
        for account in needs.accounts {
            let request = example.bounded[account.description] ?? example.request
            let same = request.needs(knowing: books)
            #expect(same.streams == needs.streams && same.accounts == needs.accounts)
            var less = Books()
            record.load(Needs(streams: needs.streams, accounts: needs.accounts.subtracting([account])), into: &less)
            let known = Outcome(of: request, on: books, record: record).summary
            #expect(Outcome(of: request, on: less, record: record).summary != known, "\(account)")
        }
        // Once the request is on record, its own stream matters as well: it is taken, or one event longer.
        record.take(decided)
        let after = Outcome(of: example.request, on: try record.booksNeeded(for: example.request), record: record)
            .summary
        for stream in needs.streams {
            var less = Books()
            record.load(Needs(streams: needs.streams.subtracting([stream]), accounts: needs.accounts), into: &less)
            let lacking = Outcome(of: example.request, on: less, record: record).summary
            #expect(lacking != (stream == decided[0].stream ? after : summary), "\(stream)")
        }
    }
}

@Suite("Books")
struct BooksTests {
    @Test("go on by decided events as they would by reading them again")
    func goOn() throws {
        var record = Record()
        var running = Books()
        for request in Story.all {
            try record.load(for: request, into: &running)
            let decided = try request.decide(on: running)
            #expect(
                Outcome(of: request, on: running, record: record).summary
                    == Outcome(of: request, on: try record.booksNeeded(for: request), record: record).summary)
            for event in decided { running.take(event) }
            record.take(decided)
        }
        let read = record.fullBooks()
        #expect(running.programmes == read.programmes && running.pairings == read.pairings)
        #expect(running.agreements == read.agreements && running.transfers == read.transfers)
        #expect(running.projects == read.projects)
        for (stream, events) in record.streams { #expect(running.version(of: stream) == events.count) }
        for account in record.balances.keys
        where !running.missing(from: Needs(accounts: [account])).accounts.contains(account) {
            #expect(running.balance(of: account) == read.balance(of: account), "\(account)")
        }
    }

    @Test("a stream read without events is known to have none, and is not asked for again")
    func emptyStream() throws {
        var books = Books()
        let stream = StreamName(.transfer, id("T1"))
        #expect(books.missing(from: Needs(streams: [stream])).streams == [stream])
        books.noteRead(stream)
        #expect(books.missing(from: Needs(streams: [stream])).streams.isEmpty)
        #expect(books.version(of: stream) == 0)
    }

    @Test("a balance is what was noted, of either sign, and never more than an amount can be")
    func bounds() throws {
        let (account, most) = (Account.donor(region("320000"), .fiscal), Money.minorUnitsMax)
        var books = Books()
        #expect(books.balance(of: account) == .zero())
        for (noted, answered) in [
            (0, 0), (-1, -1), (-100_000, -100_000), (most, most), (-most, -most), (most + 1, most), (-most - 1, -most),
            (Int64.max, most), (Int64.min, -most),
        ] {
            books.note(balance: noted, of: account)
            #expect(books.balance(of: account).minorUnits == answered, "\(noted)")
        }
    }

    @Test("an agreement knows what came back of it, in parts")
    func returned() throws {
        let record = try given(Story.upToReceipt).record
        #expect(try #require(record.fullBooks().agreements[id("A1")]).returned == .zero())
        let parts = [fen(1), yuan(50)].map { Story.return_(from: "653000", amount: $0) }
        let agreement = try #require(given(Story.upToReceipt + parts).record.fullBooks().agreements[id("A1")])
        #expect(agreement.returned == fen(5_001) && agreement.promised == yuan(1_000))
    }

    @Test("a transfer knows what was received of it, in parts, and what is outstanding")
    func outstanding() throws {
        let part = Story.receipt(amount: yuan(250))
        let transfer = try #require(given(Story.upToTransfer, part).record.fullBooks().transfers[id("T1")])
        #expect(transfer.sent == yuan(600) && transfer.received == yuan(250) && transfer.outstanding == yuan(350))
        #expect(transfer.destination == region("653000") && transfer.sentOn == day("2014-03-18"))
    }
}
