import Crypto

/// How often each row has stood in a file before, by half of the SHA-256 of what it says, so that texts need not be kept.
struct CSVRowCounts {
    private struct Fingerprint: Hashable {
        let high: UInt64
        let low: UInt64

        init(_ text: String) {
            var hasher = SHA256()
            var text = text
            text.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
            (high, low) = hasher.finalize().withUnsafeBytes { bytes in
                (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
        }
    }

    private var once: Set<Fingerprint> = []
    /// Of those that stood there more than once: they are few.
    private var counts: [Fingerprint: Int] = [:]

    /// Counts one more; answers how many there are now.
    mutating func count(_ text: String) -> Int {
        let fingerprint = Fingerprint(text)
        if once.insert(fingerprint).inserted { return 1 }
        counts[fingerprint, default: 1] += 1
        return counts[fingerprint, default: 1]
    }
}
