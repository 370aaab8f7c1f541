internal import CXML

/// An XML schema, with which tests look at what was written: libxml2's, the one that `xmllint --schema` uses.
public struct XMLSchema: Sendable {
    private let path: String

    public init(path: String) { self.path = path }

    /// What is wrong with a document by the schema; nil when it is valid.
    public func problem(with document: [UInt8]) -> String? {
        guard let parser = xmlSchemaNewParserCtxt(path) else { return "there is no schema \(path)" }
        defer { xmlSchemaFreeParserCtxt(parser) }
        guard let schema = xmlSchemaParse(parser) else { return "\(path) is no schema" }
        defer { xmlSchemaFree(schema) }
        guard let validating = xmlSchemaNewValidCtxt(schema) else { return "there is no memory" }
        defer { xmlSchemaFreeValidCtxt(validating) }
        let found = Found()
        return withExtendedLifetime(found) {
            xmlSchemaSetValidStructuredErrors(
                validating,
                { data, error in
                    guard let data, let error else { return }
                    let message = error.pointee.message.map { String(cString: $0) } ?? "no message"
                    Unmanaged<Found>.fromOpaque(data).takeUnretainedValue().note("\(error.pointee.line): \(message)")
                }, Unmanaged.passUnretained(found).toOpaque())
            let options = Int32(XML_PARSE_NONET.rawValue)
            let read = document.withUnsafeBytes { bytes in
                xmlReadMemory(
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), "written.xml", nil,
                    options)
            }
            guard let read else { return "the document is no XML" }
            defer { xmlFreeDoc(read) }
            guard xmlSchemaValidateDoc(validating, read) != 0 else { return nil }
            return found.first ?? "the document is not valid"
        }
    }

    private final class Found {
        private(set) var first: String?
        func note(_ text: String) { first = first ?? text }
    }
}
