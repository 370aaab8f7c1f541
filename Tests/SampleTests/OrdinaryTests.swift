import Assistance
import CanonicalJSON
import Interchange
import Sample
import Testing

@Suite("An invented ledger without irregularities")
struct OrdinaryTests {
    private static let made = Result { try SampleTests.Made(seed: 12, events: 25_000) }

    private static func events(_ type: String, atLeast count: Int = 100) throws -> [EventLine] {
        let found = try made.get().events.map(\.line).filter { $0.type == type }
        try #require(found.count >= count, "\(type)")
        return found
    }

    private static func amount(_ line: EventLine) -> Int64 { line.data["amount"]?.integerValue ?? 0 }

    private static func lastDay() throws -> CalendarDate { try #require(try made.get().events.last).line.effectiveOn }

    @Test("R01, R11, R12: every project of a year ago is complete, closed, and has spent or given back what it got")
    func projects() throws {
        let (last, projects) = (try Self.lastDay(), try Self.made.get().sample.books.projects.values)
        let old = projects.filter { $0.approvedOn.days(until: last) > 420 && $0.stage != .cancelled }
        #expect(old.count > 500)
        for project in old {
            #expect(project.unspent.isZero && project.stage == .closed, "\(project.plan.name)")
            guard let planned = project.plan.plannedEnd, let completed = project.completedOn else { continue }
            #expect(planned.days(until: completed) <= 90, "\(project.plan.name)")
        }
    }

    @Test("R02: what a tier passes on it passes on within 30 days")
    func forwarded() throws {
        var arrivals: [RegionCode: Set<CalendarDate>] = [:]
        for line in try Self.events("FundsReceived") {
            guard let region = line.data["region"]?.stringValue.flatMap({ RegionCode($0) }) else { continue }
            arrivals[region, default: []].insert(line.effectiveOn)
        }
        for line in try Self.events("FundsForwarded") {
            let from = try #require(line.data["from"]?.stringValue.flatMap { RegionCode($0) })
            let waits = arrivals[from, default: []].map { $0.days(until: line.effectiveOn) }
            #expect(waits.contains { 0...30 ~= $0 }, "\(line.stream)")
        }
    }

    @Test("R03, R04: what is promised is sent, and what is sent arrives within ten days")
    func arrived() throws {
        let (last, books) = (try Self.lastDay(), try Self.made.get().sample.books)
        for (id, agreement) in books.agreements where agreement.agreedOn.days(until: last) > 300 {
            let unsent = books.balance(of: .committed(id, agreement.instrument))
            #expect(unsent.isZero, "\(id): \(unsent)")
        }
        for (id, transfer) in books.transfers where transfer.sentOn.days(until: last) > 10 {
            #expect(transfer.outstanding.isZero, "\(id): \(transfer.outstanding)")
        }
        let sent = Dictionary(
            try (Self.events("FundsTransferred") + Self.events("FundsForwarded")).map { ($0.stream, $0.effectiveOn) }
        ) { first, _ in first }
        for line in try Self.events("FundsReceived") {
            let day = try #require(sent[line.stream])
            #expect(day.days(until: line.effectiveOn) <= 10, "\(line.stream)")
        }
    }

    @Test("R07: no money is marked as outside its pairing, or beyond what was promised")
    func marks() throws {
        for line in try Self.events("FundsTransferred") {
            #expect(line.data["off_pair"] == nil && line.data["uncommitted"] == 0, "\(line.stream)")
        }
    }

    @Test("R10, R16: every contract is tendered, and no more is paid under it than it is worth")
    func contracts() throws {
        var left: [String: Int64] = [:]
        for line in try Self.events("ContractAwarded") {
            let contract = "\(line.stream) \(line.data["contract"]?.stringValue ?? "")"
            left[contract] = Self.amount(line)
            #expect(["open-tender", "invited-tender"].contains(line.data["method"]?.stringValue ?? ""), "\(contract)")
        }
        for line in try Self.events("FundsSpent") {
            guard let contract = line.data["contract"]?.stringValue else { continue }
            left["\(line.stream) \(contract)", default: 0] -= Self.amount(line)
        }
        #expect(left.allSatisfy { $0.value >= 0 })
    }

    @Test("R14, R15, R17: nobody is paid the same by two projects, and persons are paid once, who are entitled to it")
    func payments() throws {
        var payers: [String: StreamName] = [:]
        var entitled: [String: StreamName] = [:]
        for line in try Self.events("PayeesEntitled", atLeast: 5) {
            for person in line.data["persons"]?.arrayValue ?? [] {
                #expect(entitled.updateValue(line.stream, forKey: person.stringValue ?? "") == nil)
            }
        }
        for line in try Self.events("FundsSpent") {
            if line.data["payee_kind"] == "person" {
                #expect(entitled.removeValue(forKey: line.data["payee_digest"]?.stringValue ?? "") == line.stream)
                continue
            }
            #expect(line.data["payee_kind"] == "organisation" && line.data["payee_digest"] == nil)
            let payee = line.data["payee"]?.stringValue ?? ""
            let other = payers.updateValue(line.stream, forKey: "\(payee) \(Self.amount(line))")
            #expect(other == nil || other == line.stream, "\(line.stream)")
        }
    }

    @Test("R23: what auditors find is rectified in time, with a document, and closed")
    func findings() throws {
        let raised = try Self.events("FindingRaised", atLeast: 10)
        let rectified = Dictionary(
            try Self.events("FindingRectified", atLeast: 10).map { ($0.stream, $0.effectiveOn) }, uniquingKeysWith: min)
        let proven = Set(try Self.events("EvidenceAttached", atLeast: 10).compactMap { $0.data["about"]?.stringValue })
        for line in raised {
            let due = try #require(line.data["due_on"]?.stringValue.flatMap { CalendarDate($0) })
            // The last ones may be still under way.
            guard due.year < 2025 else { continue }
            #expect(try #require(rectified[line.stream]) <= due, "\(line.stream)")
            #expect(proven.contains(line.stream.description), "\(line.stream)")
        }
    }

    @Test("R20: less than two fifths of what a year pays is paid in December")
    func december() throws {
        var (years, decembers): ([Int: Int64], [Int: Int64]) = ([:], [:])
        for line in try Self.events("FundsSpent") {
            years[line.effectiveOn.year, default: 0] += Self.amount(line)
            if line.effectiveOn.month == 12 { decembers[line.effectiveOn.year, default: 0] += Self.amount(line) }
        }
        #expect(years.count == 10)
        for (year, paid) in years { #expect(decembers[year, default: 0] * 5 < paid * 2, "\(year)") }
    }
}
