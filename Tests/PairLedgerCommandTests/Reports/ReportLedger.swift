import Foundation
import Testing

/// A ledger that always holds the same, so that what reports say of it can be written down.
enum ReportLedger: String, CaseIterable, Sendable {
    /// Jiangsu to Kizilsu in 2014: Scripts/samples/kizilsu-2014.
    case kizilsu
    /// Zhejiang to Sichuan in 2021: Scripts/samples/zhejiang-sichuan-2021.
    case zhejiang
    /// 2,000 invented events of all kinds.
    case invented
    case empty
    /// A programme, and nothing else.
    case one
    /// Money for a county that has another name in the end: 中甸县, 香格里拉县 since December 2001.
    case renamed

    /// The home of these ledgers and of those that tests of reports make for themselves.
    static let home = Task { try await CommandHome.running() }

    /// A new, empty ledger beside these.
    static func new() async throws -> CommandLedger { try await home.value.ledger() }

    private static let ledgers = Task { () async throws -> [ReportLedger: CommandLedger] in
        var ledgers: [ReportLedger: CommandLedger] = [:]
        for ledger in ReportLedger.allCases { ledgers[ledger] = try await ledger.make() }
        return ledgers
    }

    /// The ledger, made when it is first asked for; tests only read it.
    func ledger() async throws -> CommandLedger { try #require(try await Self.ledgers.value[self]) }

    private func make() async throws -> CommandLedger {
        let home = try await Self.home.value
        let ledger = CommandLedger(home: home, name: "report-\(rawValue)")
        let created = try await home.run(["ledger", "create", ledger.name])
        try #require(created.status == 0, "\(created.errors)")
        switch self {
        case .kizilsu, .zhejiang:
            let folder = self == .kizilsu ? "kizilsu-2014" : "zhejiang-sichuan-2021"
            let path = Guide.package.appending(path: "Scripts/samples/\(folder)").path
            let files = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".csv") }
                .sorted()
            let imported = try await ledger.run(["import", "csv", "--quiet"] + files.map { "\(path)/\($0)" })
            try #require(imported.status == 0, "\(imported.errors)")
        case .invented:
            try await ledger.record(
                "sample generate --seed 7 --events 2000 --irregularities --quiet --into \(ledger.name)")
        case .empty: break
        case .one: try await ledger.record("programme establish P --name Programme --from 2020-01-01")
        case .renamed:
            try await ledger.record(
                "programme establish yunnan --name Yunnan --from 1996-09-01",
                "pairing form SH-DQ --programme yunnan --donor 310000 --recipient 533400 --from 1996-09-01",
                "commit SH-DQ-2000 --pairing SH-DQ --fiscal-year 2000 --amount 900000 --on 2000-03-01",
                "transfer T1 --agreement SH-DQ-2000 --amount 900000 --to 533421 --on 2000-04-01",
                "receive T1 --on 2000-04-05",
                "project approve OLD --name Clinic --place 533421 --purpose social-services --planned-total 300000 "
                    + "--planned-aid 200000 --on 2000-05-01", "allocate OLD --amount 200000 --on 2000-05-10",
                "spend OLD-P1 --project OLD --amount 150000 --payee builder --on 2000-11-30",
                "project approve NEW --name School --place 533421 --purpose education --planned-total 500000 "
                    + "--planned-aid 400000 --on 2003-05-01", "allocate NEW --amount 400000 --on 2003-05-10",
                "spend NEW-P1 --project NEW --amount 100000 --payee builder --on 2003-11-30")
        }
        return ledger
    }
}
