import Glibc

/// Growing memory for bytes in network order, reused from one statement to the next.
@safe
struct WireBuffer: ~Copyable {
    private(set) var base: UnsafeMutableRawPointer
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        unsafe base = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        unsafe base.deallocate()
    }

    var bytes: UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: base, count: count)
    }

    /// Forgets the content, and memory beyond `keeping` bytes with it.
    mutating func clear(keeping: Int) {
        count = 0
        guard capacity > keeping else { return }
        unsafe base.deallocate()
        capacity = keeping
        unsafe base = .allocate(byteCount: capacity, alignment: 16)
    }

    mutating func reserve(_ more: Int) {
        let needed = count + more
        guard needed > capacity else { return }
        let grown = max(needed, capacity * 2)
        let moved = UnsafeMutableRawPointer.allocate(byteCount: grown, alignment: 16)
        unsafe moved.copyMemory(from: base, byteCount: count)
        unsafe base.deallocate()
        unsafe base = moved
        capacity = grown
    }

    mutating func put(_ value: some FixedWidthInteger) {
        let big = value.bigEndian
        reserve(MemoryLayout.size(ofValue: big))
        unsafe (base + count).storeBytes(of: big, as: type(of: big))
        count += MemoryLayout.size(ofValue: big)
    }

    mutating func put(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        unsafe (base + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    mutating func put(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe put($0) }
    }

    mutating func put(utf8 string: String) {
        var string = string
        string.withUTF8 { unsafe put(UnsafeRawBufferPointer($0)) }
    }

    mutating func overwrite(at offset: Int, with value: Int32) {
        unsafe (base + offset).storeBytes(of: value.bigEndian, as: Int32.self)
    }

    /// Removes the first `length` bytes.
    mutating func dropFirst(_ length: Int) {
        count -= length
        unsafe _ = memmove(base, base + length, count)
    }
}
