import Foundation
import Schema
import Testing

@Suite("The folder of the schema") struct SchemaFolderTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Schema")
        .standardizedFileURL.resolvingSymlinksInPath()

    /// The bookkeeping table is made before the first migration.
    private static let bookkeeping = "tables/migration.sql"

    /// Every SQL file by its path below the folder.
    private static func files() throws -> [String: Data] {
        let manager = FileManager.default
        var files: [String: Data] = [:]
        for kind in try manager.contentsOfDirectory(atPath: folder.path) {
            let path = folder.appending(path: kind)
            var isFolder: ObjCBool = false
            guard manager.fileExists(atPath: path.path, isDirectory: &isFolder), isFolder.boolValue else { continue }
            for name in try manager.contentsOfDirectory(atPath: path.path) where name.hasSuffix(".sql") {
                files["\(kind)/\(name)"] = try Data(contentsOf: path.appending(path: name))
            }
        }
        return files
    }

    /// Questions about a database, which make nothing in it.
    private static let audits = Audit.checks + [Audit.logins]

    @Test("the lists name every file, every name is a file, and the program carries its text")
    func list() throws {
        let files = try Self.files()
        #expect(files.count > 20)
        let audits = Self.audits.map { "audits/\($0.name).sql" }
        #expect(Set(Migration.all.map(\.file) + audits) == Set(files.keys).subtracting([Self.bookkeeping]))
        for (audit, file) in zip(Self.audits, audits) { #expect(Data(audit.sql) == files[file], "\(file)") }
        for migration in Migration.all { #expect(Data(migration.sql) == files[migration.file], "\(migration.file)") }
        #expect(Data(Migration.bookkeeping) == files[Self.bookkeeping])
    }

    @Test("numbers are given once, from 1, without gaps")
    func numbers() {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }

    @Test("each file makes one object, which has the file's name and the folder's kind")
    func oneObject() throws {
        let kinds = [
            "roles": "ROLE", "tables": "TABLE", "functions": "FUNCTION", "triggers": "TRIGGER", "views": "VIEW",
            "indexes": "INDEX",
        ]
        let creation =
            #/
            CREATE\s(?:OR\sREPLACE\s)?(?:CONSTRAINT\s|MATERIALIZED\s)?
            (ROLE|TABLE|FUNCTION|PROCEDURE|TRIGGER|VIEW|TYPE|DOMAIN|SEQUENCE|INDEX)\s
            (?:IF\sNOT\sEXISTS\s)?(?:(\w+)\.)?(\w+)
            /#
        // Objects of these schemas share names with others, and their files must not.
        let prefixes: [Substring: String] = ["pairledger_read": "read_", "pairledger_model": "model_"]
        for (path, data) in try Self.files() {
            let parts = path.dropLast(4).split(separator: "/")
            guard let kind = kinds[String(parts[0])] else { continue }
            let text = String(decoding: data, as: UTF8.self).split(separator: "\n").filter {
                // What a function makes when it is called is not the file's.
                !$0.hasPrefix("--") && !$0.contains("'CREATE")
            }
            .joined(separator: "\n")
            let made = text.matches(of: creation).compactMap { match -> String? in
                // Those that a table has from the beginning stand with it.
                if match.output.1 == "INDEX", kind == "TABLE" { return nil }
                let prefix = match.output.2.flatMap { prefixes[$0] } ?? ""
                return "\(match.output.1) \(prefix)\(match.output.3)"
            }
            let plain = "\(kind) \(parts[1])"
            #expect(made == [plain] || made.map { $0.replacing("model_", with: "") } == [plain], "\(path)")
        }
    }

    @Test(
        "each file says what the object is for: in a comment at its head, or, for a view, in one that the database keeps"
    )
    func comments() throws {
        for (path, data) in try Self.files() {
            let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            let isView = path.contains("views/")
            #expect(lines[0].hasPrefix("-- ") != isView, "\(path)")
            #expect(lines.contains { $0.hasPrefix("COMMENT ON VIEW ") } == isView, "\(path)")
            #expect(lines.last == "" && !lines.contains { $0.hasSuffix(" ") || $0.contains("\t") }, "\(path)")
        }
    }
}
