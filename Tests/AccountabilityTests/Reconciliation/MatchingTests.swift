import Accountability
import Assistance
import CanonicalJSON
import PairLedgerTesting
import Testing

@Suite("Matching a bank's lines with the ledger's movements")
struct MatchingTests {
    private static func line(_ number: Int, _ amount: Int64, day: Int, _ reference: String? = nil) throws -> BookedLine
    {
        BookedLine(
            StatementLineName(try #require(Identifier("S")), number),
            BankStatementLine(
                bookedOn: try #require(CalendarDate(year: 2014, month: 3, day: day)),
                amount: try #require(Money(minorUnits: amount)), reference: reference))
    }

    private static func movement(
        _ position: Int64, _ amount: Int64, day: Int, _ references: String...
    ) throws -> LedgerMovement {
        LedgerMovement(
            position: position, date: try #require(CalendarDate(year: 2014, month: 3, day: day)), amount: amount,
            references: references)
    }

    private static func shown(_ matching: Matching) -> [String] {
        matching.proposals.map { proposal in
            "\(proposal.confidence) \(proposal.shape.rawValue) "
                + proposal.lines.map { String($0.name.number) }.joined(separator: "+") + " = "
                + proposal.movements.map { String($0.position) }.joined(separator: "+")
        }
    }

    @Test("a line that names a movement of the same amount is exact, however many days lie between")
    func named() throws {
        let matching = Matching(
            [try Self.line(1, 500, day: 30, "援助资金 T1."), try Self.line(2, 500, day: 1)],
            [try Self.movement(7, 500, day: 1, "t1"), try Self.movement(8, 500, day: 2, "T2")])
        #expect(Self.shown(matching) == ["exact one-to-one 1 = 7", "probable one-to-one 2 = 8"])
    }

    @Test("a line that names a movement of another amount is not taken for another one")
    func namedOtherwise() throws {
        let matching = Matching(
            [try Self.line(1, 500, day: 1, "T1")],
            [try Self.movement(7, 400, day: 1, "T1"), try Self.movement(8, 500, day: 1, "T2")])
        #expect(matching.proposals.isEmpty)
        #expect(matching.unmatchedLines.count == 1 && matching.unmatchedMovements.count == 2)
    }

    @Test("lines that name one movement and add up to it are exact, and movements that one line names")
    func namedSums() throws {
        let split = Matching(
            [try Self.line(1, 300, day: 1, "T1 first part"), try Self.line(2, 200, day: 28, "T1 second part")],
            [try Self.movement(7, 500, day: 1, "T1")])
        #expect(Self.shown(split) == ["exact split 1+2 = 7"])
        let merged = Matching(
            [try Self.line(1, -500, day: 1, "P1, P2")],
            [try Self.movement(7, -300, day: 28, "P1"), try Self.movement(8, -200, day: 28, "P2")])
        #expect(Self.shown(merged) == ["exact merged 1 = 7+8"])
    }

    @Test("amount and day are probable when nothing else comes into question, and possible when it does")
    func amounts() throws {
        let lines = [try Self.line(1, 500, day: 10), try Self.line(2, 700, day: 10), try Self.line(3, 700, day: 12)]
        let movements = [
            try Self.movement(7, 500, day: 15), try Self.movement(8, 700, day: 11), try Self.movement(9, 500, day: 16),
        ]
        let matching = Matching(lines, movements)
        #expect(Self.shown(matching) == ["probable one-to-one 1 = 7", "possible one-to-one 2 = 8"])
        #expect(matching.unmatchedLines.map(\.name.number) == [3])
        #expect(matching.unmatchedMovements.map(\.position) == [9])
    }

    @Test("few parts that add up are possible, the fewest first, and never those of the other side")
    func sums() throws {
        let lines = try [100, 200, 300, -300, 150, 150].enumerated().map { try Self.line($0 + 1, $1, day: 10) }
        #expect(Self.shown(Matching(lines, [try Self.movement(7, 500, day: 10)])) == ["possible split 2+3 = 7"])
        let merged = Matching(
            [try Self.line(1, -500, day: 10)],
            [
                try Self.movement(7, -200, day: 10), try Self.movement(8, -300, day: 9),
                try Self.movement(9, 500, day: 10),
            ])
        #expect(Self.shown(merged) == ["possible merged 1 = 7+8"])
    }

    @Test("what was rejected is not proposed again, but its parts may go with others")
    func rejected() throws {
        let lines = [try Self.line(1, 500, day: 10)]
        let movements = [try Self.movement(7, 500, day: 10), try Self.movement(8, 500, day: 12)]
        let first = try #require(Matching(lines, movements).proposals.first)
        #expect(first.movements.map(\.position) == [7])
        let parts = MatchParts(lines: lines.map(\.name), positions: [7])
        #expect(Self.shown(Matching(lines, movements, rejected: [parts])) == ["probable one-to-one 1 = 8"])
    }

    @Test("is what trying everything finds, for small cases made at random, in whichever order they come")
    func oracle() throws {
        let seed = UInt64.random(in: 0...(.max))
        print("matching, seed \(seed)")
        var generator = SplitMix64(seed: seed)
        var shapes: Set<String> = []
        for _ in 0..<4_000 {
            let references = ["T1", "T2", "T3", "P4"]
            let amounts: [Int64] = [-300, -200, -100, 100, 200, 300, 400, 500]
            var movements: [LedgerMovement] = []
            for position in 0..<Int64.random(in: 0...6, using: &generator) {
                movements.append(
                    try Self.movement(
                        position, amounts.randomElement(using: &generator) ?? 1,
                        day: Int.random(in: 1...14, using: &generator),
                        references.randomElement(using: &generator) ?? ""))
            }
            var lines: [BookedLine] = []
            for number in 0..<Int.random(in: 0...6, using: &generator) {
                let cited = references.shuffled(using: &generator).prefix(Int.random(in: 0...2, using: &generator))
                let isCiting = Int.random(in: 0..<3, using: &generator) == 0
                lines.append(
                    try Self.line(
                        number + 1, amounts.randomElement(using: &generator) ?? 1,
                        day: Int.random(in: 1...14, using: &generator),
                        isCiting ? cited.joined(separator: " ") : nil))
            }
            var rejected: Set<MatchParts> = []
            for proposal in Matching(lines, movements).proposals where Int.random(in: 0..<4, using: &generator) == 0 {
                rejected.insert(
                    MatchParts(lines: proposal.lines.map(\.name), positions: proposal.movements.map(\.position)))
            }
            let matching = Matching(lines, movements, rejected: rejected)
            let found = matching.proposals.map { proposal in
                MatchingOracle.Proposal(
                    confidence: proposal.confidence, lines: proposal.lines.map(\.name),
                    positions: proposal.movements.map(\.position))
            }
            let wanted = MatchingOracle(lines, movements, rejected: rejected).proposals
            #expect(
                Set(found) == wanted,
                "seed \(seed): \(lines.map { "\($0.name) \($0.amount) \($0.date) \($0.line.reference ?? "")" }) \(movements)"
            )
            for proposal in matching.proposals {
                #expect(proposal.lines.reduce(0) { $0 + $1.amount } == proposal.amount, "seed \(seed)")
                shapes.insert("\(proposal.confidence) \(proposal.shape)")
            }
            let takenLines = matching.proposals.flatMap(\.lines) + matching.unmatchedLines
            let takenMovements = matching.proposals.flatMap(\.movements) + matching.unmatchedMovements
            #expect(takenLines.count == lines.count && Set(takenLines) == Set(lines), "seed \(seed)")
            #expect(takenMovements.count == movements.count && Set(takenMovements) == Set(movements), "seed \(seed)")
            let again = Matching(
                lines.shuffled(using: &generator), movements.shuffled(using: &generator), rejected: rejected)
            #expect(Self.shown(again) == Self.shown(matching), "seed \(seed)")
        }
        #expect(shapes.count == 7, "only \(shapes.sorted())")
    }

    @Test("three thousand lines and movements of one amount and day go together one by one", .timeLimit(.minutes(1)))
    func many() throws {
        let lines = try (1...3_000).map { try Self.line($0, $0 % 2 == 0 ? 700 : 100, day: 15, "A1") }
        let movements = try (0..<3_000).map { try Self.movement(Int64($0), $0 < 1_500 ? 700 : 90, day: 15, "A1") }
        let matching = Matching(lines, movements)
        #expect(matching.proposals.count { $0.shape == .oneToOne } == 1_500)
        #expect(matching.proposals.allSatisfy { $0.confidence == .possible })
    }
}
