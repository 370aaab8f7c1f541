extension Digest {
    /// The hash of a leaf of the log's Merkle tree: SHA-256 over a zero byte and the entry (RFC 6962, section 2.1).
    public init(leaf entry: [UInt8]) {
        self.init(of: [0x00] + entry)
    }
}
