/// The elements of an XML file, one after another, in memory that does not grow with the file.
///
/// A document type declaration is refused where it begins, and with it every entity but the five of XML itself: nothing is expanded and
/// nothing is fetched. Depth, texts, tags and the file have limits. Read are UTF-8, UTF-16, Latin 1, and GB 18030 with GBK and GB 2312, which
/// banks in China write, where the first line names it.
final class XMLReader {
    enum Item: Sendable, Hashable {
        case start(XMLElement)
        /// An element ends; `text` is what stands in it after the last element within.
        case end(name: String, text: String, line: Int)
    }

    private let path: String
    private let file: ByteFile
    private let limits: Limits
    private var parsing: XMLParsing
    /// The bytes until the encoding is known.
    private var beginning: [UInt8]? = []
    private var decoder: GB18030Decoder?
    private var hasEnded = false

    struct Limits: Sendable {
        /// How many elements may stand in one another.
        var depth = 64
        /// In bytes of UTF-8: of one element's text, and of all its attributes.
        var textBytes = 1 << 16
        var fileBytes = 1 << 28

        /// Of a tag, comment or instruction as it stands in the file, where a character may be written in several.
        var tokenBytes: Int { 4 * textBytes }
    }

    /// - Throws: `InputProblem` when the file cannot be opened.
    init(path: String, limits: Limits = Limits()) throws(InputProblem) {
        self.path = path
        self.limits = limits
        file = try ByteFile(path: path, chunkSize: XMLReader.chunkSize)
        parsing = try XMLParsing(file: path, limits: limits)
    }

    /// A page of memory or two at a time: what is waiting to be taken never grows beyond what these hold.
    private static let chunkSize = 1 << 14

    /// The next element that begins or ends; nil at the end of the document.
    ///
    /// - Throws: `InputProblem` for what is not XML, not read here, or beyond the limits. Nothing can be read after it.
    func next() throws(InputProblem) -> Item? {
        while true {
            if let item = parsing.take() { return item }
            if let refusal = parsing.refusal { throw problem(refusal) }
            if hasEnded { return nil }
            let chunk = try file.nextChunk()
            if file.bytesRead > limits.fileBytes { throw problem(.fileSize) }
            hasEnded = chunk.isEmpty
            beginning? += chunk
            parse(chunk)
            if case .encoding(let name) = parsing.refusal, XMLReader.chinese.contains(name.lowercased()) {
                try restart()
            }
            // The encoding stands in what comes first.
            if parsing.bytesConsumed > 0 { beginning = nil }
        }
    }

    /// What GB 18030 contains.
    private static let chinese: Set = ["gb18030", "gbk", "gb2312"]

    /// Reads once more what there is until now, decoded; what the file says of its encoding is passed over then.
    private func restart() throws(InputProblem) {
        guard let bytes = beginning else { return }
        decoder = try GB18030Decoder(file: path)
        parsing = try XMLParsing(file: path, limits: limits, encoding: "UTF-8")
        parse(bytes)
    }

    private func parse(_ bytes: [UInt8]) {
        guard let decoder else { return parsing.parse(bytes, isLast: hasEnded) }
        let (text, wrong) = decoder.decode(bytes, isLast: hasEnded)
        parsing.parse(text, isLast: hasEnded && wrong == nil)
        if let wrong {
            parsing.refuse(.malformed("0x\(String(wrong, radix: 16, uppercase: true)) begins no character of GB 18030"))
        }
    }

    private func problem(_ refusal: XMLParsing.Refusal) -> InputProblem {
        func problem(_ code: InputProblem.Code, _ message: String, _ remedy: String) -> InputProblem {
            let (line, column) = parsing.refusedPlace
            return InputProblem(code, file: path, line: line, column: column, message: message, remedy: remedy)
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
        case .token:
            problem(
                .tooLong, "a tag, a comment or an instruction has more than \(limits.tokenBytes) bytes",
                "no file of this kind has such a one")
        case .fileSize:
            InputProblem(
                .tooLong, file: path, message: "the file is larger than \(limits.fileBytes >> 20) MiB",
                remedy: "split it into smaller files")
        case .encoding(let name):
            problem(
                .encoding, "the file is in \(name), which is not read here",
                "convert it, as with: iconv -f \(name) -t UTF-8 FILE > NEW; and write UTF-8 in its first line")
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
