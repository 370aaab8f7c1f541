internal import Glibc

/// A file that is read line by line, however long it is, without a copy or a `String` of any line.
public enum LineFile {
    /// In bytes. No entry of a log is longer than 65,535.
    private static let lineMax = 1 << 16

    /// Calls `body` with each line, without its line feed, and with its number, from 1. The last may be without one.
    ///
    /// - Parameter path: `-` for standard input.
    /// - Throws: ``InputProblem``, or what `body` throws.
    public static func forEachLine(of path: String, _ body: (Int, RawSpan) throws -> Void) throws {
        let file = try ByteFile(path: path, chunkSize: 1 << 18)
        var buffer: [UInt8] = []
        var number = 0
        var chunk = try file.nextChunk()
        while !chunk.isEmpty {
            buffer += chunk
            var start = 0
            while let end = buffer.lineFeed(from: start) {
                number += 1
                try body(number, buffer.span.bytes.extracting(start..<end))
                start = end + 1
            }
            buffer.removeSubrange(..<start)
            guard buffer.count <= lineMax else {
                throw InputProblem(
                    .tooLong, file: path, line: number + 1, message: "the line is longer than \(lineMax) bytes",
                    remedy: "write the file anew with pairledger log show --limit 0 --format ndjson")
            }
            chunk = try file.nextChunk()
        }
        if !buffer.isEmpty { try body(number + 1, buffer.span.bytes) }
    }
}

extension [UInt8] {
    /// Where the first line feed stands at or after `start`.
    func lineFeed(from start: Int) -> Int? {
        withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress,
                let found = memchr(base + start, 0x0A, bytes.count - start)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
