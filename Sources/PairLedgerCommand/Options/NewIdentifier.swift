import ArgumentParser
import Assistance
import CanonicalJSON
import FoundationEssentials
import Journal

/// What a new thing is to be called.
struct NewIdentifier: ParsableArguments {
    @Argument(help: "The identifier that it is to have (default: one is made, and shown).", transform: Parse.identifier)
    var identifier: Identifier?

    /// The identifier that was chosen, or else a made one: of the request's own, so that a repeated request makes the same, or of
    /// the moment and chance.
    func chosen(for record: RecordOptions) throws -> Identifier {
        if let identifier { return identifier }
        let seed = try record.requestId.map {
            try UUID.derived(from: [.string(record.ledger.name().description), "identifier", .string($0)])
        }
        return Identifier(made: seed ?? .version7())
    }
}

extension Identifier {
    /// 26 small letters and digits, without those that are taken for others, in the order of the UUIDs that they are made of.
    init(made id: UUID) {
        let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
        var (high, low) = withUnsafeBytes(of: id.uuid) {
            (
                UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        var text: [UInt8] = []
        for _ in 0..<26 {
            text.append(digits[Int(low & 31)])
            low = low >> 5 | high << 59
            high >>= 5
        }
        guard let identifier = Identifier(String(decoding: text.reversed(), as: UTF8.self)) else {
            preconditionFailure("letters and digits are an identifier")
        }
        self = identifier
    }
}
