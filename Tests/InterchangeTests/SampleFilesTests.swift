import Assistance
import Foundation
import Interchange
import Testing

@Suite("The sample files")
struct SampleFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../Scripts/samples")

    private static let files: [(name: String, rows: Int)] = [
        ("01-programmes.csv", 1), ("02-pairings.csv", 1), ("03-agreements.csv", 1), ("04-transfers.csv", 5),
        ("05-receipts.csv", 5), ("06-forwards.csv", 15), ("07-receipts.csv", 15), ("08-projects.csv", 76),
        ("09-allocations.csv", 210), ("10-payments.csv", 219), ("11-progress.csv", 152),
    ]

    private static func read(_ name: String) throws -> CSVImport {
        try CSVImport(contentsOf: folder.appending(path: "kizilsu-2014/\(name)").path(percentEncoded: false))
    }

    @Test("of Jiangsu and Kizilsu, 2014, are all known here")
    func complete() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Self.folder.appending(path: "kizilsu-2014").path(percentEncoded: false))
        #expect(names.filter { $0.hasSuffix(".csv") }.sorted() == Self.files.map(\.name))
    }

    @Test("are read without a problem or a rounded figure, row by row", arguments: files)
    func read(name: String, rows: Int) throws {
        let file = try Self.read(name)
        #expect(file.problems.isEmpty, "\(file.problems)")
        #expect(file.rounded.isEmpty && file.rows.count == rows)
        #expect(name.contains(file.template.rawValue))
        #expect(Set(file.rows.map(\.identity)).count == rows)
    }

    @Test("are accepted in the order of their numbers, and leave what was published")
    func accepted() throws {
        var books = Books()
        var balances: [Account: Int64] = [:]
        for name in Self.files.map(\.name) {
            for row in try Self.read(name).rows {
                while true {
                    let missing = books.missing(from: row.request.needs(knowing: books))
                    if missing.streams.isEmpty, missing.accounts.isEmpty { break }
                    for stream in missing.streams { books.noteRead(stream) }
                    for account in missing.accounts { books.note(balance: balances[account] ?? 0, of: account) }
                }
                for event in try row.request.decide(on: books) {
                    books.take(event)
                    for posting in event.postings { balances[posting.account, default: 0] += posting.amount.minorUnits }
                }
            }
        }
        // In 万元: what was promised, what was sent of it, and the reserve.
        let wan: Int64 = 1_000_000
        func total(_ kinds: Set<Account.Kind>) -> Int64 {
            balances.filter { kinds.contains($0.key.kind) }.values.reduce(0, +)
        }
        #expect(total([.donor]) == -41_759 * wan && total([.committed]) == 1_299 * wan)
        #expect(total([.project, .spent]) == 40_460 * wan && total([.transit, .holding]) == 0)
    }

    @Test(
        "are what their programs make, and agree with the published figures",
        arguments: ["make_kizilsu_2014.py", "make_zhejiang_sichuan_2021.py"])
    func reproducible(program: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", Self.folder.appending(path: program).path(percentEncoded: false), "--check",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0, "\(said)")
        #expect(said.hasSuffix("every figure agrees with the published ones\n"), "\(said)")
    }
}
