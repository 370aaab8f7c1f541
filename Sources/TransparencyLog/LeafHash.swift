import Crypto

extension Digest {
    /// The hash of a leaf of the log's Merkle tree: SHA-256 over a zero byte and the entry (RFC 6962, section 2.1).
    public init(leaf entry: [UInt8]) { self = entry.withUnsafeBytes { Digest(leaf: $0) } }

    /// The same, without copying the entry.
    public init(leaf entry: UnsafeRawBufferPointer) {
        var function = SHA256()
        Swift.withUnsafeBytes(of: UInt8(0)) { function.update(bufferPointer: $0) }
        function.update(bufferPointer: entry)
        self.init(function.finalize())
    }

    /// Whether these are its bytes.
    public func isEqual(to bytes: UnsafeRawBufferPointer) -> Bool { withUnsafeBytes { $0.elementsEqual(bytes) } }
}
