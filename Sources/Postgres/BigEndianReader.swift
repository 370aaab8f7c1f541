/// Walks over bytes in network order without ever leaving them.
@safe
struct BigEndianReader {
    private let buffer: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ buffer: UnsafeRawBufferPointer) {
        unsafe self.buffer = unsafe buffer
    }

    var isAtEnd: Bool { unsafe offset == buffer.count }

    @inline(__always)
    mutating func integer<Integer: FixedWidthInteger>(_: Integer.Type) -> Integer? {
        let size = MemoryLayout<Integer>.size
        guard unsafe buffer.count - offset >= size else { return nil }
        defer { offset += size }
        return unsafe Integer(bigEndian: buffer.loadUnaligned(fromByteOffset: offset, as: Integer.self))
    }

    @inline(__always)
    mutating func integer() -> Int32? {
        integer(Int32.self)
    }

    @inline(__always)
    mutating func bytes(_ count: Int) -> UnsafeRawBufferPointer? {
        guard count >= 0, unsafe buffer.count - offset >= count else { return nil }
        defer { offset += count }
        return unsafe UnsafeRawBufferPointer(rebasing: buffer[offset..<(offset + count)])
    }
}
