import Assistance
import Journal
import PairLedgerTesting
import Postgres
import Testing

@testable import Projection

@Suite("Rows that are read without all that is in them")
struct NarrowReadingTests {
    /// What a reader of positions tells apart, with the sum of some figures.
    private typealias Sums = [[String]: Int64]

    /// From the tables, and the same from a source that knows nothing but the rows themselves.
    private static func read<Answer: Sendable>(
        _ subject: LedgerUnderTest, _ models: [any ReadModel.Type],
        _ body: @Sendable (any RowSource) throws -> Answer
    ) async throws -> (stored: Answer, plain: Answer) {
        let inspector = try await subject.ledger.connect(as: .inspector)
        return try await inspector.transaction(isolation: .repeatableRead, readOnly: true) {
            [name = subject.ledger.name] session in
            let snapshot = try Snapshot(models, of: name, on: session)
            return (try body(snapshot), try body(WholeRows(of: snapshot)))
        }
    }

    /// Hands over whole rows alone, and adds nothing up.
    private struct WholeRows: RowSource {
        let snapshot: Snapshot

        init(of snapshot: Snapshot) { self.snapshot = snapshot }
        func rows<Row: TableRow>(_: Row.Type) throws -> [Row] { try snapshot.rows(Row.self) }
    }

    @Test("positions come to the same sums, whatever is told apart, and so does what came to each place")
    func positions() async throws {
        let subject = try await LedgerUnderTest()
        let events = try Workload.events(400, seed: 20).enumerated().map { try $1.newEvent($0) }
        _ = try await subject.writer.append(events)
        #expect(try await subject.catchUp() == events.count)
        let told: [Set<PositionRow.Part>] = [
            [.pairing, .fiscalYear], [.pairing, .place], [.place], [.pairing, .place, .purpose],
            [.pairing, .place, .fiscalYear], Set(PositionRow.Part.allCases),
        ]
        for parts in told {
            let (stored, plain) = try await Self.read(subject, [Funds.self]) { source in
                var sums: Sums = [:]
                try source.forEachPosition(by: parts) { row in
                    let key = row.key
                    let names: [PositionRow.Part: String] = [
                        .pairing: key.pairing, .fiscalYear: "\(key.fiscalYear)", .instrument: key.instrument.rawValue,
                        .place: key.place, .scope: key.scope, .purpose: key.purpose,
                    ]
                    let name = PositionRow.Part.allCases.filter(parts.contains).map { names[$0] ?? "" }
                    sums[name, default: 0] += row.stages.given * 3 + row.stages.spent * 5 + row.stages.held
                }
                return sums
            }
            #expect(stored == plain && stored.count > 1, "\(parts)")
        }
        let (stored, plain) = try await Self.read(subject, [Funds.self]) { source in
            var sums: Sums = [:]
            try source.forEachArrival { row in
                sums[[row.key.pairing, "\(row.key.fiscalYear)", row.key.place], default: 0] += row.paidIn
            }
            return sums.filter { $0.value != 0 }
        }
        #expect(stored == plain && stored.count > 1)
    }

    @Test("a region's figures are those of its year")
    func regions() async throws {
        let subject = try await LedgerUnderTest()
        var story = AskedLedger()
        for (indicator, year, value) in [
            (RegionIndicator.povertyHeadcount, 2014, 500), (.povertyRate, 2014, 1_250), (.population, 2014, 9_000),
            (.ruralIncomePerHead, 2015, 700_000), (.urbanIncomePerHead, 2015, 2_000_000), (.grossProduct, 2015, 7),
        ] as [(RegionIndicator, Int, Int64)] {
            try story.record(
                state(
                    RegionIndicatorReported(indicator, of: year, value: value, source: "统计年鉴", reason: nil),
                    of: "653001", on: "2016-01-01"))
        }
        _ = try await subject.writer.append(story.newEvents())
        #expect(try await subject.catchUp([RegionModel.self]) == 6)
        let (stored, plain) = try await Self.read(subject, [RegionModel.self]) { source in
            var rows: [RegionFiguresRow] = []
            try source.forEach(RegionFiguresRow.self) { rows.append($0) }
            return rows.sorted { $0.key.year < $1.key.year }
        }
        #expect(stored == plain)
        #expect(stored.map(\.povertyHeadcount) == [500, nil] && stored.map(\.povertyRate) == [1_250, nil])
        #expect(stored.map(\.ruralIncomePerHead) == [nil, 700_000])
        #expect(stored.map(\.urbanIncomePerHead) == [nil, 2_000_000])
    }
}
