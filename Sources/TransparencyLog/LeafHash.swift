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

    /// Whether these 32 bytes are the leaf hash of an entry, found out without copying either.
    public static func isLeaf(_ hash: UnsafeRawBufferPointer, of entry: UnsafeRawBufferPointer) -> Bool {
        Digest(leaf: entry).withUnsafeBytes { $0.elementsEqual(hash) }
    }
}
