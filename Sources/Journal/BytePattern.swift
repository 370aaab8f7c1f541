/// Bytes to be found in other bytes, most of which are never looked at (R. N. Horspool, "Practical fast searching in strings").
struct BytePattern {
    private let bytes: [UInt8]
    /// How far the pattern may move when a byte stands under its last one.
    private let shifts: [Int]

    /// - Parameter bytes: at least one.
    init(_ bytes: [UInt8]) {
        precondition(!bytes.isEmpty, "an empty pattern is everywhere")
        self.bytes = bytes
        var shifts = Array(repeating: bytes.count, count: 256)
        for (index, byte) in bytes.dropLast().enumerated() { shifts[Int(byte)] = bytes.count - 1 - index }
        self.shifts = shifts
    }

    /// Where the pattern ends for the first time, when it begins at `start` or later.
    func end(in text: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        let length = bytes.count
        var end = start + length
        while end <= text.count {
            let last = text[end - 1]
            if last == bytes[length - 1], text[(end - length)..<end].elementsEqual(bytes) { return end }
            end += shifts[Int(last)]
        }
        return nil
    }
}
