import Testing

@testable import TransparencyLog

@Suite("Notes, keys and checkpoints")
struct NoteTests {
    /// The example of Go's package `golang.org/x/mod/sumdb/note`.
    private static let verifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private static let signing = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    private static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    private static let signature =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

    @Test("of another implementation are read, verified and written the same")
    func example() throws {
        let note = try SignedNote(Self.text + "\n" + Self.signature)
        let key = try VerifierKey(Self.verifier)
        #expect(key.description == Self.verifier)
        #expect(try note.verified(by: [key]).count == 1)
        let signing = try SigningKey(Self.signing)
        #expect(signing.secretText == Self.signing && signing.verifier.description == Self.verifier)
        #expect(SignedNote(signing: Self.text, with: signing).text == Self.text)
        #expect(try SignedNote(signing: Self.text, with: signing).verified(by: [key]).count == 1)
        #expect(note.description == Self.text + "\n" + Self.signature)
        // A signature by nobody we know is no signature, and one under a known name must be right.
        #expect(try note.verified(by: [SigningKey(name: try #require(KeyName("PeterNeumann"))).verifier]).isEmpty)
        let changed = try SignedNote(note.description.replacing("think", with: "thunk"))
        #expect(throws: NoteError.self) { try changed.verified(by: [key]) }
    }

    @Test(
        "have keys of logs and of witnesses as others write them",
        arguments: [
            "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
            "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
        ])
    func keys(text: String) throws {
        let key = try VerifierKey(text)
        #expect(key.description == text)
        #expect(key.kind == (text.hasPrefix("TEST") ? .note : .cosignature))
    }

    @Test(
        "refuse keys in any other form",
        arguments: [
            "", "a", "a+b", "bananas.sigstore.dev+12344556", "rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!",
            "rekor.sigstore.dev+12345678+AwEB", "PeterNeumann+00000000+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW=",
            "PeterNeumann+c74f20a3+Apc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
        ])
    func badKeys(text: String) {
        #expect(throws: NoteError.self) { try VerifierKey(text) }
        #expect(throws: NoteError.self) { try SigningKey("PRIVATE+KEY+" + text) }
    }

    @Test(
        "refuse notes in any other form",
        arguments: [
            "", "\n", "text\n", "text\n\n", "text\n\n— a\n", "text\n\n— a AAAA\n", "text\n\n- a AAAAAAA=\n",
            "text\n\n— a  AAAAAAA=\n", "text\n\n— a AAAAAAA=", "text\n\n— a AAAAAAB=\n", "text\n\n— a AAAAAAA=\n\n",
            "te\u{1}xt\n\n— a AAAAAAA=\n", "te\rxt\n\n— a AAAAAAA=\n", "text\n\n— a+b AAAAAAA=\n",
            "text\n\n—  AAAAAAA=\n",
        ])
    func badNotes(text: String) { #expect(throws: NoteError.self, "\(text)") { try SignedNote(text) } }

    @Test("are read again as they are written, with any number of signatures to a hundred")
    func signatures() throws {
        let keys = try (0..<100).map { SigningKey(name: try #require(KeyName("key\($0)"))) }
        var note = SignedNote(signing: "text\n\nof two parts\n", with: keys[0])
        for key in keys.dropFirst() { note.add(SignedNote.signature(of: note.text, by: key)) }
        #expect(try SignedNote(note.description) == note)
        #expect(try note.verified(by: keys.map(\.verifier)).count == 100)
        note.add(SignedNote.signature(of: note.text, by: SigningKey(name: try #require(KeyName("one-more")))))
        #expect(throws: NoteError.self) { try SignedNote(note.description) }
    }

    @Test(
        "refuse checkpoints in any other form",
        arguments: [
            "", "log\n", "log\n1\n", "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            "log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            "log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            "log\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
            "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==\n",
            "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n",
            "log\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        ])
    func badCheckpoints(text: String) { #expect(throws: NoteError.self, "\(text)") { try Checkpoint(text) } }

    @Test("tell names apart that only look the same")
    func names() throws {
        let (letter, sign) = (try #require(KeyName("K")), try #require(KeyName("\u{212A}")))
        #expect(letter != sign && Set([letter, sign, letter]).count == 2)
        let checkpoint = Checkpoint(origin: sign, size: 1, root: .emptyTree)
        let signed = SignedCheckpoint(checkpoint, signedWith: SigningKey(name: letter))
        #expect(throws: NoteError.self) { try signed.verify(with: [SigningKey(name: letter).verifier]) }
        let key = SigningKey(name: letter)
        #expect(throws: NoteError.self) {
            try SignedCheckpoint(checkpoint, signedWith: key).verify(with: [key.verifier])
        }
    }

    @Test("say who signed a checkpoint, when a witness did, and whose signature is missing or wrong")
    func checkpoint() throws {
        let log = SigningKey(name: try #require(KeyName("audit.example/east-west")))
        let witness = SigningKey(name: try #require(KeyName("witness.example/one")), kind: .cosignature)
        let checkpoint = Checkpoint(origin: log.name, size: 12, root: .emptyTree)
        #expect(checkpoint.description == "audit.example/east-west\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
        var signed = SignedCheckpoint(checkpoint, signedWith: log)
        let alone = signed
        signed.cosign(with: witness, at: 1_700_000_000)
        let copy = try SignedCheckpoint(signed.description)
        #expect(copy == signed)
        let trust = try copy.verify(with: [log.verifier, witness.verifier])
        #expect(trust.log.description == log.verifier.description)
        #expect(trust.witnesses.map(\.seconds) == [1_700_000_000])
        #expect(try copy.verify(with: [log.verifier]).witnesses.isEmpty)
        // The witness alone does not speak for the log, nor does another log, nor a key of its name.
        for keys in [[witness.verifier], [SigningKey(name: try #require(KeyName("other"))).verifier], []] {
            #expect(throws: NoteError.self) { try copy.verify(with: keys) }
        }
        #expect(throws: NoteError.self) { try copy.verify(with: [SigningKey(name: log.name).verifier]) }
        // Signatures come together, and only those of one checkpoint.
        var merged = alone
        try merged.merge(copy)
        #expect(merged == copy)
        let larger = SignedCheckpoint(Checkpoint(origin: log.name, size: 13, root: .emptyTree), signedWith: log)
        #expect(throws: NoteError.self) { try merged.merge(larger) }
        // Nobody else signs in the name of the log, and nobody can make a note unreadable.
        let stranger = SignedCheckpoint(checkpoint, signedWith: SigningKey(name: log.name))
        #expect(throws: NoteError.self) { try merged.merge(stranger) }
        for round in 0..<2 {
            var many = alone
            for number in 0..<60 {
                let name = try #require(KeyName("witness.example/\(round)-\(number)"))
                many.cosign(with: SigningKey(name: name, kind: .cosignature), at: 1)
            }
            if round == 0 { try merged.merge(many) } else { #expect(throws: NoteError.self) { try merged.merge(many) } }
            #expect(try SignedCheckpoint(merged.description) == merged)
        }
        // A cosignature is of its time.
        let lines = signed.description.split(separator: "\n", omittingEmptySubsequences: false)
        let bytes = try #require(Base64.decode(lines[5].split(separator: " ")[2]))
        var later = bytes
        later[11] ^= 1
        let forged = try SignedCheckpoint(
            signed.description.replacing(Base64.encode(bytes), with: Base64.encode(later)))
        #expect(throws: NoteError.self) { try forged.verify(with: [log.verifier, witness.verifier]) }
    }
}
