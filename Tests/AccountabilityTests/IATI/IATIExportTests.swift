import Assistance
import CanonicalJSON
import Foundation
import Interchange
import Journal
import Sample
import Testing
import TransparencyLog

@testable import Projection

@Suite("What IATI tells of a ledger")
struct IATIExportTests {
    @Test("is valid by the standard's schema and rules, and sums to the ledger's own figures")
    func invented() throws {
        let seed = Int64.random(in: 1...1_000_000)
        print("IATI of an invented ledger, seed \(seed)")
        let events = try Self.sample(seed: seed, events: 2_500)
        let fold = try IATIFold(events)
        #expect(fold.problems().prefix(5) == [], "seed \(seed)")
        Self.expectSums(fold, "seed \(seed)")
        Self.expectBothSides(fold, "seed \(seed)")
        try Self.expectLeaves(fold, events, "seed \(seed)")
        let again = try IATIFold(events)
        #expect(again.text() == fold.text(), "seed \(seed)")
    }

    @Test("of the samples too", arguments: ["kizilsu-2014", "zhejiang-sichuan-2021"])
    func samples(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Scripts/samples/\(name)")
        var log = try Log()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".csv") }
        for file in files.sorted() {
            for row in try CSVImport(contentsOf: folder.appending(path: file).path).rows { try log.record(row.request) }
        }
        let fold = try IATIFold(log.events)
        #expect(fold.problems().prefix(5) == [])
        Self.expectSums(fold, "\(name)")
        Self.expectBothSides(fold, "\(name)")
        // 41,759 万元 of aid in 2014, of which 40,460 were paid in; 32.8 亿元 by the tiers in 2021.
        let promised: Int64 = name.hasPrefix("kizilsu") ? 417_590_000_00 : 3_280_000_000_00
        #expect(fold.sum("pairing", 2) == promised)
        if name.hasPrefix("kizilsu") { #expect(fold.sum("pairing", 3) == 404_600_000_00) }
    }

    @Test("takes what went back, was lowered or was taken back off what it was")
    func back() throws {
        let fold = try IATIFold(try Self.untidy().events)
        #expect(fold.problems() == [])
        // Promised 1,000, raised to 1,200 and lowered to 1,100.
        #expect(fold.transactions("pairing", 2).map(\.minorUnits) == [1_000_00, 200_00, -100_00])
        #expect(fold.transactions("fund", 11).map(\.minorUnits) == [1_000_00, 200_00, -100_00])
        // Sent 600, of which 50 were not taken, and given back 100.
        #expect(fold.transactions("pairing", 3).map(\.minorUnits) == [600_00, -50_00, -100_00])
        #expect(fold.transactions("fund", 1).map(\.minorUnits) == [550_00, -100_00])
        // Allocated 300, of which 40 came back; paid 200, of which 30 were taken back.
        #expect(fold.transactions("fund", 3).map(\.minorUnits) == [300_00, -40_00])
        #expect(fold.transactions("project", 1).map(\.minorUnits) == [300_00, -40_00])
        #expect(fold.transactions("project", 4).map(\.minorUnits) == [170_00, 30_00, -30_00])
        Self.expectSums(fold, "untidy")
        let project = try #require(fold.activities.last)
        #expect(project.all("budget").map(\.minorUnits) == [136_67, 181_42, 181_91])
        #expect(
            project.all("document-link").map { $0["url"] ?? "" } == [
                "ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
            ])
        #expect(fold.ledger.notes == ["1 document is of a kind for which the standard has no category"])
        // A person who is paid is not named.
        let paid = fold.transactions("project", 4)
        #expect(paid.map { $0.first("receiver-org")?.narrative } == ["Building company", nil, nil])
    }

    @Test("holds only the activities that are asked for")
    func selected() throws {
        let fold = try IATIFold(try Self.sample(seed: 3, events: 1_500))
        let pairing = try #require(fold.funds.pairings.rows.keys.map(\.pairing).min())
        let selected = try fold.activities(IATISelection(pairing: pairing)).map(\.identifier)
        #expect(selected.prefix(2) == ["XM-EXAMPLE-1-pairing-\(pairing)", "XM-EXAMPLE-1-fund-\(pairing)"])
        #expect(selected.count < fold.activities.count)
        let related = try fold.activities(IATISelection(pairing: pairing))[0].all("related-activity")
        #expect(Set(related.compactMap { $0["ref"] }) == Set(selected.dropFirst()))
    }

    // MARK: -

    private static func sample(seed: Int64, events: Int) throws -> [RecordedEvent] {
        var sample = SampleLedger(seed: seed, events: events)
        var log = try Log()
        while let event = try sample.next() { try log.append(event.decided, by: event.line.actor) }
        return log.events
    }

    /// Each type of transaction against the read models, which know nothing of it.
    private static func expectSums(_ fold: IATIFold, _ comment: Comment) {
        let agreements = fold.funds.agreements.rows.values
        let accounts = fold.funds.accounts.rows.values
        func balance(_ kinds: Account.Kind...) -> Int64 {
            accounts.filter { kinds.contains($0.kind) }.reduce(0) { $0 + $1.balance }
        }
        let promised = agreements.reduce(0) { $0 + $1.promised }
        let sent = agreements.reduce(0) { $0 + $1.sent - $1.returned }
        let received = agreements.reduce(0) { $0 + $1.received - $1.returned }
        #expect(fold.sum("pairing", 2) == promised, comment)
        #expect(fold.sum("fund", 11) == promised, comment)
        #expect(fold.sum("pairing", 3) == sent, comment)
        #expect(fold.sum("fund", 1) == received, comment)
        #expect(fold.sum("project", 1) == balance(.project, .spent), comment)
        #expect(fold.sum("fund", 3) == balance(.project, .spent), comment)
        #expect(fold.sum("project", 4) == balance(.spent), comment)
    }

    /// What one side says of the other, the other says of it: the same event, day and amount.
    private static func expectBothSides(_ fold: IATIFold, _ comment: Comment) {
        func ends(_ kind: String, _ type: Int) -> [String] {
            fold.transactions(kind, type).map { transaction in
                [
                    transaction["ref"], transaction.first("transaction-date")?["iso-date"],
                    transaction.first("value")?.text,
                    transaction.first("provider-org")?["provider-activity-id"],
                    transaction.first("receiver-org")?["receiver-activity-id"],
                ].map { $0 ?? "nobody" }.joined(separator: " ")
            }.sorted()
        }
        #expect(ends("pairing", 2) == ends("fund", 11), comment)
        #expect(ends("fund", 3) == ends("project", 1), comment)
    }

    private static func expectLeaves(_ fold: IATIFold, _ events: [RecordedEvent], _ comment: Comment) throws {
        var count = 0
        func look(_ element: IATIElement) throws {
            if let leaf = element["leaf"] {
                let position = try #require(element["position"].flatMap { Int($0) })
                if leaf != Digest(leaf: events[position].entry).description {
                    Issue.record("the leaf of \(position) is another, \(comment)")
                }
                count += 1
            }
            try element.children.forEach(look)
        }
        try fold.activities.forEach(look)
        #expect(count > 500, comment)
    }

    /// A little of everything that goes back.
    private static func untidy() throws -> Log {
        func document(_ digest: String, _ kind: DocumentKind) throws -> any Request {
            let digest = try #require(DocumentDigest(digest))
            let attached = EvidenceAttached(
                DocumentDescription(
                    digest: digest, bytes: 7, mediaType: try #require(MediaType("application/pdf")), title: "Papers",
                    kind: kind), about: StreamName(.project, id("K1")))
            return State(attached, of: Identifier(digest), on: day("2014-04-07"))
        }
        var log = try Log(
            EstablishProgramme(programme: id("XJ"), name: "Aid to Xinjiang", startsOn: day("2010-03-30")),
            FormPairing(
                pairing: id("JS-KZ"), programme: id("XJ"), donor: region("320000"), recipient: region("653000"),
                startsOn: day("2010-03-30")),
            CommitFunds(
                agreement: id("A1"), pairing: id("JS-KZ"), fiscalYear: 2014, amount: yuan(1_000),
                agreedOn: day("2014-02-20"), dueOn: day("2014-12-31")),
            ReviseCommitment(
                agreement: id("A1"), amount: yuan(1_200), revisedOn: day("2014-02-21"), reason: "more"),
            ReviseCommitment(
                agreement: id("A1"), amount: yuan(1_100), revisedOn: day("2014-02-22"), reason: "less"),
            TransferFunds(transfer: id("T1"), agreement: id("A1"), amount: yuan(600), sentOn: day("2014-03-18")),
            ReceiveFunds(transfer: id("T1"), amount: yuan(550), receivedOn: day("2014-03-21")),
            RejectFunds(transfer: id("T1"), rejectedOn: day("2014-03-22"), reason: "too much"),
            ApproveProject(
                project: id("K1"),
                plan: ProjectPlan(
                    name: "School", place: Place(region: region("653000")), purpose: .education,
                    implementer: "Education bureau", plannedTotal: yuan(500), plannedAid: yuan(500),
                    plannedStart: day("2014-04-01"), plannedEnd: day("2016-12-31")), approvedOn: day("2014-03-01")),
            AllocateFunds(project: id("K1"), amount: yuan(300), allocatedOn: day("2014-03-25")),
            SpendFunds(
                payment: id("V1"), project: id("K1"), amount: yuan(170), payee: "Building company",
                paidOn: day("2014-04-02")),
            SpendFunds(
                payment: id("V2"), project: id("K1"), amount: yuan(30), payee: "A household", payeeKind: .person,
                paidOn: day("2014-04-03")))
        let wrong = try #require(log.events.last?.position)
        try log.record(ReverseEntry(position: wrong, reversedOn: day("2014-04-04"), reason: "never paid"))
        try log.record(ReleaseFunds(project: id("K1"), amount: yuan(40), releasedOn: day("2014-04-05")))
        try log.record(
            ReturnFunds(
                agreement: id("A1"), from: region("653000"), amount: yuan(100), returnedOn: day("2014-04-06")))
        try log.record(
            document("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", .feasibilityStudy))
        try log.record(document(String(repeating: "0", count: 64), .invoice))
        return log
    }
}
