/// One call of the public interface: its SQL text and the place in the source it was made from.
struct Call {
    var sql: String
    var file: StaticString
    var line: UInt

    init(_ sql: String, _ file: StaticString, _ line: UInt) {
        self.sql = sql
        self.file = file
        self.line = line
    }

    /// The first 200 characters of the SQL text; a literal after the word `password` is left out.
    var excerpt: String {
        let text = withoutPasswordLiterals(sql)
        let head = text.prefix(200)
        return head.endIndex == text.endIndex ? text : head + "…"
    }
}

/// Replaces what follows the word `password` in quotes, as in `ALTER ROLE … PASSWORD '…'`. The rest of the text after
/// an opening quote goes too, because nothing short of a parser knows where such a literal ends.
private func withoutPasswordLiterals(_ sql: String) -> String {
    let bytes = Array(sql.utf8)
    let word = Array("password".utf8)
    var start = 0
    while start + word.count < bytes.count {
        let matches = word.indices.allSatisfy { bytes[start + $0] | 0x20 == word[$0] }
        guard matches else {
            start += 1
            continue
        }
        let rest = bytes[(start + word.count)...].drop { " \t\r\n=eEuU&".utf8.contains($0) }
        if let first = rest.first, first == UInt8(ascii: "'") || first == UInt8(ascii: "$") {
            // `password = $1` names a parameter and holds no secret.
            let second = rest.dropFirst().first
            let isParameter = first == UInt8(ascii: "$") && second.map { (48...57).contains($0) } == true
            if !isParameter { return String(decoding: bytes[..<rest.startIndex], as: UTF8.self) + "'***'…" }
        }
        start += word.count
    }
    return sql
}
