import FoundationEssentials

/// Base64 of RFC 4648, section 4, as strict as it must be where one text stands for one thing: decoding and encoding again gives the same.
enum Base64 {
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let text = String(text)
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        return Array(data)
    }

    static func encode(_ bytes: some Collection<UInt8>) -> String { Data(bytes).base64EncodedString() }
}

extension Digest {
    /// The digest that this is in base64; nil for any other text.
    public init?(base64: some StringProtocol) {
        guard let bytes = Base64.decode(base64) else { return nil }
        self.init(bytes: bytes)
    }

    /// 44 characters.
    public var base64: String { Base64.encode(bytes) }
}
