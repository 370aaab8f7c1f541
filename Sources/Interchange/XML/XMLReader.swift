internal import CXML

/// The elements of an XML file, one after another, in memory that does not grow with the file.
///
/// A document type declaration is refused where it begins, and with it every entity but the five of XML itself: nothing is expanded and
/// nothing is fetched. Depth, texts and the file have limits.
final class XMLReader {
    enum Item: Sendable, Hashable {
        case start(XMLElement)
        /// An element ends; `text` is what stands in it after the last element within.
        case end(name: String, text: String, line: Int)
    }

    private let path: String
    private let file: ByteFile
    private let limits: Limits
    private let state: XMLParsing
    private let context: xmlParserCtxtPtr?
    private var byteCount = 0
    private var hasEnded = false

    struct Limits: Sendable {
        /// How many elements may stand in one another.
        var depth = 64
        /// In bytes of UTF-8: of one element's text, and of all its attributes.
        var textBytes = 1 << 16
        var fileBytes = 1 << 28
    }

    /// - Throws: `InputProblem` when the file cannot be opened.
    init(path: String, limits: Limits = Limits()) throws(InputProblem) {
        self.path = path
        self.limits = limits
        file = try ByteFile(path: path, chunkSize: XMLReader.chunkSize)
        state = XMLParsing(limits)
        var handler = xmlSAXHandler()
        handler.initialized = XML_SAX2_MAGIC
        handler.internalSubset = { data, _, _, _ in XMLParsing.at(data).refuse(.documentType) }
        handler.startElementNs = { data, name, _, namespace, _, _, count, _, attributes in
            XMLParsing.at(data).start(name, namespace, Int(count), attributes)
        }
        handler.endElementNs = { data, name, _, _ in XMLParsing.at(data).end(name) }
        handler.characters = { data, bytes, count in XMLParsing.at(data).append(bytes, Int(count)) }
        handler.cdataBlock = { data, bytes, count in XMLParsing.at(data).append(bytes, Int(count)) }
        context = xmlCreatePushParserCtxt(&handler, Unmanaged.passUnretained(state).toOpaque(), nil, 0, nil)
        guard let context else {
            throw InputProblem(.unreadable, file: path, message: "there is no memory to read the file")
        }
        state.context = context
        // Neither XML_PARSE_HUGE, which lifts the library's own limits, nor one that would expand or load anything.
        xmlCtxtUseOptions(
            context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
    }

    deinit { xmlFreeParserCtxt(context) }

    /// A page of memory or two at a time: what is waiting to be taken never grows beyond what these hold.
    private static let chunkSize = 1 << 14

    /// The next element that begins or ends; nil at the end of the document.
    ///
    /// - Throws: `InputProblem` for what is not XML, not read here, or beyond the limits. Nothing can be read after it.
    func next() throws(InputProblem) -> Item? {
        while true {
            if let item = state.take() { return item }
            if let refusal = state.refusal { throw problem(refusal) }
            if hasEnded { return nil }
            var chunk = try file.nextChunk()
            byteCount += chunk.count
            guard byteCount <= limits.fileBytes else { throw problem(.fileSize) }
            hasEnded = chunk.isEmpty
            let count = Int32(chunk.count)
            let code = chunk.withUnsafeMutableBytes { bytes in
                xmlParseChunk(
                    context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), count, hasEnded ? 1 : 0)
            }
            if code != 0, state.refusal == nil { state.fail(lastError()) }
        }
    }

    private func lastError() -> String {
        guard let error = xmlCtxtGetLastError(context), let message = error.pointee.message else { return "no XML" }
        return String(cString: message).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func problem(_ refusal: XMLParsing.Refusal) -> InputProblem {
        func problem(_ code: InputProblem.Code, _ message: String, _ remedy: String) -> InputProblem {
            InputProblem(code, file: path, line: state.line, message: message, remedy: remedy)
        }
        return switch refusal {
        case .documentType:
            problem(
                .syntax, "the file has a document type declaration, which could define entities or fetch files",
                "no such file needs one: remove it, or ask whoever wrote it")
        case .depth:
            problem(
                .tooLong, "more than \(limits.depth) elements stand in one another", "no file of this kind is so deep")
        case .text:
            problem(
                .tooLong, "the text or the attributes of an element have more than \(limits.textBytes) bytes",
                "no file of this kind has such a text")
        case .fileSize:
            InputProblem(
                .tooLong, file: path, message: "the file is larger than \(limits.fileBytes >> 20) MiB",
                remedy: "split it into smaller files")
        case .malformed(let reason):
            problem(
                .syntax, "this is not well-formed XML: \(reason)",
                hasEnded ? "the file may be cut off: get it again from where it came" : "correct it where it was made")
        }
    }
}

/// An element that begins.
struct XMLElement: Sendable, Hashable {
    /// Without a prefix.
    let name: String
    let namespace: String
    /// By their names, with the prefix of those that have one.
    let attributes: [String: String]
    /// What stands before it in the element that it is in, where that is more than white space.
    let textBefore: String
    /// Where it stands, from 1.
    let line: Int
}
