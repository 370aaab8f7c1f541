extension CanonicalReader {
    /// The next value as a day.
    ///
    /// - Throws: ``CanonicalJSONError/Code/invalidDate`` for a text that is none.
    public mutating func readDate() throws(CanonicalJSONError) -> CalendarDate {
        let start = offset
        if let date = try readPlain({ CalendarDate(utf8: $0) }) { return date }
        throw CanonicalJSONError(.invalidDate, at: start, "\"\(try readString())\" is not a date")
    }

    /// The next value as a moment.
    ///
    /// - Throws: ``CanonicalJSONError/Code/invalidInstant`` for a text that is none.
    public mutating func readInstant() throws(CanonicalJSONError) -> Instant {
        let start = offset
        if let instant = try readPlain({ Instant(utf8: $0) }) { return instant }
        throw CanonicalJSONError(.invalidInstant, at: start, "\"\(try readString())\" is not an instant")
    }

    /// The next value, which is a text without escapes, as what `parse` makes of its bytes; `nil`, with nothing read, if it has
    /// escapes or `parse` makes nothing of it.
    public mutating func readPlain<Value>(
        _ parse: (UnsafeBufferPointer<UInt8>) -> Value?
    ) throws(CanonicalJSONError) -> Value? {
        let start = offset
        let token = try scanString()
        if !token.hasEscape, let value = withBytes(token.range, parse) { return value }
        offset = start
        return nil
    }

    func withBytes<Answer>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
}
