/// A JSON value inside the canonical subset: integers only, and object keys without order because the writer sorts them.
///
/// Two values are equal exactly when their canonical bytes are. Swift compares strings by canonical equivalence (NFC and
/// NFD of a text are equal), and that is right here, because the writer normalises every string to NFC and the reader
/// refuses any other form: strings that compare equal are written as the same bytes.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// Within ±(2⁵³−1); the writer refuses anything beyond.
    case integer(Int64)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue {
    /// The member `key` of an object; `nil` if there is none or this is no object.
    public subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    public var isNull: Bool { self == .null }

    public var boolValue: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    public var integerValue: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    public var stringValue: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    public var arrayValue: [JSONValue]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    public var objectValue: [String: JSONValue]? {
        guard case .object(let value) = self else { return nil }
        return value
    }
}
