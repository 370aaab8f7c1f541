extension JSONValue {
    /// The canonical text of this value as UTF-8.
    ///
    /// - Throws: ``CanonicalJSONError`` if a key, an integer, a string or the nesting is outside the canonical subset.
    public func canonicalBytes() throws(CanonicalJSONError) -> [UInt8] {
        var writer = CanonicalWriter()
        writer.value(self)
        return try writer.finish()
    }

    /// The canonical text of this value.
    ///
    /// - Throws: as ``canonicalBytes()``.
    public func canonicalText() throws(CanonicalJSONError) -> String {
        String(decoding: try canonicalBytes(), as: UTF8.self)
    }

    /// Reads one whole canonical text.
    ///
    /// - Throws: ``CanonicalJSONError`` for any text that would not be written again as the same bytes.
    public init(
        canonical bytes: [UInt8], limits: CanonicalReader.Limits = .document
    ) throws(CanonicalJSONError) {
        var reader = CanonicalReader(bytes, limits: limits)
        let value = try reader.readValue()
        try reader.expectEnd()
        self = value
    }
}
