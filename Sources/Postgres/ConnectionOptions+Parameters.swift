import CPostgres
import Glibc

extension ConnectionOptions {
    /// Hands the parameters to `body` as `PQconnectStartParams` and its relatives take them, for `expand_dbname` 1.
    func withParameters<Answer>(
        extra: [(String, String)] = [],
        _ body: (
            _ keywords: UnsafePointer<UnsafePointer<CChar>?>?, _ values: UnsafePointer<UnsafePointer<CChar>?>?
        ) -> Answer
    ) throws(PostgresError) -> Answer {
        _ = try parsedConninfo()
        // libpq expands the first dbname and no other, so a database named in the overrides is never taken for a
        // connection string. Text is UTF-8 throughout.
        var pairs = [("dbname", conninfo.isEmpty ? "client_encoding=UTF8" : conninfo)]
        pairs += overrides.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        pairs += extra
        pairs.append(("client_encoding", "UTF8"))
        for (keyword, value) in pairs where keyword.containsNul || value.containsNul {
            throw PostgresError(.misuse, "The connection parameters contain U+0000.")
        }
        let keywords = unsafe pairs.map { unsafe strdup($0.0) }
        let values = unsafe pairs.map { unsafe strdup($0.1) }
        defer {
            unsafe keywords.forEach { unsafe free($0) }
            unsafe values.forEach { unsafe free($0) }
        }
        let constantKeywords = unsafe keywords.map { unsafe UnsafePointer($0) } + [nil]
        let constantValues = unsafe values.map { unsafe UnsafePointer($0) } + [nil]
        return unsafe body(constantKeywords, constantValues)
    }

    /// What ``conninfo`` says, by keyword.
    ///
    /// - Throws: ``PostgresError/Code/misuse`` that quotes nothing of the string, since the part that cannot be read
    ///   may be a piece of a password.
    func parsedConninfo() throws(PostgresError) -> [String: String] {
        guard !conninfo.containsNul else {
            throw PostgresError(.misuse, "The connection string contains U+0000.")
        }
        let isURI = conninfo.hasPrefix("postgresql://") || conninfo.hasPrefix("postgres://")
        guard isURI || conninfo.contains("=") else {
            return conninfo.isEmpty ? [:] : ["dbname": conninfo]
        }
        if isURI, conninfo.prefix(while: { $0 != "?" }).filter({ $0 == "@" }).count > 1 || hasMisplacedAt {
            throw PostgresError(
                .misuse,
                "The connection URI has an \"@\" where none belongs. Percent-encode @ / : ? in user name and password.")
        }
        var message: UnsafeMutablePointer<CChar>?
        guard let options = unsafe PQconninfoParse(conninfo, &message) else {
            let reason = unsafe message.map { unsafe String(cString: $0) } ?? "out of memory"
            unsafe PQfreemem(message)
            throw PostgresError(.misuse, "The connection string is malformed: \(unquoted(reason)).")
        }
        defer { unsafe PQconninfoFree(options) }
        var parsed: [String: String] = [:]
        var option = unsafe options
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                unsafe parsed[String(cString: keyword)] = unsafe String(cString: value)
            }
            unsafe option += 1
        }
        return parsed
    }

    /// An `@` behind the first `/` of what follows the scheme: a password with a slash in it, which libpq would read as
    /// host, port and database, and name in its errors.
    private var hasMisplacedAt: Bool {
        guard let scheme = conninfo.firstRange(of: "://") else { return false }
        let rest = conninfo[scheme.upperBound...].prefix { $0 != "?" }
        guard let slash = rest.firstIndex(of: "/") else { return false }
        return rest[slash...].contains("@")
    }

    /// libpq's message up to the first thing it quotes.
    private func unquoted(_ message: String) -> String {
        let head = message.prefix { $0 != "\"" && $0 != "\n" }
        return head.endIndex == message.endIndex ? String(head) : head + "…"
    }
}
