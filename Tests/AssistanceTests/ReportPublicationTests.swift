import Assistance
import CanonicalJSON
import Testing

@Suite("A report is published")
struct ReportPublicationTests {
    private static let hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    private static func published(
        from: String = "2014-01-01", to: String = "2014-12-31", knownAt: Int64 = 5, title: String = "援助资金情况",
        by: String = "省审计厅", on: String = "2015-04-09"
    ) throws -> State<ReportPublished> {
        State(
            ReportPublished(
                name: id("position"), title: title, startsOn: day(from), endsOn: day(to), knownAt: knownAt,
                sha256: try #require(DocumentDigest(hex)), publishedBy: by), of: id("JS-2014"), on: day(on))
    }

    @Test("it goes on record with its period, what it rests on and the digest of its file")
    func publish() throws {
        let before = try given(Story.upToReceipt)
        try before.when(try Self.published()).then(
            "ReportPublished", of: "report/JS-2014",
            data: [
                "name": "position", "title": "援助资金情况", "starts_on": "2014-01-01", "ends_on": "2014-12-31",
                "known_at": 5, "sha256": .string(Self.hex), "published_by": "省审计厅",
            ])
        let record = try given(Story.upToReceipt, try Self.published()).record
        let report = try #require(record.fullBooks().reports[id("JS-2014")])
        #expect(report.publishedOn == day("2015-04-09") && report.publication.knownAt == 5)
    }

    @Test("an identifier that is taken is refused")
    func exists() throws {
        try given(Story.upToReceipt, try Self.published()).when(try Self.published(title: "又"))
            .thenRefused(.exists, field: "report", saying: "report JS-2014")
    }

    @Test("a period that ends before it begins, or after the publication, is refused with both days")
    func dates() throws {
        let before = try given(Story.upToReceipt)
        try before.when(try Self.published(to: "2013-12-31"))
            .thenRefused(.dates, field: "ends_on", saying: "2013-12-31", "2014-01-01")
        try before.when(try Self.published(on: "2014-12-30"))
            .thenRefused(.dates, field: "on", saying: "2014-12-30", "2014-12-31")
        #expect(try before.when(try Self.published(to: "2014-01-01", on: "2014-01-01")).result.get().count == 1)
    }

    @Test("it rests on one event or more, and on no more than there are")
    func knownAt() throws {
        let before = try given(Story.upToReceipt)
        let count = Int64(before.record.entries.count)
        for wrong in [0, -1, count + 1] {
            try before.when(try Self.published(knownAt: wrong)).thenRefused(
                .value, field: "known_at", saying: "cannot rest on \(wrong) events",
                wrong > 0 ? "no event at position \(count)" : "nothing to tell")
        }
        for right in [1, count] { #expect(try before.when(try Self.published(knownAt: right)).result.get().count == 1) }
    }

    @Test("title and body must say something", arguments: ["", "\n", " \t"])
    func texts(text: String) throws {
        try given(Story.upToReceipt).when(try Self.published(title: text)).thenRefused(
            .text, field: "title", saying: "title")
        try given(Story.upToReceipt).when(try Self.published(by: text))
            .thenRefused(.text, field: "published_by", saying: "published_by")
    }

    @Test("a digest is 64 hexadecimal digits in lower case")
    func digests() throws {
        for text in [
            String(Self.hex.dropLast()), Self.hex + "0", Self.hex.uppercased(), "g" + Self.hex.dropFirst(),
        ] {
            var data = try Self.published().content.data
            data["sha256"] = .string(text)
            let error = #expect(throws: EventFormError.self) {
                try AssistanceEvent(type: "ReportPublished", version: 1, data: .object(data))
            }
            #expect(error?.field == "sha256")
        }
    }
}
