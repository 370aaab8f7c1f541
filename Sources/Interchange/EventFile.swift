/// The events of a file of NDJSON, read line by line in memory that does not grow with the file. See ``EventLine``.
public struct EventFile {
    /// What a line holds.
    public enum Item: Sendable {
        case event(EventLine)
        case problem(InputProblem)
    }

    private let path: String
    private let file: ByteFile
    private var chunk: ArraySlice<UInt8> = []
    /// The number of the line that was read last, from 1.
    public private(set) var line = 0

    /// - Throws: `InputProblem` when the file cannot be opened.
    public init(path: String) throws(InputProblem) {
        self.path = path
        file = try ByteFile(path: path)
    }

    /// What the next line holds; nil at the end of the file.
    ///
    /// - Throws: `InputProblem` when the file cannot be read.
    public mutating func next() throws(InputProblem) -> Item? {
        guard let bytes = try nextLine() else { return nil }
        line += 1
        guard bytes.count <= EventLine.bytesMax else {
            return .problem(
                InputProblem(
                    .tooLong, file: path, line: line,
                    message: "the line is longer than the \(EventLine.bytesMax) bytes that an event may have",
                    remedy: "keep documents outside the ledger and record their digests"))
        }
        do {
            return .event(try EventLine(reading: bytes))
        } catch {
            return .problem(problem(error, in: bytes))
        }
    }

    /// The bytes before the next line feed or the end; of a line that is too long only its beginning, and the rest is passed over.
    private mutating func nextLine() throws(InputProblem) -> [UInt8]? {
        var bytes: [UInt8] = []
        var isFirst = true
        while true {
            if chunk.isEmpty {
                chunk = try file.nextChunk()[...]
                if chunk.isEmpty { return isFirst ? nil : bytes }
            }
            isFirst = false
            let end = chunk.firstIndex(of: UInt8(ascii: "\n")) ?? chunk.endIndex
            bytes += chunk[..<end].prefix(EventLine.bytesMax + 1 - bytes.count)
            let isWhole = end < chunk.endIndex
            chunk = chunk[(isWhole ? end + 1 : end)...]
            if isWhole { return bytes }
        }
    }

    private func problem(_ error: EventLineError, in bytes: [UInt8]) -> InputProblem {
        let text = String(decoding: bytes, as: UTF8.self)
        let column = error.offset.map { String(decoding: bytes.prefix($0), as: UTF8.self).count + 1 }
        return InputProblem(
            .value, file: path, line: line, column: column ?? 0, excerpt: text, message: error.message,
            remedy: "a line is an entry of a log without ledger, position, recorded_at, recorder and version")
    }
}
