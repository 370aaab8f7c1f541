/// A file that holds a log: its entries byte for byte, one a line, from position 0 on.
///
/// Nothing else is in it, so that the hash of a line, with a zero byte before it, is the entry's leaf (RFC 6962), and a few lines of any
/// language recompute the root of the tree that a checkpoint names.
public struct EntryFile {
    private let path: String
    private var lines: LineReader
    /// The number of the line that was read last, from 1.
    public private(set) var line = 0

    /// The most bytes that a line may have, its line feed aside.
    public static let bytesMax = EventLine.bytesMax

    /// - Throws: ``InputProblem/Code/unreadable``.
    public init(path: String) throws(InputProblem) {
        self.path = path
        lines = try LineReader(path: path, bytesMax: EntryFile.bytesMax)
    }

    /// The next line; nil at the end of the file. Whether it is an entry is not looked at.
    ///
    /// - Throws: `InputProblem` when the file cannot be read, or the line is too long.
    public mutating func next() throws(InputProblem) -> [UInt8]? {
        guard let bytes = try lines.next() else { return nil }
        line += 1
        guard bytes.count <= EntryFile.bytesMax else {
            throw InputProblem(
                .tooLong, file: path, line: line,
                message: "the line is longer than the \(EntryFile.bytesMax) bytes that an entry may have",
                remedy: "the file is not a copy of a log: get another copy")
        }
        return bytes
    }

    /// Whether a file holds entries, by its first line: an entry ends with its `version`, an ``EventLine`` with its `v`.
    ///
    /// - Throws: ``InputProblem/Code/unreadable``.
    public static func isOne(_ path: String) throws(InputProblem) -> Bool {
        var lines = try LineReader(path: path, bytesMax: bytesMax)
        guard let first = try lines.next(), first.last == UInt8(ascii: "}") else { return false }
        let digits = first.dropLast().reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
        return digits > 0 && first.dropLast(digits + 1).suffix(11).elementsEqual(#","version":"#.utf8)
    }
}
