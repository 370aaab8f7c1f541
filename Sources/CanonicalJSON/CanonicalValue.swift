/// A value inside a canonical text, read strictly by ``CanonicalReader/readInPlace()``, of which nothing was built: what is asked
/// of it is made of its bytes then.
public struct CanonicalValue: Sendable {
    struct Member: Sendable {
        /// The bytes of the key, without its quotes.
        let key: Range<Int>
        /// The bytes of the value.
        let value: Range<Int>
    }

    /// The whole text.
    private let bytes: [UInt8]
    private let range: Range<Int>
    /// An object's, in the order of their keys.
    private let members: [Member]

    init(_ bytes: [UInt8], _ range: Range<Int>, members: [Member]) {
        self.bytes = bytes
        self.range = range
        self.members = members
    }

    public var isObject: Bool { bytes[range.lowerBound] == 0x7B }

    /// As a tree.
    public var tree: JSONValue { tree(range) }

    /// The member of an object as a tree; nil if there is none.
    public subscript(_ key: String) -> JSONValue? { place(key).map(tree) }

    /// Whether an object has a member of this name that is not null.
    public func says(_ key: String) -> Bool { place(key).map { bytes[$0.lowerBound] != 0x6E } ?? false }

    /// The member of an object that is a text; nil if there is none or it is something else.
    public func text(_ key: String) -> String? {
        guard let place = place(key), bytes[place.lowerBound] == 0x22 else { return nil }
        return reader(place).text(between: place.lowerBound + 1..<place.upperBound - 1)
    }

    /// The member of an object that is an integer; nil if there is none or it is something else.
    public func integer(_ key: String) -> Int64? {
        guard let place = place(key) else { return nil }
        var reader = reader(place)
        return try? reader.readInteger()
    }

    /// The text of a literal that ``CanonicalReader/skipString()`` went over in these bytes.
    public static func text(of bytes: [UInt8], _ literal: Range<Int>) -> String {
        CanonicalReader(bytes, limits: .document).text(between: literal)
    }

    private func place(_ key: String) -> Range<Int>? {
        var key = key
        return key.withUTF8 { key in
            bytes.withUnsafeBufferPointer { bytes in
                guard let name = key.baseAddress, let start = bytes.baseAddress else { return nil }
                for member in members where member.key.count == key.count {
                    if CanonicalReader.areEqual(start + member.key.lowerBound, name, key.count) { return member.value }
                }
                return nil
            }
        }
    }

    private func tree(_ range: Range<Int>) -> JSONValue {
        var reader = reader(range)
        guard let tree = try? reader.readValue() else { preconditionFailure("a value that was read can be read again") }
        return tree
    }

    private func reader(_ range: Range<Int>) -> CanonicalReader {
        var reader = CanonicalReader(bytes, limits: .document)
        reader.offset = range.lowerBound
        return reader
    }
}

extension CanonicalReader {
    /// Goes over the next value, checking it as strictly as ``readValue()`` does, and notes where its members stand.
    public mutating func readInPlace() throws(CanonicalJSONError) -> CanonicalValue {
        guard offset < end, bytes[offset] == 0x7B else {
            return CanonicalValue(bytes, try skipValue(), members: [])
        }
        let start = offset
        var members: [CanonicalValue.Member] = []
        members.reserveCapacity(12)
        var object = try beginObject()
        while try scanKey(in: &object) {
            let key = object.previousKey
            members.append(CanonicalValue.Member(key: key, value: try skipValue()))
        }
        return CanonicalValue(bytes, start..<offset, members: members)
    }

    /// The text of a checked literal, whose quotes stand just outside of `range`.
    func text(between range: Range<Int>) -> String {
        bytes[range].contains(0x5C) ? unescaped(range) : text(range)
    }
}
