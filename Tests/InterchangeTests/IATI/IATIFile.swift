import Assistance
import CanonicalJSON
import Foundation
import Interchange
import Testing

/// A file of IATI, for as long as it is looked at.
final class IATIFile {
    let path: String
    private let isTemporary: Bool

    init(_ bytes: [UInt8]) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "iati-\(UUID().uuidString).xml").path
        isTemporary = true
        try Data(bytes).write(to: URL(filePath: path))
    }

    convenience init(_ text: String) throws { try self.init(Array(text.utf8)) }

    /// One that is kept with the tests.
    init(kept name: String) {
        path = IATIFile.corpus.appending(path: name).path
        isTemporary = false
    }

    deinit {
        if isTemporary { try? FileManager.default.removeItem(atPath: path) }
    }

    static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
    static let names = [
        "example-2.01.xml", "example-2.02.xml", "example-2.03.xml", "organisation-2.03.xml", "usaid-bb.xml",
    ]

    func items() throws -> [IATIReader.Item] {
        let reader = try IATIReader(path: path)
        var items: [IATIReader.Item] = []
        while let item = try reader.next() { items.append(item) }
        return items
    }

    func imports() throws -> [IATIImport] {
        let reader = try IATIReader(path: path)
        var imports: [IATIImport] = []
        while let item = try reader.next() {
            imports.append(
                try IATIImport(
                    item, of: reader.standard, generatedAt: reader.generatedAt, in: "aid.xml",
                    otherwiseOn: IATIFile.today))
        }
        return imports
    }

    static let today = CalendarDate.epoch.adding(days: 20_000) ?? .epoch

    func expectProblem(_ code: InputProblem.Code, _ words: String...) throws {
        let problem = try #require(throws: InputProblem.self) { _ = try items() }
        #expect(problem.code == code, "\(problem)")
        for word in words { #expect(problem.description.contains(word), "\(problem)") }
    }

    /// A file of one activity that breaks no rule.
    static let sound = """
        <?xml version="1.0" encoding="UTF-8"?>
        <iati-activities version="2.03" generated-datetime="2024-05-01T00:00:00Z">
        <iati-activity xml:lang="en" default-currency="EUR" last-updated-datetime="2024-04-30T00:00:00Z">
        <iati-identifier>XM-EXAMPLE-1-7</iati-identifier>
        <reporting-org ref="XM-EXAMPLE-1" type="10"><narrative>Ministry</narrative></reporting-org>
        <title><narrative>Water</narrative></title>
        <description><narrative>Wells</narrative></description>
        <participating-org role="1"><narrative>Ministry</narrative></participating-org>
        <activity-status code="2"/>
        <activity-date type="1" iso-date="2020-01-01"/>
        <activity-date type="3" iso-date="2030-12-31"/>
        <activity-date type="2" iso-date="2020-02-01"/>
        <recipient-country code="NE" percentage="60.5"/>
        <recipient-country code="ML" percentage="39.5"/>
        <sector code="14031" vocabulary="1" percentage="100"/>
        <sector code="W" vocabulary="99" percentage="100"><narrative>Wells</narrative></sector>
        <budget><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/><value value-date="2024-01-01">10</value></budget>
        <transaction><transaction-type code="3"/><transaction-date iso-date="2024-03-01"/><value value-date="2024-03-01">-12.50</value><provider-org><narrative>Ministry</narrative></provider-org></transaction>
        <document-link url="https://example.org/a.pdf" format="application/pdf"><title><narrative>A</narrative></title><category code="A01"/></document-link>
        <related-activity ref="XM-EXAMPLE-1-8" type="1"/>
        <result type="1"><title><narrative>R</narrative></title><indicator measure="1"><title><narrative>I</narrative></title><baseline year="2020" value="0"/><period><period-start iso-date="2024-01-01"/><period-end iso-date="2024-12-31"/><target value="5"/><actual value="4.5"/></period></indicator></result>
        </iati-activity>
        </iati-activities>

        """
}
