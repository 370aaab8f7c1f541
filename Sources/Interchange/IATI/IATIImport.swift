public import Assistance
public import CanonicalJSON
import Crypto

/// What one activity or organisation of a file asks to put on record.
///
/// Everything of it is kept word for word, each element with the SHA-256 of its canonical JSON, so that a later edition is known by what
/// it changes. Comments of the file and white space between elements are not kept. An element that is larger than an entry has room for
/// is on record by its digest, and listed.
public struct IATIImport: Sendable {
    public let request: ReportThing
    /// Where it begins in the file, from 1.
    public let line: Int
    /// Elements of which only the digest is kept.
    public var oversized: [ReportedItem] { request.items.filter { $0.element == nil } }

    /// - Parameter date: the day of a file that does not say when it was made, nor an activity when it was changed.
    /// - Throws: `InputProblem` for one that has no identifier.
    public init(
        _ item: IATIReader.Item, of standard: IATIStandard, generatedAt: String?, in file: String,
        otherwiseOn date: CalendarDate
    ) throws(InputProblem) {
        let element = item.element
        line = element.line
        let name = item.isActivity ? "iati-identifier" : "organisation-identifier"
        let identifier = (element.first(name)?.text ?? "").normalizedFormC
        guard identifier.isPresentable, identifier.utf8.count <= IATIImport.identifierBytesMax else {
            throw InputProblem(
                file: file, line: line,
                message: identifier.isEmpty
                    ? "<\(element.name)> has no <\(name)>"
                    : "the <\(name)> is too long, or has control characters in it",
                remedy: "without one nobody can say what was reported: ask whoever wrote the file")
        }
        let reportedOn = [element["last-updated-datetime"], generatedAt].compactMap { $0 }
            .compactMap { CalendarDate(String($0.prefix(10))) }.first { $0 <= date }
        do {
            var items: [ReportedItem] = []
            for child in element.children { items.append(try ReportedItem(child)) }
            request = ReportThing(
                item.isActivity ? .activity : .organisation, IATIImport.name(identifier), identifier: identifier,
                name: item.isActivity ? nil : element.first("name")?.narrative?.normalizedFormC, standard: standard,
                attributes: element.reported.attributes, items: items, on: reportedOn ?? date)
        } catch {
            throw InputProblem(file: file, line: line, message: "\(identifier) cannot be kept: \(error.message)")
        }
        guard request.attributes.reduce(0, { $0 + $1.utf8.count }) <= IATIImport.attributeBytesMax else {
            throw InputProblem(
                file: file, line: line, message: "the attributes of \(identifier) are too long to be kept",
                remedy: "no activity has such attributes")
        }
    }

    /// Together with a change of the largest size they make an entry that is not too large.
    private static let identifierBytesMax = 1_000
    private static let attributeBytesMax = 4_000

    /// What the ledger calls what others call otherwise: the same, where that is an identifier of the ledger; else with `-` for what an
    /// identifier cannot have and the beginning of a digest, that tells it from others.
    public static func name(_ identifier: String) -> Identifier {
        if let same = Identifier(identifier) { return same }
        let digest = SHA256.hash(data: Array(identifier.utf8)).hexadecimal.prefix(16)
        let kept = identifier.utf8.map { byte -> UInt8 in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x5F: byte
            default: 0x2D
            }
        }
        let readable = String(decoding: kept.prefix(40), as: UTF8.self).drop { !$0.isLetter && !$0.isNumber }
        guard let identifier = Identifier(readable.isEmpty ? "I-\(digest)" : "\(readable)-\(digest)") else {
            preconditionFailure("letters, digits and signs of an identifier make one")
        }
        return identifier
    }
}

extension IATIElement {
    /// As it stands in entries.
    fileprivate var reported: ReportedElement {
        ReportedElement(
            name.normalizedFormC,
            attributes: attributes.sorted { $0.key < $1.key }.flatMap {
                [$0.key.normalizedFormC, $0.value.normalizedFormC]
            }, text: text.normalizedFormC, children: children.map(\.reported))
    }
}

extension ReportedItem {
    fileprivate init(_ element: IATIElement) throws(CanonicalJSONError) {
        let reported = element.reported
        let bytes = try reported.data.canonicalBytes()
        self.init(DocumentDigest(of: bytes), reported, bytes: Int64(bytes.count))
    }
}
