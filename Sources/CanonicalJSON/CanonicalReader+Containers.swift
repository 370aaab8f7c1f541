extension CanonicalReader {
    // MARK: Objects

    /// Reads an object: `member` is called with every key, in order, and has to read its value.
    public mutating func readObject(
        _ member: (inout CanonicalReader, String) throws(CanonicalJSONError) -> Void
    ) throws(CanonicalJSONError) {
        var object = try beginObject()
        while let key = try nextKey(in: &object) { try member(&self, key) }
    }

    /// Reads the `{` of an object; its members follow with ``nextKey(in:)``, ``nextKey(is:in:)`` or
    /// ``expectKey(_:in:)``, each followed by a read of the value.
    public mutating func beginObject() throws(CanonicalJSONError) -> ObjectCursor {
        try open(0x7B, .object)
        return ObjectCursor(previousKey: offset..<offset)
    }

    /// The next key; `nil`, with the object read to its end, if there is none.
    public mutating func nextKey(in object: inout ObjectCursor) throws(CanonicalJSONError) -> String? {
        guard try scanKey(in: &object) else { return nil }
        return text(object.previousKey)
    }

    /// Reads the next key if it is `key`; otherwise reads nothing and answers `false`.
    public mutating func nextKey(
        is key: StaticString, in object: inout ObjectCursor
    ) throws(CanonicalJSONError) -> Bool {
        assert(Self.isKey(key), "\(key) can be the key of no canonical object")
        let isFirst = object.previousKey.isEmpty
        let quote = isFirst ? offset : offset + 1
        let length = key.utf8CodeUnitCount
        let colon = quote + length + 2
        guard colon < end else { return false }
        let matches = bytes.withUnsafeBufferPointer { bytes in
            guard isFirst || bytes[offset] == 0x2C, bytes[quote] == 0x22, bytes[colon - 1] == 0x22,
                bytes[colon] == 0x3A, let start = bytes.baseAddress
            else { return false }
            return Self.areEqual(start + quote + 1, key.utf8Start, length)
        }
        guard matches else { return false }
        let range = (quote + 1)..<(quote + 1 + length)
        try checkKey(range, after: object.previousKey)
        object.previousKey = range
        offset = colon + 1
        return true
    }

    /// Reads the next key, which has to be `key`.
    ///
    /// - Throws: ``CanonicalJSONError/Code/missingMember`` if another key or the end of the object is there.
    public mutating func expectKey(
        _ key: StaticString, in object: inout ObjectCursor
    ) throws(CanonicalJSONError) {
        if try nextKey(is: key, in: &object) { return }
        let start = offset
        guard let found = try nextKey(in: &object) else {
            throw CanonicalJSONError(.missingMember, at: start, "the object ends; the member \"\(key)\" is expected")
        }
        throw CanonicalJSONError(
            .missingMember, at: object.previousKey.lowerBound - 1,
            "the member \"\(found)\" is here; the member \"\(key)\" is expected")
    }

    /// Reads the `}` of an object that has no more members.
    ///
    /// - Throws: ``CanonicalJSONError/Code/unknownMember`` if there is one.
    public mutating func endObject(_ object: inout ObjectCursor) throws(CanonicalJSONError) {
        guard let found = try nextKey(in: &object) else { return }
        throw CanonicalJSONError(
            .unknownMember, at: object.previousKey.lowerBound - 1,
            "the member \"\(found)\" is here; the end of the object is expected")
    }

    /// Reads `,"key":` or `}`; the key is then `object.previousKey`, and the answer `false` means the end.
    mutating func scanKey(in object: inout ObjectCursor) throws(CanonicalJSONError) -> Bool {
        let isFirst = object.previousKey.isEmpty
        guard offset < end else { throw failure(.unexpectedEnd, expected: "a member or \"}\"") }
        if bytes[offset] == 0x7D {
            offset += 1
            depth -= 1
            return false
        }
        if !isFirst {
            guard bytes[offset] == 0x2C else { throw failure(.unexpectedByte, expected: "\",\" or \"}\"") }
            offset += 1
        }
        guard offset < end, bytes[offset] == 0x22 else {
            throw failure(.unexpectedByte, expected: isFirst ? "a key or \"}\"" : "a key")
        }
        let start = offset + 1
        var index = bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < end, Self.isKeyPart(bytes[index]) { index += 1 }
            return index
        }
        guard index < end else { throw failure(.unexpectedEnd, at: index, expected: "the rest of a key") }
        guard index > start, bytes[index] == 0x22, Self.isKeyStart(bytes[start]) else {
            let isStart = index == start || !Self.isKeyStart(bytes[start])
            throw failure(
                .invalidKey, at: isStart ? start : index, expected: "a key of the form [A-Za-z_][A-Za-z0-9_]*")
        }
        try checkKey(start..<index, after: object.previousKey)
        object.previousKey = start..<index
        index += 1
        guard index < end, bytes[index] == 0x3A else { throw failure(.unexpectedByte, at: index, expected: "\":\"") }
        offset = index + 1
        return true
    }

    /// Refuses a key that does not sort after the one before it.
    @inline(__always)
    private func checkKey(_ key: Range<Int>, after previous: Range<Int>) throws(CanonicalJSONError) {
        var left = previous.lowerBound
        var right = key.lowerBound
        while left < previous.upperBound, right < key.upperBound {
            let (earlier, later) = (bytes[left], bytes[right])
            if earlier < later { return }
            if earlier > later { throw unordered(key, after: previous) }
            left += 1
            right += 1
        }
        guard previous.count < key.count else { throw unordered(key, after: previous) }
    }

    private func unordered(_ key: Range<Int>, after previous: Range<Int>) -> CanonicalJSONError {
        if previous.count == key.count, bytes[previous] == bytes[key] {
            return CanonicalJSONError(
                .duplicateKey, at: key.lowerBound - 1, "the key \"\(text(key))\" is there twice; one is expected")
        }
        return CanonicalJSONError(
            .unsortedKey, at: key.lowerBound - 1,
            "the key \"\(text(key))\" comes after \"\(text(previous))\"; keys are expected in byte order")
    }

    /// `memcmp` for texts so short that calling it would take longer: the last word overlaps the one before it.
    @inline(__always)
    static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard count >= 8 else {
            for index in 0..<count where left[index] != right[index] { return false }
            return true
        }
        let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        var index = 0
        while true {
            let word = left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard word == right.loadUnaligned(fromByteOffset: index, as: UInt64.self) else { return false }
            if index + 8 == count { return true }
            index = min(index + 8, count - 8)
        }
    }

    @inline(__always)
    static func isKeyStart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == 0x5F
    }

    @inline(__always)
    static func isKeyPart(_ byte: UInt8) -> Bool {
        isKeyStart(byte) || byte &- 0x30 < 10
    }

    private static func isKey(_ key: StaticString) -> Bool {
        key.withUTF8Buffer { $0.allSatisfy(isKeyPart) && $0.first.map(isKeyStart) == true }
    }

    // MARK: Arrays

    /// Reads an array: `element` is called for every element and has to read it.
    public mutating func readArray(
        _ element: (inout CanonicalReader) throws(CanonicalJSONError) -> Void
    ) throws(CanonicalJSONError) {
        var array = try beginArray()
        while try nextElement(in: &array) { try element(&self) }
    }

    /// Reads the `[` of an array; its elements follow, each after a ``nextElement(in:)`` that answered `true`.
    public mutating func beginArray() throws(CanonicalJSONError) -> ArrayCursor {
        try open(0x5B, .array)
        return ArrayCursor(isFirst: true)
    }

    /// Whether another element follows; if not, the array is read to its end.
    public mutating func nextElement(in array: inout ArrayCursor) throws(CanonicalJSONError) -> Bool {
        guard offset < end else { throw failure(.unexpectedEnd, expected: "an element or \"]\"") }
        if bytes[offset] == 0x5D {
            offset += 1
            depth -= 1
            return false
        }
        if array.isFirst {
            array.isFirst = false
            return true
        }
        guard bytes[offset] == 0x2C else { throw failure(.unexpectedByte, expected: "\",\" or \"]\"") }
        offset += 1
        return true
    }

    @inline(__always)
    private mutating func open(_ byte: UInt8, _ kind: Kind) throws(CanonicalJSONError) {
        guard offset < end, bytes[offset] == byte else { throw wrongKind(kind) }
        guard depth < limits.maximumDepth else {
            throw CanonicalJSONError(
                .tooDeep, at: offset, "values are nested more than \(limits.maximumDepth) deep")
        }
        depth += 1
        offset += 1
    }
}
