/// The events of a file of NDJSON, read line by line in memory that does not grow with the file. See ``EventLine``.
public struct EventFile {
    /// What a line holds.
    public enum Item: Sendable {
        case event(EventLine)
        case problem(InputProblem)
    }

    private let path: String
    private var lines: LineReader
    /// The number of the line that was read last, from 1.
    public private(set) var line = 0

    /// - Throws: `InputProblem` when the file cannot be opened.
    public init(path: String) throws(InputProblem) {
        self.path = path
        lines = try LineReader(path: path, bytesMax: EventLine.bytesMax)
    }

    /// What the next line holds; nil at the end of the file.
    ///
    /// - Throws: `InputProblem` when the file cannot be read.
    public mutating func next() throws(InputProblem) -> Item? {
        guard let bytes = try lines.next() else { return nil }
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

    private func problem(_ error: EventLineError, in bytes: [UInt8]) -> InputProblem {
        let text = String(decoding: bytes, as: UTF8.self)
        let column = error.offset.map { String(decoding: bytes.prefix($0), as: UTF8.self).count + 1 }
        return InputProblem(
            .value, file: path, line: line, column: column ?? 0, excerpt: text, message: error.message,
            remedy: "a line is an entry of a log without ledger, position, recorded_at, recorder and version")
    }
}
