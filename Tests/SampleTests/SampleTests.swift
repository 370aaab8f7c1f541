import Assistance
import CanonicalJSON
import Crypto
import FoundationEssentials
import Interchange
import Testing

@testable import Sample

@Suite("An invented ledger")
struct SampleTests {
    /// The events of a sample and its state after them.
    struct Made: Sendable {
        let events: [SampleEvent]
        let sample: SampleLedger

        init(seed: Int64, events: Int, irregularities: Bool = false) throws {
            var sample = SampleLedger(seed: seed, events: events, irregularities: irregularities)
            var made: [SampleEvent] = []
            while let event = try sample.next() { made.append(event) }
            self.events = made
            self.sample = sample
        }

        /// What is put on record long after it happened, and what rests on that.
        var late: Set<UUID> {
            Set(sample.answers.filter { ["R06", "R21"].contains($0.rule) }.flatMap(\.events))
        }

        /// All lines as one digest.
        func digest() throws -> String {
            var digest = SHA256()
            for event in events { digest.update(data: try event.line.bytes() + [UInt8(ascii: "\n")]) }
            return digest.finalize().map { String(UInt8($0) >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
    }

    @Test("of the same seed has the same bytes on every machine: this is the digest of 10,000 lines of seed 1")
    func sameBytes() throws {
        #expect(
            try Made(seed: 1, events: 10_000).digest()
                == "db0a868e8badd6d1f582717d2863f02c094a48deb83acae9dc9faa549cd9c7dd")
    }

    @Test("of another seed, number or kind has other events, under other identifiers")
    func otherBytes() throws {
        let samples = [
            try Made(seed: 1, events: 400), try Made(seed: 2, events: 400), try Made(seed: 1, events: 401),
            try Made(seed: 1, events: 400, irregularities: true),
        ]
        let ids = samples.flatMap { $0.events.map(\.line.id) }
        #expect(Set(ids).count == ids.count)
        #expect(try Set(samples.map { try $0.digest() }).count == samples.count)
    }

    @Test(
        "has exactly so many events, in the order of their days save what is put on record late, and identifiers that ascend",
        arguments: [100, 101, 999, 5_000], [0, 7, Money.minorUnitsMax] as [Int64])
    func count(events: Int, seed: Int64) throws {
        let made = try Made(seed: seed, events: events, irregularities: seed == 7)
        #expect(made.events.count == events && made.sample.count == events, "seed \(seed)")
        let late = made.late
        let days = made.events.filter { !late.contains($0.line.id) }.map(\.line.effectiveOn)
        #expect(zip(days, days.dropFirst()).allSatisfy { $0 <= $1 }, "seed \(seed)")
        let ids = made.events.map { $0.line.id.uuidString }
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
    }

    @Test("moves no money out of nothing, and leaves no guarded account below zero", arguments: [1, 2, 3] as [Int64])
    func balances(seed: Int64) throws {
        let made = try Made(seed: seed, events: 8_000, irregularities: seed == 3)
        var balances: [Account: Int64] = [:]
        for event in made.events {
            #expect(event.line.postings.reduce(0) { $0 + $1.amount.minorUnits } == 0, "seed \(seed)")
            for posting in event.line.postings {
                balances[posting.account, default: 0] += posting.amount.minorUnits
                if posting.account.kind.isGuarded {
                    #expect(balances[posting.account, default: 0] >= 0, "seed \(seed)")
                }
            }
        }
        #expect(balances.values.reduce(0, +) == 0)
        #expect(balances.count > 500)
        for (account, balance) in balances {
            #expect(made.sample.books.balance(of: account).minorUnits == balance, "\(account), seed \(seed)")
        }
    }

    @Test("passes over a county whose code is missing for a month, as 510181 都江堰市 is in June 2016")
    func missingMonth() throws {
        let sichuan = try #require(RegionCode("510000"))
        var places = Places()
        let codes = [2014, 2015, 2016, 2017].map { places.counties(of: sichuan, in: $0).map(\.code.description) }
        #expect(codes.map { $0.contains("510181") } == [true, false, false, true])
        #expect(codes.allSatisfy { $0.contains("510182") })
    }

    @Test("uses region codes on days on which they are valid only", arguments: [4, 5] as [Int64])
    func regions(seed: Int64) throws {
        let made = try Made(seed: seed, events: 8_000)
        var looked = 0
        for event in made.events {
            for field in ["place", "region", "to", "from", "donor", "recipient"] {
                guard let text = event.line.data[field]?.stringValue, let code = RegionCode(text) else { continue }
                #expect(throws: Never.self, "\(field) of \(event.line.stream), seed \(seed)") {
                    try Regions.lookup(code, on: event.line.effectiveOn)
                }
                looked += 1
            }
        }
        #expect(looked > 2_000)
    }

    /// What a sample without irregularities never has: a reversal and a publication name positions, which events have in a ledger only, the
    /// money that was promised is sent, nothing is published, and no bank says anything.
    private static let absent: Set = [
        "EntryReversed", "CommitmentCancelled", "ReportPublished", "ClaimPublished", "BankStatementReceived",
        "BankStatementLinesRecorded", "ReconciliationAccepted", "ReconciliationRejected", "ReconciliationUndone",
        // Others report these.
        "ActivityReported", "TransactionsReported", "ResultsReported", "OrganisationReported",
    ]

    @Test("has events of all other types, each of a form that is read, marked with the seed")
    func types() throws {
        let made = try Made(seed: 6, events: 20_000)
        var seen: Set<String> = []
        for event in made.events {
            seen.insert(event.line.type)
            #expect(event.line.data["sample"] == 6)
            let read = try AssistanceEvent(
                type: event.line.type, version: event.line.v, data: .object(event.line.data))
            #expect(read == event.decided.event)
        }
        #expect(seen == Set(AssistanceEvent.catalogue.keys).subtracting(Self.absent))
    }

    @Test("is read again as it was written, line by line")
    func lines() throws {
        for event in try Made(seed: 8, events: 3_000).events {
            let bytes = try event.line.bytes()
            #expect(try EventLine(reading: bytes) == event.line)
        }
    }
}
