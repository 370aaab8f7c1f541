import Testing
import TransparencyLog

@Suite("A proof bundle")
struct ProofBundleTests {
    private let key: SigningKey

    init() throws { key = SigningKey(name: try #require(KeyName("audit.example/main"))) }

    private let entries = (0..<100).map { Array("{\"position\":\($0)}".utf8) }

    private func root(_ part: Range<Int64>) -> Digest {
        var range = CompactRange()
        for position in part { range.append(Digest(leaf: entries[Int(position)])) }
        return range.root
    }

    private func checkpoint(_ size: Int64) -> SignedCheckpoint {
        SignedCheckpoint(Checkpoint(origin: key.name, size: size, root: root(0..<size)), signedWith: key)
    }

    private func bundle(_ positions: [Range<Int64>], size: Int64, since: Int64? = nil) -> ProofBundle {
        let parts = InclusionProof.parts(positions: positions, size: size)
        return ProofBundle(
            inclusion: InclusionProof(positions: positions, size: size, hashes: parts.map(root)),
            consistency: since.map {
                ConsistencyProof(
                    oldSize: $0, size: size, hashes: ConsistencyProof.parts(oldSize: $0, size: size).map(root))
            },
            entries: positions.flatMap { $0.map { entries[Int($0)] } }, checkpoint: checkpoint(size))
    }

    @Test("is read again as it is written, and proves what it says")
    func roundTrip() throws {
        for (positions, size, since) in [
            ([7..<8], 100, nil), ([0..<100], 100, nil), ([0..<1], 1, nil), ([3..<5, 9..<10], 77, 40), ([2..<3], 64, 64),
            ([99..<100], 100, 0),
        ] as [([Range<Int64>], Int64, Int64?)] {
            let bundle = bundle(positions, size: size, since: since)
            let read = try ProofBundle(bundle.bytes)
            #expect(read == bundle)
            _ = try read.verify(with: [key.verifier])
            if let since { _ = try read.verify(with: [key.verifier], since: checkpoint(since)) }
        }
    }

    @Test("of which any byte is changed proves nothing, or is no bundle")
    func changed() throws {
        let bytes = bundle([41..<43], size: 100, since: 30).bytes
        let trusted = [key.verifier]
        for index in bytes.indices {
            for change: UInt8 in [0x01, 0x20] {
                var other = bytes
                other[index] ^= change
                #expect(throws: NoteError.self, "byte \(index)") {
                    _ = try ProofBundle(other).verify(with: trusted, since: checkpoint(30))
                }
            }
        }
        for count in 0..<bytes.count {
            #expect(throws: NoteError.self, "\(count) bytes") {
                _ = try ProofBundle(Array(bytes.prefix(count))).verify(with: trusted)
            }
        }
    }

    @Test(
        "with positions that no log has, or that are not in order, is no bundle",
        arguments: [
            ["0-9223372036854775806", "0-9223372036854775806"], ["7", "7"], ["8", "7"], ["7", "8"], ["7-9", "9-10"],
            ["100"],
            ["99-100"], ["9223372036854775807"], ["-1"], ["7-6"], ["07"], ["7-7"],
        ])
    func positions(_ ranges: [String]) {
        let text = String(decoding: bundle([7..<8], size: 100).bytes, as: UTF8.self)
        let lines = ranges.map { "entries \($0)\n" }.joined()
        #expect(throws: NoteError.self) {
            try ProofBundle(Array(text.replacing("entries 7\n", with: lines).utf8)).verify(with: [key.verifier])
        }
    }

    @Test("of a log that forked is refused by whoever has seen the other branch")
    func fork() throws {
        var other = CompactRange()
        for position in 0..<30 { other.append(Digest(leaf: position == 12 ? [1] : entries[position])) }
        let seen = SignedCheckpoint(Checkpoint(origin: key.name, size: 30, root: other.root), signedWith: key)
        let bundle = bundle([41..<42], size: 100, since: 30)
        _ = try bundle.verify(with: [key.verifier])
        let error = try #require(throws: NoteError.self) { try bundle.verify(with: [key.verifier], since: seen) }
        #expect(error.description.contains("history was rewritten"))
        #expect(throws: NoteError.self) {
            _ = try self.bundle([41..<42], size: 100).verify(with: [key.verifier], since: checkpoint(30))
        }
        let stranger = SigningKey(name: key.name)
        #expect(throws: NoteError.self) { try bundle.verify(with: [stranger.verifier]) }
        #expect(throws: NoteError.self) { try bundle.verify(with: []) }
    }
}
