/// Reads CSV (RFC 4180) from bytes that come in chunks, in memory that does not grow with the file.
///
/// ```swift
/// var reader = try CSVReader(contentsOf: "payments.csv")
/// while let item = try reader.next() {
///     switch item {
///     case .header(let header): problems += header.missing(["project", "amount"])
///     case .record(let record): use(record["amount"]?.text)
///     case .problem(let problem): problems.append(problem)
///     }
/// }
/// ```
///
/// Lines end with LF or CRLF; a byte order mark, empty lines and lines that start with `#` are skipped; the first record
/// names the columns. Quoted fields may hold commas, line ends and `""` for a quote. A problem does not end the reading:
/// it goes on with the line after the one where the offending field begins, so that all problems of a file come out.
/// Only problems with the header, or with a file that is no UTF-8 text at all, are the last item.
public struct CSVReader {
    public enum Item: Sendable, Hashable {
        /// The names of the columns, once, before anything else but problems.
        case header(CSVHeader)
        case record(CSVRecord)
        case problem(InputProblem)
    }

    /// In bytes of a field's text.
    public static let maximumFieldBytes = 64 * 1_024
    /// In bytes of a record, from its first to its last line.
    public static let maximumRecordBytes = 1_024 * 1_024

    let file: String
    /// The bytes that are read and not yet used up, from `start` on; before it lie used ones.
    var buffer: [UInt8] = []
    var start = 0
    /// The number of the line that begins at `start`.
    var line = 1
    private let nextChunk: () throws(InputProblem) -> [UInt8]
    private var isAtEnd = false
    private var isBegun = false
    private var isFinished = false
    var header: CSVHeader?
    /// The places of the columns by the names under which records answer to them.
    var columns: [String: Int] = [:]
    /// Whether the file was found not to be UTF-8, which is said once.
    private var isMisread = false
    private var pending: [Item] = []

    /// - Parameters:
    ///   - file: what problems call the file.
    ///   - chunks: the next bytes at every call, as many as it likes; none at the end.
    public init(file: String, chunks: @escaping () throws(InputProblem) -> [UInt8]) {
        self.file = file
        nextChunk = chunks
    }

    /// Reads bytes that are in memory.
    public init(file: String, bytes: [UInt8], chunkSize: Int = 1 << 16) {
        var offset = 0
        self.init(file: file) { () throws(InputProblem) -> [UInt8] in
            let chunk = Array(bytes[offset..<min(offset + chunkSize, bytes.count)])
            offset += chunk.count
            return chunk
        }
    }

    /// Reads a file, in UTF-8 or GB 18030, whichever it is in.
    ///
    /// - Throws: ``InputProblem/Code/unreadable`` if it cannot be opened.
    public init(contentsOf path: String) throws(InputProblem) {
        self.init(file: path, text: TextSource(contentsOf: try ByteFile(path: path), named: path, in: nil))
    }

    init(file: String, text: TextSource) {
        self.init(file: file) { () throws(InputProblem) -> [UInt8] in try text.nextChunk() }
    }

    /// The next item; `nil` at the end of the file.
    ///
    /// - Throws: only what the source of the bytes throws.
    public mutating func next() throws(InputProblem) -> Item? {
        if !isBegun { try begin() }
        while pending.isEmpty, !isFinished {
            compact()
            guard try hasByte(at: start) else { break }
            if try skipEmptyLineOrComment() { continue }
            try readRecord()
        }
        return pending.isEmpty ? nil : pending.removeFirst()
    }

    private mutating func begin() throws(InputProblem) {
        isBegun = true
        guard try hasByte(at: 1) else { return }
        if buffer[0] == 0xFF && buffer[1] == 0xFE || buffer[0] == 0xFE && buffer[1] == 0xFF {
            isFinished = true
            pending.append(
                .problem(
                    InputProblem(
                        .encoding, file: file, line: 1, message: "the file is UTF-16, not UTF-8",
                        remedy: "save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")")))
        } else if try hasByte(at: 2), buffer[0...2] == [0xEF, 0xBB, 0xBF] {
            start = 3
        }
    }

    private mutating func readRecord() throws(InputProblem) {
        switch try scanRecord() {
        case .record(let scanned):
            let bytes = buffer[start..<(start + scanned.length)]
            defer {
                start += scanned.consumed
                line += scanned.lines
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                // Every line after it is likely to be wrong for the same reason.
                if !isMisread { pending.append(.problem(try encodingProblem(Array(bytes)))) }
                isMisread = true
                return
            }
            if let offset = bytes.firstIndex(of: 0) {
                let message = "the line has a NUL character"
                pending.append(
                    .problem(try problem(.syntax, at: offset, message, remedy: "remove it; text has none")))
                return
            }
            accept(record(text, scanned.fields))
        case .failure(let failure):
            pending.append(.problem(failure.problem))
            try resume(after: failure.resumeOffset)
        }
    }

    private mutating func accept(_ record: CSVRecord) {
        guard let header else {
            do throws(InputProblems) {
                let header = try CSVHeader(record)
                self.header = header
                columns = header.indices
                pending.append(.header(header))
            } catch {
                pending += error.problems.map { .problem($0) }
                isFinished = true
            }
            return
        }
        guard record.fields.count == header.names.count else {
            pending.append(.problem(countProblem(record, header)))
            return
        }
        pending.append(.record(record))
    }

    private func countProblem(_ record: CSVRecord, _ header: CSVHeader) -> InputProblem {
        let (found, expected) = (record.fields.count, header.names.count)
        let message = "the record has \(found) \(found == 1 ? "field" : "fields"), but the header names \(expected)"
        guard found < expected else {
            return record.problem(
                at: record.fields[expected], message, code: .fieldCount,
                remedy: "remove what is too much; a field with a comma in it stands in quotes")
        }
        let lacking = header.names[found...].map { "\"\($0)\"" }.joined(separator: ", ")
        return record.problem(
            message, code: .fieldCount, remedy: "add \(lacking); a field may be empty, but its comma has to be there")
    }

    // MARK: Bytes

    /// Whether there is a byte at `index` of the buffer, reading on if need be.
    mutating func hasByte(at index: Int) throws(InputProblem) -> Bool {
        while index >= buffer.count, !isAtEnd {
            let chunk = try nextChunk()
            isAtEnd = chunk.isEmpty
            buffer += chunk
        }
        return index < buffer.count
    }

    /// Drops used bytes once they outweigh the rest, so that the work for it stays in proportion to the file.
    private mutating func compact() {
        guard start > 1 << 16, start > buffer.count / 2 else { return }
        buffer.removeSubrange(..<start)
        start = 0
    }

    private mutating func skipEmptyLineOrComment() throws(InputProblem) -> Bool {
        switch buffer[start] {
        case 0x0A: start += 1
        case 0x0D:
            guard try hasByte(at: start + 1), buffer[start + 1] == 0x0A else { return false }
            start += 2
        case 0x23:
            try skipLine()
            return true
        default: return false
        }
        line += 1
        return true
    }

    /// Moves to the next line without keeping what is skipped.
    private mutating func skipLine() throws(InputProblem) {
        while try hasByte(at: start) {
            if let end = buffer.lineFeed(from: start) {
                start = end + 1
                line += 1
                return
            }
            buffer.removeAll(keepingCapacity: true)
            start = 0
        }
    }

    /// Moves to the line after the one that the byte at `offset` of the buffer is on.
    private mutating func resume(after offset: Int) throws(InputProblem) {
        line += buffer[start..<offset].count { $0 == 0x0A }
        start = offset
        try skipLine()
    }
}
