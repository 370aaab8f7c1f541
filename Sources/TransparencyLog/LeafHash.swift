import Crypto

extension Digest {
    /// The hash of a leaf of the log's Merkle tree: SHA-256 over a zero byte and the entry (RFC 6962, section 2.1).
    public init(leaf entry: [UInt8]) {
        self.init(of: [0x00] + entry)
    }

    /// Whether these 32 bytes are the leaf hash of an entry, found out without copying either.
    public static func isLeaf(_ hash: UnsafeRawBufferPointer, of entry: UnsafeRawBufferPointer) -> Bool {
        var function = SHA256()
        withUnsafeBytes(of: UInt8(0)) { function.update(bufferPointer: $0) }
        function.update(bufferPointer: entry)
        return function.finalize().withUnsafeBytes { $0.elementsEqual(hash) }
    }
}
