import CanonicalJSON
import Testing

@Suite("The pull reader")
struct ReaderTests {
    private let entry = Array(#"{"account":"中\n","amount":-5,"flags":[true,false,null],"v":1}"#.utf8)

    @Test("values are pulled one after the other")
    func pull() throws {
        var reader = CanonicalReader(entry)
        var seen: [String] = []
        try reader.readObject { (reader, key) throws(CanonicalJSONError) in
            let kind = try reader.peekKind()
            seen.append("\(key) \(kind)")
            switch key {
            case "account": seen.append(try reader.readString())
            case "amount": seen.append("\(try reader.readInteger())")
            case "flags":
                try reader.readArray { (reader) throws(CanonicalJSONError) in
                    let isNull = try reader.readNullIfPresent()
                    seen.append(isNull ? "null" : "\(try reader.readBool())")
                }
            default: try reader.skipValue()
            }
        }
        try reader.expectEnd()
        #expect(
            seen == [
                "account string", "中\n", "amount integer", "-5", "flags array", "true", "false", "null", "v integer",
            ])
    }

    @Test("a known shape is read by naming its keys")
    func knownShape() throws {
        var reader = CanonicalReader(entry)
        var object = try reader.beginObject()
        try reader.expectKey("account", in: &object)
        #expect(try reader.readPlainString() == nil)
        #expect(try reader.readString() == "中\n")
        #expect(try !reader.nextKey(is: "already", in: &object))
        try reader.expectKey("amount", in: &object)
        #expect(try reader.readInteger() == -5)
        #expect(try reader.nextKey(is: "flags", in: &object))
        try reader.skipValue()
        try reader.expectKey("v", in: &object)
        #expect(try reader.readInteger() == 1)
        try reader.endObject(&object)
        try reader.expectEnd()
    }

    @Test("a member that is missing, and one that nobody expects, are told apart")
    func shapeErrors() throws {
        func read(_ text: String) throws(CanonicalJSONError) {
            var reader = CanonicalReader(Array(text.utf8))
            var object = try reader.beginObject()
            try reader.expectKey("b", in: &object)
            try reader.skipValue()
            try reader.endObject(&object)
            try reader.expectEnd()
        }
        try read(#"{"b":[{}]}"#)
        for (text, code, offset) in [
            (#"{"a":1,"b":1}"#, CanonicalJSONError.Code.missingMember, 1), ("{}", .missingMember, 1),
            (#"{"c":1}"#, .missingMember, 1), (#"{"b":1,"c":1}"#, .unknownMember, 7),
            (#"{"b":1,"b":1}"#, .duplicateKey, 7), (#"{"b":1"#, .unexpectedEnd, 6), (#"{"b""#, .unexpectedEnd, 4),
        ] {
            let error = try #require(throws: CanonicalJSONError.self) { try read(text) }
            #expect(error.code == code && error.offset == offset, "\(text): \(error)")
        }
    }

    @Test("naming a key does not relax the order of keys")
    func namedKeysStaySorted() throws {
        var reader = CanonicalReader(Array(#"{"b":1,"a":1}"#.utf8))
        var object = try reader.beginObject()
        try reader.expectKey("b", in: &object)
        try reader.skipValue()
        let error = try #require(throws: CanonicalJSONError.self) { try reader.expectKey("a", in: &object) }
        #expect(error.code == .unsortedKey && error.offset == 7)
    }

    @Test("asking for another kind is refused without moving")
    func wrongKind() throws {
        var reader = CanonicalReader(Array("\"a\"".utf8))
        for _ in 0..<2 {
            let error = try #require(throws: CanonicalJSONError.self) { try reader.readInteger() }
            #expect(error.code == .wrongKind && error.offset == 0)
            #expect(error.message == "a quote is here; an integer is expected")
        }
        #expect(throws: CanonicalJSONError.self) { try reader.readBool() }
        #expect(throws: CanonicalJSONError.self) { try reader.readNull() }
        #expect(throws: CanonicalJSONError.self) { try reader.beginArray() }
        #expect(throws: CanonicalJSONError.self) { try reader.beginObject() }
        #expect(reader.offset == 0)
        #expect(try reader.readString() == "a")
    }

    @Test("plain text is found wherever its end lies, at every length and alignment")
    func alignment() throws {
        for prefix in 0..<10 {
            for length in 0..<40 {
                for ending in ["", "\\n", "中", "\\\"", "\u{7F}", "\u{80}", "😀"] {
                    let body = String(repeating: "a", count: length) + ending + String(repeating: "~", count: prefix)
                    let padding = String(repeating: "9", count: prefix)
                    var reader = CanonicalReader(Array("[1\(padding),\"\(body)\"]".utf8))
                    var array = try reader.beginArray()
                    _ = try reader.nextElement(in: &array)
                    try reader.skipValue()
                    _ = try reader.nextElement(in: &array)
                    let start = reader.offset
                    #expect(try reader.skipValue() == start..<(start + body.utf8.count + 2))
                    #expect(try !reader.nextElement(in: &array))
                }
            }
        }
    }
}
