import CanonicalJSON
import Testing

/// A text that is not canonical, why, and at which byte.
struct Refusal: Sendable, CustomTestStringConvertible {
    var bytes: [UInt8]
    var code: CanonicalJSONError.Code
    var offset: Int

    init(_ text: String, _ code: CanonicalJSONError.Code, _ offset: Int) {
        self.init(Array(text.utf8), code, offset)
    }

    init(_ bytes: [UInt8], _ code: CanonicalJSONError.Code, _ offset: Int) {
        self.bytes = bytes
        self.code = code
        self.offset = offset
    }

    var testDescription: String { "\(String(decoding: bytes, as: UTF8.self)) – \(code) at \(offset)" }
}

@Suite("What the reader refuses, and where")
struct RefusalTests {
    private static func quoted(_ bytes: UInt8...) -> [UInt8] { [0x22] + bytes + [0x22] }

    static let structure: [Refusal] = [
        Refusal("", .unexpectedEnd, 0),
        Refusal(" 1", .whiteSpace, 0),
        Refusal("1 ", .whiteSpace, 1),
        Refusal("1\n", .whiteSpace, 1),
        Refusal("1,", .trailingBytes, 1),
        Refusal("{}{}", .trailingBytes, 2),
        Refusal("\u{FEFF}{}", .unexpectedByte, 0),
        Refusal("nul", .unexpectedEnd, 3),
        Refusal("nulL", .unexpectedByte, 3),
        Refusal("True", .unexpectedByte, 0),
        Refusal("tru e", .whiteSpace, 3),
        Refusal("falsy", .unexpectedByte, 4),
        Refusal("NaN", .unexpectedByte, 0),
        Refusal("'a'", .unexpectedByte, 0),
        Refusal("[", .unexpectedEnd, 1),
        Refusal("[1", .unexpectedEnd, 2),
        Refusal("[1,", .unexpectedEnd, 3),
        Refusal("[1,]", .unexpectedByte, 3),
        Refusal("[,1]", .unexpectedByte, 1),
        Refusal("[1 ,2]", .whiteSpace, 2),
        Refusal("[1, 2]", .whiteSpace, 3),
        Refusal("[1}", .unexpectedByte, 2),
        Refusal("[1;2]", .unexpectedByte, 2),
        Refusal("{", .unexpectedEnd, 1),
        Refusal("{ }", .whiteSpace, 1),
        Refusal(#"{"a"#, .unexpectedEnd, 3),
        Refusal(#"{"a""#, .unexpectedEnd, 4),
        Refusal(#"{"a":"#, .unexpectedEnd, 5),
        Refusal(#"{"a":1"#, .unexpectedEnd, 6),
        Refusal(#"{"a":1,"#, .unexpectedEnd, 7),
        Refusal(#"{"a":1,}"#, .unexpectedByte, 7),
        Refusal(#"{"a" :1}"#, .whiteSpace, 4),
        Refusal(#"{"a": 1}"#, .whiteSpace, 5),
        Refusal(#"{"a":1 }"#, .whiteSpace, 6),
        Refusal(#"{"a";1}"#, .unexpectedByte, 4),
        Refusal(#"{"a":1]"#, .unexpectedByte, 6),
        Refusal("{a:1}", .unexpectedByte, 1),
        Refusal("{1:1}", .unexpectedByte, 1),
    ]

    static let keys: [Refusal] = [
        Refusal(#"{"":1}"#, .invalidKey, 2),
        Refusal(#"{"1a":1}"#, .invalidKey, 2),
        Refusal(#"{"a-b":1}"#, .invalidKey, 3),
        Refusal(#"{"a b":1}"#, .invalidKey, 3),
        Refusal(#"{"a\n":1}"#, .invalidKey, 3),
        Refusal(#"{"\u0061":1}"#, .invalidKey, 2),
        Refusal(#"{"é":1}"#, .invalidKey, 2),
        Refusal(#"{"$id":1}"#, .invalidKey, 2),
        Refusal(#"{"a":1,"a":1}"#, .duplicateKey, 7),
        Refusal(#"{"b":1,"a":1}"#, .unsortedKey, 7),
        Refusal(#"{"ab":1,"a":1}"#, .unsortedKey, 8),
        Refusal(#"{"a":1,"B":1}"#, .unsortedKey, 7),
        Refusal(#"{"a":1,"_":1}"#, .unsortedKey, 7),
        Refusal(#"{"a":{"z":1},"c":1,"b":1}"#, .unsortedKey, 19),
        Refusal(#"[{"a":1},{"b":1,"a":[]}]"#, .unsortedKey, 16),
    ]

    static let numbers: [Refusal] = [
        Refusal("-", .unexpectedEnd, 1),
        Refusal("-a", .unexpectedByte, 1),
        Refusal("--1", .unexpectedByte, 1),
        Refusal("+1", .unexpectedByte, 0),
        Refusal("-0", .nonCanonicalNumber, 1),
        Refusal("01", .nonCanonicalNumber, 1),
        Refusal("00", .nonCanonicalNumber, 1),
        Refusal("-01", .nonCanonicalNumber, 1),
        Refusal("1.0", .notAnInteger, 1),
        Refusal("0.5", .notAnInteger, 1),
        Refusal("1e3", .notAnInteger, 1),
        Refusal("1E3", .notAnInteger, 1),
        Refusal(".5", .unexpectedByte, 0),
        Refusal("9007199254740992", .integerOutOfRange, 0),
        Refusal("[1,-9007199254740992]", .integerOutOfRange, 3),
        Refusal("18446744073709551617", .integerOutOfRange, 0),
        Refusal("0x10", .trailingBytes, 1),
    ]

    static let strings: [Refusal] = [
        Refusal(#"""#, .unexpectedEnd, 1),
        Refusal(#""abc"#, .unexpectedEnd, 4),
        Refusal(#""abc\"#, .unexpectedEnd, 5),
        Refusal(#""\""#, .unexpectedEnd, 3),
        Refusal(#""\u00"#, .unexpectedEnd, 5),
        Refusal(#""a\/b""#, .nonCanonicalEscape, 2),
        Refusal(#""\u0041""#, .nonCanonicalEscape, 1),
        Refusal(#""\u000a""#, .nonCanonicalEscape, 1),
        Refusal(#""\u0022""#, .nonCanonicalEscape, 1),
        Refusal(#""\u001F""#, .nonCanonicalEscape, 1),
        Refusal(#""\u007f""#, .nonCanonicalEscape, 1),
        Refusal(#""\u4e2d""#, .nonCanonicalEscape, 1),
        Refusal(#""\ud83d\ude00""#, .nonCanonicalEscape, 1),
        Refusal(#""x\u0000""#, .nulCharacter, 2),
        Refusal(#""\ud83d""#, .loneSurrogate, 1),
        Refusal(#""\ud83dx""#, .loneSurrogate, 1),
        Refusal(#""\ud83d\u0041""#, .loneSurrogate, 1),
        Refusal(#""\uDE00\uD83D""#, .loneSurrogate, 1),
        Refusal(#""\x41""#, .invalidEscape, 2),
        Refusal(#""\'""#, .invalidEscape, 2),
        Refusal(#""\u00g0""#, .invalidEscape, 5),
        Refusal(#""\U0001""#, .invalidEscape, 2),
        Refusal("\"a\nb\"", .rawControlCharacter, 2),
        Refusal("\"\u{1F}\"", .rawControlCharacter, 1),
        Refusal("\"0123456789abcdef\tx\"", .rawControlCharacter, 17),
        Refusal(quoted(0x61, 0x00), .nulCharacter, 2),
        Refusal(quoted(0x80), .invalidUTF8, 1),
        Refusal(quoted(0x61, 0xFF), .invalidUTF8, 2),
        Refusal(quoted(0xC0, 0x80), .invalidUTF8, 1),
        Refusal(quoted(0xC1, 0xBF), .invalidUTF8, 1),
        Refusal(quoted(0xE4, 0xB8), .invalidUTF8, 1),
        Refusal(quoted(0xE0, 0x9F, 0xBF), .invalidUTF8, 1),
        Refusal(quoted(0xED, 0xA0, 0x80), .invalidUTF8, 1),
        Refusal(quoted(0xF0, 0x8F, 0xBF, 0xBF), .invalidUTF8, 1),
        Refusal(quoted(0xF4, 0x90, 0x80, 0x80), .invalidUTF8, 1),
        Refusal(quoted(0xF5, 0x80, 0x80, 0x80), .invalidUTF8, 1),
        Refusal([0x22, 0xE4, 0xB8], .invalidUTF8, 1),
        Refusal("\"cafe\u{301}\"", .notNormalized, 4),
        Refusal("\"中\u{212B}\"", .notNormalized, 4),
        Refusal("\"\u{F900}\"", .notNormalized, 1),
        Refusal("\"\\n\\u0001a\u{30A}\"", .notNormalized, 9),
        Refusal("\"\u{1100}\u{1161}\"", .notNormalized, 1),
        Refusal("\"a\u{0323}\u{0302}\"", .notNormalized, 1),
        Refusal("[\"é\",\"q\u{0307}\u{0323}\"]", .notNormalized, 8),
    ]

    @Test("text outside the canonical form is refused at its byte", arguments: structure + keys + numbers + strings)
    func refuses(_ refusal: Refusal) throws {
        let error = try #require(throws: CanonicalJSONError.self) { try JSONValue(canonical: refusal.bytes) }
        #expect(error.code == refusal.code, "\(error)")
        #expect(error.offset == refusal.offset, "\(error)")
    }

    @Test("skipping refuses what reading refuses", arguments: structure + keys + numbers + strings)
    func skippingRefuses(_ refusal: Refusal) throws {
        let error = try #require(throws: CanonicalJSONError.self) {
            var reader = CanonicalReader(refusal.bytes)
            try reader.skipValue()
            try reader.expectEnd()
        }
        #expect(error.code == refusal.code && error.offset == refusal.offset, "\(error)")
    }

    @Test("a refusal says what is there and what is expected")
    func messages() {
        func message(_ text: String) -> String {
            do throws(CanonicalJSONError) {
                _ = try JSONValue(canonical: Array(text.utf8))
                return "read"
            } catch {
                return error.description
            }
        }
        #expect(message(#"{"a":1,"a":1}"#) == #"byte 7: the key "a" is there twice; one is expected"#)
        #expect(
            message(#"{"b":1,"a":1}"#) == #"byte 7: the key "a" comes after "b"; keys are expected in byte order"#)
        #expect(message("[1 ,2]") == #"byte 2: a space is here; "," or "]" is expected"#)
        #expect(message("1.5") == #"byte 1: "." is here; an integer without fraction or exponent is expected"#)
        #expect(message(#"{"a":"#) == "byte 5: the text ends; a value is expected")
    }

    @Test("nesting stops at 64, for the reader and the writer alike")
    func depth() throws {
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        let value = try JSONValue(canonical: Array(deepest.utf8))
        #expect(try value.canonicalText() == deepest)
        let deeper = try #require(throws: CanonicalJSONError.self) {
            try JSONValue(canonical: Array("[\(deepest)]".utf8))
        }
        #expect(deeper.code == .tooDeep && deeper.offset == 64)
        let unwritable = try #require(throws: CanonicalJSONError.self) { try JSONValue.array([value]).canonicalBytes() }
        #expect(unwritable.code == .tooDeep && unwritable.offset == 64)
    }

    @Test("siblings do not add to the depth")
    func siblings() throws {
        let text = "[" + Array(repeating: "[{}]", count: 100).joined(separator: ",") + "]"
        #expect(try JSONValue(canonical: Array(text.utf8)).arrayValue?.count == 100)
    }

    @Test("an entry of 65,535 bytes is read and one of 65,536 refused")
    func length() throws {
        func text(_ count: Int) -> [UInt8] { [0x22] + [UInt8](repeating: 0x61, count: count - 2) + [0x22] }
        var fitting = CanonicalReader(text(65_535))
        #expect(try fitting.readString().utf8.count == 65_533)
        try fitting.expectEnd()
        let error = try #require(throws: CanonicalJSONError.self) {
            var reader = CanonicalReader(text(65_536))
            _ = try reader.readString()
        }
        #expect(error.code == .tooLong && error.offset == 65_535, "\(error)")
        #expect(throws: CanonicalJSONError.self) { try CanonicalReader(text(65_536)).expectEnd() }
    }
}
