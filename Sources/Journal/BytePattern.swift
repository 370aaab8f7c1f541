/// Bytes to be found in other bytes, most of which are never looked at (R. N. Horspool, "Practical fast searching in strings", here
/// from the end).
struct BytePattern {
    private let bytes: [UInt8]
    /// How far the pattern may move back when a byte stands under its first one.
    private let shifts: [Int]

    /// - Parameter bytes: at least one.
    init(_ bytes: [UInt8]) {
        precondition(!bytes.isEmpty, "an empty pattern is everywhere")
        self.bytes = bytes
        var shifts = Array(repeating: bytes.count, count: 256)
        for (index, byte) in bytes.enumerated().dropFirst().reversed() { shifts[Int(byte)] = index }
        self.shifts = shifts
    }

    /// Where the pattern ends for the last time.
    func lastEnd(in text: UnsafeRawBufferPointer) -> Int? {
        var start = text.count - bytes.count
        while start >= 0 {
            let first = text[start]
            let end = start + bytes.count
            if first == bytes[0], text[start..<end].elementsEqual(bytes) { return end }
            start -= shifts[Int(first)]
        }
        return nil
    }
}
