import Assistance
import CanonicalJSON
import Foundation
import Interchange
import PairLedgerTesting
import Testing

@Suite("What others write of aid in IATI")
struct IATIReaderTests {
    @Test(
        "is counted as Python counts it: transactions by type and currency, with their sums", arguments: IATIFile.names)
    func counted(_ name: String) throws {
        let file = IATIFile(kept: name)
        var summary = IATISummary()
        for item in try file.items() { summary.take(item) }
        let lines = summary.transactions.map { "\($0.type) \($0.currency) \($0.count) \($0.sum)" }
        let all = "\(summary.activities) activities, \(summary.organisations) organisations, \(summary.results) results"
        #expect(try Self.python(file.path) == ([all] + lines).joined(separator: "\n"), "\(name)")
    }

    /// The same, by another parser and another arithmetic.
    private static func python(_ path: String) throws -> String {
        let script = """
            import sys, collections, decimal, xml.etree.ElementTree as ET
            root = ET.parse(sys.argv[1]).getroot()
            acts = root.findall('iati-activity')
            counts = collections.OrderedDict()
            for a in acts:
                for t in a.findall('transaction'):
                    v = t.find('value')
                    key = (int(t.find('transaction-type').get('code')), v.get('currency') or a.get('default-currency') or '')
                    n, s = counts.get(key, (0, decimal.Decimal(0)))
                    counts[key] = (n + 1, s + decimal.Decimal(v.text.strip()))
            print(len(acts), 'activities,', len(root.findall('iati-organisation')), 'organisations,',
                  sum(len(a.findall('result')) for a in acts), 'results')
            for (t, c), (n, s) in sorted(counts.items()):
                text = format(s, 'f')
                text = text.rstrip('0').rstrip('.') if '.' in text else text
                print(t, c, n, '0' if text in ('', '-', '-0') else text)
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test("is kept word for word", arguments: IATIFile.names)
    func kept(_ name: String) throws {
        let file = IATIFile(kept: name)
        for (item, imported) in zip(try file.items(), try file.imports()) {
            let kept = imported.request.items.compactMap(\.element)
            #expect(kept.count == item.element.children.count)
            for (element, original) in zip(kept, item.element.children) {
                #expect(element.isSame(as: original), "\(name): \(original.name) at line \(original.line)")
                let again = try #require(ReportedElement(JSONValue(canonical: element.data.canonicalBytes())))
                #expect(again == element)
            }
        }
    }

    @Test("may be in any of the three versions, and in no other")
    func versions() throws {
        for version in ["2.01", "2.02", "2.03"] {
            let text = IATIFile.sound.replacingOccurrences(of: "version=\"2.03\"", with: "version=\"\(version)\"")
            #expect(try IATIFile(text).imports().map(\.request.standard.rawValue) == [version])
        }
        for version in ["1.05", "2.04", "2"] {
            let text = IATIFile.sound.replacingOccurrences(of: "version=\"2.03\"", with: "version=\"\(version)\"")
            try IATIFile(text).expectProblem(.header, "version \(version)", "2.01")
        }
        try IATIFile("<Document/>").expectProblem(.header, "<Document>")
    }

    @Test("says what of it leads nowhere")
    func leads() throws {
        let text = IATIFile.sound.replacingOccurrences(
            of: "<provider-org><narrative>Ministry</narrative></provider-org>", with: ""
        )
        .replacingOccurrences(of: "</result>", with: "</result> by the way <pl:x xmlns:pl=\"urn:x\" a=\"1\"/>")
        var summary = IATISummary()
        for item in try IATIFile(text).items() { summary.take(item) }
        #expect(summary.brokenReferences == ["XM-EXAMPLE-1-8"])
        #expect(summary.transactionsWithoutProvider == 1 && summary.transactionsWithoutReceiver == 1)
        #expect(summary.looseTexts == 1)
        #expect(summary.namedOrganisations.map(\.ref) == ["XM-EXAMPLE-1"])
        #expect(summary.transactions.map { "\($0.type) \($0.currency) \($0.negative) \($0.sum)" } == ["3 EUR 1 -12.5"])
        let kept = try #require(try IATIFile(text).imports().first).request.items.suffix(2).compactMap(\.element)
        #expect(kept.map(\.name) == ["#text", "{urn:x}x"] && kept[0].text == "by the way" && kept[1]["a"] == "1")
    }

    @Test("is called by its own identifier, or by one that comes of it and of nothing else")
    func names() {
        #expect(IATIImport.name("XM-EXAMPLE-1-7").description == "XM-EXAMPLE-1-7")
        let odd = ["XM-EXAMPLE-1/7", "XM-EXAMPLE-1 7", "水", "", String(repeating: "x", count: 65)].map(IATIImport.name)
        #expect(Set(odd).count == odd.count)
        #expect(odd[0].description.hasPrefix("XM-EXAMPLE-1-7-"))
    }

    @Test("is kept by its digest alone where an entry has no room for it")
    func oversized() throws {
        let text = IATIFile.sound.replacingOccurrences(
            of: "<narrative>Wells</narrative></description>",
            with: "<narrative>\(String(repeating: "井", count: 20_000))</narrative></description>")
        let imported = try #require(try IATIFile(text).imports().first)
        #expect(imported.oversized.map(\.name) == ["description"])
        let books = try Self.decided(imported.request)
        for decided in books {
            let bytes = try JSONValue.object(decided.event.payload.statedData).canonicalBytes()
            #expect(bytes.count < 60_000)
        }
    }

    @Test("that is reported anew records what changed, and the same nothing")
    func editions() throws {
        let first = try #require(try IATIFile(IATIFile.sound).imports().first).request
        var books = Books(actor: "inspector")
        books.noteRead(StreamName(.activity, first.thing))
        let decided = try first.decide(on: books)
        #expect(
            decided.map { type(of: $0.event.payload).type } == [
                "ActivityReported", "TransactionsReported", "ResultsReported",
            ])
        decided.forEach { books.take($0) }
        #expect(try first.decide(on: books).isEmpty)
        let text = IATIFile.sound.replacingOccurrences(of: "-12.50", with: "-12.75")
            .replacingOccurrences(of: "2024-04-30T", with: "2024-05-02T")
        let second = try #require(try IATIFile(text).imports().first).request
        let changed = try second.decide(on: books)
        #expect(changed.map { type(of: $0.event.payload).type } == ["ActivityReported", "TransactionsReported"])
        guard case .activityReported(let activity) = changed[0].event,
            case .transactionsReported(let transactions) = changed[1].event
        else { return #expect(Bool(false)) }
        #expect(activity.change.added.isEmpty && activity.change.withdrawn.count == 1)
        #expect(transactions.change.added.compactMap(\.element).map { $0.first("value")?.text } == ["-12.75"])
        changed.forEach { books.take($0) }
        #expect(try second.decide(on: books).isEmpty)
        #expect(try first.decide(on: books).count == 2)
    }

    @Test("in many transactions is recorded in events that are not too large")
    func many() throws {
        let line = try #require(IATIFile.sound.split(separator: "\n").first { $0.hasPrefix("<transaction>") })
        let text = IATIFile.sound.replacingOccurrences(
            of: line, with: (0..<1_000).map { line.replacingOccurrences(of: "-12.50", with: "\($0).25") }.joined())
        let request = try #require(try IATIFile(text).imports().first).request
        let decided = try Self.decided(request)
        let added = decided.compactMap { event in
            if case .transactionsReported(let reported) = event.event { reported.change.added.count } else { nil }
        }
        #expect(added.reduce(0, +) == 1_000 && added.count > 5)
        for event in decided {
            #expect(try JSONValue.object(event.event.payload.statedData).canonicalBytes().count < 60_000)
        }
        #expect(decided.map(\.expectedVersion) == (0..<decided.count).map { Int64($0) })
    }

    private static func decided(_ request: ReportThing) throws -> [DecidedEvent] {
        var books = Books(actor: "inspector")
        books.noteRead(StreamName(.activity, request.thing))
        return try request.decide(on: books)
    }
}

extension ReportedElement {
    /// Compared by code points, as Python would.
    fileprivate func isSame(as element: IATIElement) -> Bool {
        var own: [String: String] = [:]
        for index in stride(from: 0, to: attributes.count, by: 2) { own[attributes[index]] = attributes[index + 1] }
        return name == element.name && own == element.attributes && text == element.text
            && children.count == element.children.count
            && zip(children, element.children).allSatisfy { $0.isSame(as: $1) }
    }
}
