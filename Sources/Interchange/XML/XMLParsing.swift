internal import CExpat
internal import Glibc

/// What expat tells while it reads: notes the elements, and stops at what is refused.
final class XMLParsing {
    enum Refusal: Sendable, Hashable {
        case documentType
        case depth
        case text
        case token
        case fileSize
        case malformed(String)
        /// One that is not read here, by its name in the file.
        case encoding(String)
    }

    private let limits: XMLReader.Limits
    private let parser: XML_Parser
    private(set) var refusal: Refusal?
    /// Where the parser stood at the refusal, each from 1; column in characters.
    private(set) var refusedPlace = (line: 0, column: 0)
    private var items: [XMLReader.Item] = []
    private var taken = 0
    /// The elements that have not ended.
    private var open: [(name: String, line: Int)] = []
    private var text: [UInt8] = []
    /// The last one: most elements of a file have the same.
    private var namespace = ""
    private var bytesGiven = 0
    /// How far the parser came: what stands behind is a beginning that it keeps.
    private(set) var bytesConsumed = 0

    /// Stands between the parts of a name, as no XML can have it.
    private static let separator: UInt8 = 0x0C

    /// - Parameters:
    ///   - file: what the problem calls it.
    ///   - encoding: of what is handed on; nil for the one that the file names, or UTF-8.
    /// - Throws: ``InputProblem/Code/unreadable`` when there is no memory.
    init(file: String, limits: XMLReader.Limits, encoding: String? = nil) throws(InputProblem) {
        guard let parser = XML_ParserCreateNS(encoding, XML_Char(Self.separator)) else {
            throw InputProblem(.unreadable, file: file, message: "there is no memory to read the file")
        }
        self.limits = limits
        self.parser = parser
        let own = Unmanaged.passUnretained(self).toOpaque()
        XML_SetUserData(parser, own)
        XML_SetReturnNSTriplet(parser, 1)
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in XMLParsing.at(data).refuse(.documentType) }
        XML_SetElementHandler(
            parser, { data, name, attributes in XMLParsing.at(data).start(name, attributes) },
            { data, _ in XMLParsing.at(data).end() })
        XML_SetCharacterDataHandler(parser) { data, bytes, count in XMLParsing.at(data).append(bytes, Int(count)) }
        XML_SetUnknownEncodingHandler(
            parser,
            { data, name, _ in
                XMLParsing.at(data).refuse(.encoding(name.map { String(cString: $0) } ?? ""))
                return Int32(XML_STATUS_ERROR.rawValue)
            }, own)
    }

    deinit { XML_ParserFree(parser) }

    private static func at(_ data: UnsafeMutableRawPointer?) -> XMLParsing {
        guard let data else { preconditionFailure("the parser hands on what it was given") }
        return Unmanaged<XMLParsing>.fromOpaque(data).takeUnretainedValue()
    }

    /// The next bytes; what is wrong in them is the refusal.
    func parse(_ bytes: [UInt8], isLast: Bool) {
        bytesGiven += bytes.count
        let status = bytes.withUnsafeBytes { bytes in
            XML_Parse(
                parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), isLast ? 1 : 0)
        }
        guard status == XML_STATUS_OK else { return refuse(.malformed(reason(XML_GetErrorCode(parser)))) }
        // Less than nothing while it waits for more of what it keeps.
        bytesConsumed = max(bytesConsumed, Int(XML_GetCurrentByteIndex(parser)))
        if bytesGiven - bytesConsumed > limits.tokenBytes { refuse(.token) }
    }

    /// The next item; after the last one nothing is kept.
    func take() -> XMLReader.Item? {
        guard taken < items.count else { return nil }
        defer {
            taken += 1
            if taken == items.count {
                items.removeAll(keepingCapacity: true)
                taken = 0
            }
        }
        return items[taken]
    }

    func refuse(_ reason: Refusal) {
        guard refusal == nil else { return }
        refusedPlace = (line, Int(XML_GetCurrentColumnNumber(parser)) + 1)
        refusal = reason
        XML_StopParser(parser, 0)
    }

    private var line: Int { Int(XML_GetCurrentLineNumber(parser)) }

    private func start(
        _ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
        guard refusal == nil else { return }
        guard open.count < limits.depth else { return refuse(.depth) }
        // Between elements only white space is usual.
        let isBlank = text.allSatisfy { $0 == 0x20 || 0x09...0x0D ~= $0 }
        let textBefore = isBlank ? "" : String(decoding: text, as: UTF8.self)
        text.removeAll(keepingCapacity: true)
        var named: [String: String] = [:]
        var byteCount = 0
        // Names and values by turns, ended by nil.
        var rest = attributes
        while let pair = rest, let attribute = pair[0], let value = pair[1] {
            byteCount += strlen(value)
            guard byteCount <= limits.textBytes else { return refuse(.text) }
            let name = self.name(attribute)
            let key = name.prefix.isEmpty ? name.local : "\(name.prefix):\(name.local)"
            named[key] = String(cString: value)
            rest = pair + 2
        }
        let name = self.name(name)
        items.append(
            .start(
                XMLElement(
                    name: name.local, namespace: name.namespace, attributes: named, textBefore: textBefore, line: line))
        )
        open.append((name.local, line))
    }

    private func end() {
        guard refusal == nil else { return }
        items.append(.end(name: open.removeLast().name, text: String(decoding: text, as: UTF8.self), line: line))
        text.removeAll(keepingCapacity: true)
    }

    private func append(_ bytes: UnsafePointer<XML_Char>?, _ count: Int) {
        guard refusal == nil else { return }
        guard text.count + count <= limits.textBytes else { return refuse(.text) }
        text += UnsafeRawBufferPointer(start: bytes, count: count)
    }

    /// The parts of a name as expat gives it: `local`, `namespace␌local` or `namespace␌local␌prefix`.
    private func name(_ pointer: UnsafePointer<XML_Char>?) -> (namespace: String, local: String, prefix: String) {
        let bytes = UnsafeRawBufferPointer(start: pointer, count: pointer.map(strlen) ?? 0)
        guard let end = bytes.firstIndex(of: Self.separator) else {
            return ("", String(decoding: bytes, as: UTF8.self), "")
        }
        let space = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        if !isNamespace(space) { namespace = String(decoding: space, as: UTF8.self) }
        let rest = bytes[(end + 1)...].split(separator: Self.separator, maxSplits: 1)
        let texts = rest.map { String(decoding: $0, as: UTF8.self) }
        return (namespace, texts[0], texts.count > 1 ? texts[1] : "")
    }

    private func isNamespace(_ bytes: UnsafeRawBufferPointer) -> Bool {
        namespace.utf8.withContiguousStorageIfAvailable { $0.count == bytes.count && $0.elementsEqual(bytes) } ?? false
    }

    private func reason(_ code: XML_Error) -> String {
        switch code {
        case XML_ERROR_INVALID_TOKEN: return "a character that may not stand here"
        case XML_ERROR_TAG_MISMATCH:
            guard let last = open.last else { break }
            return "<\(last.name)> of line \(last.line) has no end before this one"
        case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR, XML_ERROR_UNCLOSED_CDATA_SECTION:
            guard let last = open.last else { return "the file ends too early" }
            return "the file ends within <\(last.name)> of line \(last.line)"
        default: break
        }
        return XML_ErrorString(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
    }
}
