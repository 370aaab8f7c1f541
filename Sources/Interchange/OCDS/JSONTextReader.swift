/// Reads JSON (RFC 8259) piece by piece, in memory that does not grow with the file: a value at a time, each with a limit.
///
/// Strict where it matters: UTF-8 alone, no name twice in an object, no lone surrogates, no U+0000.
struct JSONTextReader {
    struct Limits: Sendable {
        /// How many arrays and objects may stand in one another.
        var depth = 64
        /// Of one value.
        var valueBytes = 8 << 20
        var fileBytes = 1 << 31
    }

    let path: String
    private let file: ByteFile
    private let limits: Limits
    var chunk: [UInt8] = []
    /// Of the next byte in it.
    var index = 0
    private var fileBytes = 0
    /// How many bytes more the value that is being read may have.
    var room: Int
    /// Of the next byte, from 1.
    private(set) var line = 1

    /// - Throws: ``InputProblem/Code/unreadable``.
    init(path: String, limits: Limits = Limits()) throws(InputProblem) {
        self.path = path
        self.limits = limits
        room = limits.valueBytes
        file = try ByteFile(path: path)
        guard try peek() == 0xEF else { return }
        // A byte order mark.
        for expected: UInt8 in [0xEF, 0xBB, 0xBF] {
            guard try peek() == expected else { throw encodingProblem }
            index += 1
        }
    }

    /// Another value begins, with a limit of its own.
    mutating func resetRoom() { room = limits.valueBytes }

    // MARK: Bytes

    mutating func peek() throws(InputProblem) -> UInt8? {
        if index == chunk.count {
            chunk = try file.nextChunk()
            index = 0
            fileBytes += chunk.count
            guard fileBytes <= limits.fileBytes else {
                throw problem(.tooLong, "the file is larger than \(limits.fileBytes >> 20) MiB", "split it")
            }
            if chunk.isEmpty { return nil }
        }
        return chunk[index]
    }

    mutating func advance() throws(InputProblem) {
        if chunk[index] == UInt8(ascii: "\n") { line += 1 }
        index += 1
        room -= 1
        guard room >= 0 else {
            throw problem(
                .tooLong, "a value has more than \(limits.valueBytes >> 20) MiB",
                "no release is so large: look at the file")
        }
    }

    /// The next byte that is no white space; nil at the end of the file. It is not passed.
    mutating func peekToken() throws(InputProblem) -> UInt8? {
        while let byte = try peek() {
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            try advance()
            // White space belongs to no value.
            room += 1
        }
        return nil
    }

    /// Passes the next sign if it is this one.
    mutating func take(_ sign: Character) throws(InputProblem) -> Bool {
        guard try peekToken() == sign.asciiValue else { return false }
        try advance()
        return true
    }

    mutating func expect(_ sign: Character, _ place: String) throws(InputProblem) {
        guard try take(sign) else { throw try unexpected("\"\(sign)\"", place) }
    }

    // MARK: Values

    /// The next value.
    ///
    /// - Parameter place: its path, for errors.
    mutating func value(_ place: String, depth: Int = 0) throws(InputProblem) -> JSONNode {
        guard depth < limits.depth else {
            throw problem(
                .tooLong,
                "\(place.isEmpty ? "" : "\(place.suffix(80)): ")more than \(limits.depth) arrays and objects stand in one another",
                "no file of this kind is so deep")
        }
        switch try peekToken() {
        case UInt8(ascii: "{"): return try object(place, depth)
        case UInt8(ascii: "["): return try array(place, depth)
        case UInt8(ascii: "\""): return .string(try string(place))
        case UInt8(ascii: "t"): return try word("true", .bool(true), place)
        case UInt8(ascii: "f"): return try word("false", .bool(false), place)
        case UInt8(ascii: "n"): return try word("null", .null, place)
        case .some(let byte) where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): return try number(place)
        default: throw try unexpected("a value", place)
        }
    }

    private mutating func object(_ place: String, _ depth: Int) throws(InputProblem) -> JSONNode {
        try expect("{", place)
        var members: [JSONNode.Member] = []
        var names: Set<String> = []
        if try take("}") { return .object([]) }
        repeat {
            let name = try self.name(place)
            guard names.insert(name).inserted else {
                throw problem(
                    .syntax, "\(place): the name \"\(name)\" stands twice", "correct it where the file was made")
            }
            members.append(
                .init(name: name, value: try value(place.isEmpty ? name : "\(place).\(name)", depth: depth + 1)))
        } while try take(",")
        try expect("}", place)
        return .object(members)
    }

    /// The name of a member and the colon behind it.
    mutating func name(_ place: String) throws(InputProblem) -> String {
        guard try peekToken() == UInt8(ascii: "\"") else { throw try unexpected("a name", place) }
        let name = try string(place)
        try expect(":", place)
        return name
    }

    private mutating func array(_ place: String, _ depth: Int) throws(InputProblem) -> JSONNode {
        try expect("[", place)
        var elements: [JSONNode] = []
        if try take("]") { return .array([]) }
        repeat {
            elements.append(try value("\(place)[\(elements.count)]", depth: depth + 1))
        } while try take(",")
        try expect("]", place)
        return .array(elements)
    }

    private mutating func word(_ word: String, _ node: JSONNode, _ place: String) throws(InputProblem) -> JSONNode {
        for byte in word.utf8 {
            guard try peek() == byte else { throw try unexpected(word, place) }
            try advance()
        }
        return node
    }

    // MARK: Problems

    func problem(_ code: InputProblem.Code, _ message: String, _ remedy: String?) -> InputProblem {
        InputProblem(
            code, file: path, line: line, message: message, remedy: remedy ?? "correct it where the file was made")
    }

    var encodingProblem: InputProblem {
        problem(
            .encoding, "the file is not UTF-8, which JSON is",
            "convert it, as with: iconv -f GB18030 -t UTF-8 FILE > NEW")
    }

    /// That something else is here than what is wanted.
    mutating func unexpected(_ wanted: String, _ place: String) throws(InputProblem) -> InputProblem {
        let at = place.isEmpty ? "" : "\(place.suffix(200)): "
        guard let byte = try peekToken() else {
            return problem(
                .syntax, "\(at)the file ends here, where \(wanted) must be",
                "the file may be cut off: get it again from where it came")
        }
        // UTF-16, or another encoding, at the very beginning.
        guard byte < 0x80, byte != 0 || line > 1 else { return encodingProblem }
        let shown = byte > 0x20 && byte < 0x7F ? "\"\(Unicode.Scalar(byte))\"" : "byte \(byte)"
        return problem(.syntax, "\(at)\(shown) is here, where \(wanted) must be", nil)
    }
}
