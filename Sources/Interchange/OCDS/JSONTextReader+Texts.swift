extension JSONTextReader {
    // MARK: Numbers

    mutating func number(_ place: String) throws(InputProblem) -> JSONNode {
        var text = ""
        while let byte = try peek(), "+-.eE0123456789".utf8.contains(byte) {
            text.unicodeScalars.append(Unicode.Scalar(byte))
            try advance()
            guard text.utf8.count <= 64 else {
                throw problem(
                    .tooLong, "\(place): a number has more than 64 digits", "correct it where the file was made")
            }
        }
        guard JSONTextReader.isNumber(text) else {
            throw problem(.syntax, "\(place): \(text) is not a number", "correct it where the file was made")
        }
        return .number(text)
    }

    /// Digits without a needless zero before them, decimals behind a point, and an exponent, as RFC 8259 has them.
    private static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8.drop { $0 == UInt8(ascii: "-") }
        guard text.utf8.count - rest.count <= 1 else { return false }
        func takeDigits() -> Int {
            let digits = rest.prefix { (0x30...0x39).contains($0) }.count
            rest = rest.dropFirst(digits)
            return digits
        }
        let first = rest.first
        let whole = takeDigits()
        guard whole > 0, whole == 1 || first != UInt8(ascii: "0") else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard takeDigits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard takeDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    // MARK: Texts

    mutating func string(_ place: String) throws(InputProblem) -> String {
        try advance()
        var bytes: [UInt8] = []
        while let byte = try peek() {
            switch byte {
            case UInt8(ascii: "\""):
                try advance()
                guard let text = String(validating: bytes, as: UTF8.self) else { throw encodingProblem }
                return text
            case UInt8(ascii: "\\"):
                try advance()
                bytes += Array(String(try escape(place)).utf8)
            case 0..<0x20:
                throw problem(
                    .syntax, "\(place): a text has a line break or another control character in it",
                    "correct it where the file was made; JSON writes a line break as \\n")
            default:
                let end = chunk[index...].firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? chunk.count
                bytes += chunk[index..<end]
                // The last of them counts for all.
                room -= end - 1 - index
                index = end - 1
                try advance()
            }
        }
        throw try unexpected("the end of a text", place)
    }

    private mutating func escape(_ place: String) throws(InputProblem) -> Unicode.Scalar {
        guard let byte = try peek() else { throw try unexpected("the end of a text", place) }
        try advance()
        let plain: [UInt8: Unicode.Scalar] = [
            0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r", 0x74: "\t",
        ]
        if let scalar = plain[byte] { return scalar }
        guard byte == UInt8(ascii: "u") else {
            throw problem(.syntax, "\(place): \\\(Unicode.Scalar(byte)) is no escape", nil)
        }
        var code = try hexadecimal(place)
        if (0xD800..<0xDC00).contains(code), try peek() == UInt8(ascii: "\\") {
            try advance()
            guard try peek() == UInt8(ascii: "u") else { throw surrogate(place) }
            try advance()
            let low = try hexadecimal(place)
            guard (0xDC00..<0xE000).contains(low) else { throw surrogate(place) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard code != 0, let scalar = Unicode.Scalar(code) else { throw surrogate(place) }
        return scalar
    }

    private mutating func hexadecimal(_ place: String) throws(InputProblem) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = try peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw try unexpected("a hexadecimal digit", place)
            }
            try advance()
            code = code << 4 + UInt32(digit)
        }
        return code
    }

    private func surrogate(_ place: String) -> InputProblem {
        problem(.syntax, "\(place): a text has \\u0000 or half a character in it", nil)
    }
}
