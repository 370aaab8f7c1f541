/// The lines of a file one after another, in memory that does not grow with the file.
struct LineReader {
    private let file: ByteFile
    private let bytesMax: Int
    private var chunk: ArraySlice<UInt8> = []

    /// - Parameters:
    ///   - path: `-` for standard input.
    ///   - bytesMax: how much of a line is kept; of a longer one `next()` gives one byte more than that.
    /// - Throws: ``InputProblem/Code/unreadable``.
    init(path: String, bytesMax: Int) throws(InputProblem) {
        file = try ByteFile(path: path)
        self.bytesMax = bytesMax
    }

    /// The bytes before the next line feed or the end; nil at the end. Of a line that is too long only its beginning, and the rest is
    /// passed over.
    mutating func next() throws(InputProblem) -> [UInt8]? {
        var bytes: [UInt8] = []
        var isFirst = true
        while true {
            if chunk.isEmpty {
                chunk = try file.nextChunk()[...]
                if chunk.isEmpty { return isFirst ? nil : bytes }
            }
            isFirst = false
            let end = chunk.firstIndex(of: UInt8(ascii: "\n")) ?? chunk.endIndex
            bytes += chunk[..<end].prefix(bytesMax + 1 - bytes.count)
            let isWhole = end < chunk.endIndex
            chunk = chunk[(isWhole ? end + 1 : end)...]
            if isWhole { return bytes }
        }
    }
}
