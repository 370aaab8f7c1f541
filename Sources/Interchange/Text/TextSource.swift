/// The text of a file as UTF-8, piece by piece, whichever of the known encodings it is in.
///
/// Where nobody said which, text of ASCII alone is passed on as it is; what it is in is decided where the first other byte stands, by what
/// follows there.
final class TextSource {
    /// The encoding that was said or found; nil while there is nothing but ASCII.
    private(set) var encoding: TextEncoding?

    private let file: String
    private let wasSaid: Bool
    private let source: () throws(InputProblem) -> [UInt8]
    private var decoder: GB18030Decoder?
    /// What was read ahead to find the encoding.
    private var ahead: [UInt8] = []
    private var isAtStart = true
    private var failure: InputProblem?
    private var place = TextPlace()

    /// So much is looked at to find the encoding, in bytes.
    private static let windowBytes = 1 << 16

    /// - Parameters:
    ///   - file: what problems call it.
    ///   - encoding: nil to find it out.
    ///   - source: the next bytes at every call; none at the end.
    init(file: String, encoding: TextEncoding?, source: @escaping () throws(InputProblem) -> [UInt8]) {
        self.file = file
        self.encoding = encoding
        wasSaid = encoding != nil
        self.source = source
    }

    convenience init(contentsOf bytes: ByteFile, named file: String, in encoding: TextEncoding?) {
        self.init(file: file, encoding: encoding) { () throws(InputProblem) -> [UInt8] in try bytes.nextChunk() }
    }

    /// The next piece of the text; empty at the end.
    ///
    /// - Throws: ``InputProblem/Code/encoding`` at the first byte that cannot be GB 18030. What is no UTF-8 is passed on: see
    ///   ``CSVReader``.
    func nextChunk() throws(InputProblem) -> [UInt8] {
        if let failure { throw failure }
        let bytes = try nextBytes()
        guard encoding == .gb18030 else { return bytes }
        return try decoded(bytes)
    }

    private func nextBytes() throws(InputProblem) -> [UInt8] {
        if !ahead.isEmpty {
            defer { ahead = [] }
            return ahead
        }
        var bytes = try source()
        guard encoding == nil, !bytes.isEmpty else { return bytes }
        let hasMark = isAtStart && (bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes[0] >= 0xFE)
        isAtStart = false
        if hasMark {
            encoding = .utf8
        } else if bytes.contains(where: { $0 >= 0x80 }) {
            while bytes.count < Self.windowBytes {
                let more = try source()
                guard !more.isEmpty else { break }
                bytes += more
            }
            encoding = .guess(Array(bytes[(bytes.firstIndex { $0 >= 0x80 } ?? 0)...]))
        }
        // The ASCII before was not counted, as it needed no decoding.
        if encoding == nil { place.pass(bytes) }
        return bytes
    }

    private func decoded(_ bytes: [UInt8]) throws(InputProblem) -> [UInt8] {
        let decoder: GB18030Decoder
        if let known = self.decoder { decoder = known } else { decoder = try GB18030Decoder(file: file) }
        self.decoder = decoder
        let (text, wrong) = decoder.decode(bytes, isLast: bytes.isEmpty)
        place.pass(text)
        if let wrong { failure = problem(wrong) }
        // What stands before a wrong byte comes first.
        if text.isEmpty, let failure { throw failure }
        // A piece may be no more than the beginning of a character; none at all would be taken for the end.
        return text.isEmpty && !bytes.isEmpty ? try nextChunk() : text
    }

    private func problem(_ byte: UInt8) -> InputProblem {
        let hexadecimal = "0x" + String(byte, radix: 16, uppercase: true)
        return InputProblem(
            .encoding, file: file, line: place.line, column: place.column, excerpt: place.text,
            message: wasSaid
                ? "the text is not GB 18030 from here on: the next byte is \(hexadecimal)"
                : "the file is neither UTF-8 nor GB 18030: the next byte is \(hexadecimal)",
            remedy: "save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")"
                + (wasSaid ? ", or leave --encoding out" : ""))
    }
}

/// Where in a text one is, after some pieces of it.
private struct TextPlace {
    private(set) var line = 1
    /// The beginning of the line.
    private var bytes: [UInt8] = []
    /// More of a line is not shown.
    private static let bytesMax = 1_024

    mutating func pass(_ piece: [UInt8]) {
        if let end = piece.lastIndex(of: 0x0A) {
            line += piece[...end].count { $0 == 0x0A }
            bytes = Array(piece[(end + 1)...].prefix(Self.bytesMax))
        } else {
            bytes += piece.prefix(max(0, Self.bytesMax - bytes.count))
        }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// In characters, from 1.
    var column: Int { text.count + 1 }
}
