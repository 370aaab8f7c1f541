import CanonicalJSON
import FoundationEssentials

extension CanonicalReader {
    mutating func readUUIDOrNull() throws(CanonicalJSONError) -> UUID? {
        try readNullIfPresent() ? nil : try readUUID()
    }

    mutating func readUUID() throws(CanonicalJSONError) -> UUID {
        let start = offset
        if let id = try readPlain({ UUID(canonicalText: $0) }) { return id }
        throw CanonicalJSONError(.wrongKind, at: start, "\"\(try readString())\" is not a UUID in small letters")
    }
}
