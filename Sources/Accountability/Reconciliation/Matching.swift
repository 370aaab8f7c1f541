import Assistance
import CanonicalJSON

/// Holds the lines of a bank's statements against the movements of the ledger. The same input always gives the same proposals, in the
/// same order; no line and no movement stands in two of them.
///
/// Four steps, each on what those before left over:
/// 1. a line that names a movement of the same amount, whatever the days: exact;
/// 2. all lines that name one movement and add up to it, and all movements that one line names and that add up to it: exact;
/// 3. the same amount within the window of days, where the line names no movement: probable where neither comes into question for
///    anything else, possible otherwise;
/// 4. a few lines within the window that add up to one movement, or a few movements that add up to one line: possible.
///
/// Where several would do, the days that lie nearest decide, then the line's name, then the position.
public struct Matching: Sendable {
    /// What limits the search.
    public struct Limits: Sendable {
        /// How many days may lie between booking and movement.
        public var windowDays = 5
        /// How many parts may add up to one sum.
        public var partsMax = 6
        /// How many parts are tried for one sum: those whose days lie nearest.
        public var candidatesMax = 16

        public init() {}
    }

    public private(set) var proposals: [MatchProposal] = []
    /// The lines that nothing explains, by their days.
    public var unmatchedLines: [BookedLine] { lines.sorted(by: Matching.isBefore) }
    /// The movements that no line shows, by their days.
    public var unmatchedMovements: [LedgerMovement] { movements.sorted(by: Matching.isBefore) }

    private let limits: Limits
    private let rejected: Set<MatchParts>
    private var lines: Set<BookedLine>
    private var movements: Set<LedgerMovement>

    /// - Parameters:
    ///   - lines: those that nobody has matched yet.
    ///   - movements: those that nobody has matched yet.
    ///   - rejected: what is not to be proposed again.
    public init(
        _ lines: [BookedLine], _ movements: [LedgerMovement], rejected: Set<MatchParts> = [], limits: Limits = Limits()
    ) {
        self.limits = limits
        self.rejected = rejected
        self.lines = Set(lines)
        self.movements = Set(movements)
        let cited = matchNamed()
        matchNamedSums(cited)
        matchAmounts(cited)
        matchSums(cited)
        proposals.sort { a, b in
            (a.confidence, a.lines[0].date, a.lines[0].name) < (b.confidence, b.lines[0].date, b.lines[0].name)
        }
    }

    // MARK: Named

    /// What each line names.
    private struct Citations {
        var movements: [BookedLine: [LedgerMovement]] = [:]
        var lines: [LedgerMovement: [BookedLine]] = [:]
    }

    private mutating func matchNamed() -> Citations {
        var byReference: [String: [LedgerMovement]] = [:]
        for movement in movements {
            for reference in Set(movement.references.map { $0.lowercased() }) {
                byReference[reference, default: []].append(movement)
            }
        }
        var citations = Citations()
        var pairs: [Pair] = []
        for line in lines {
            let named = Set(line.words.flatMap { byReference[$0] ?? [] })
            guard !named.isEmpty else { continue }
            citations.movements[line] = named.sorted(by: Matching.isBefore)
            for movement in named {
                citations.lines[movement, default: []].append(line)
                if movement.amount == line.amount { pairs.append(Pair(line, movement)) }
            }
        }
        take(pairs) { _ in .exact }
        return citations
    }

    private mutating func matchNamedSums(_ citations: Citations) {
        for movement in movements.sorted(by: Matching.isBefore) {
            let parts = (citations.lines[movement] ?? []).filter {
                isOpen($0) && ($0.amount > 0) == (movement.amount > 0)
            }
            guard parts.count > 1, parts.reduce(Int128(0), { $0 + Int128($1.amount) }) == Int128(movement.amount) else {
                continue
            }
            take(MatchProposal(.exact, parts, [movement]))
        }
        for line in lines.sorted(by: Matching.isBefore) {
            let parts = (citations.movements[line] ?? []).filter { isOpen($0) && ($0.amount > 0) == (line.amount > 0) }
            guard parts.count > 1, parts.reduce(Int128(0), { $0 + Int128($1.amount) }) == Int128(line.amount) else {
                continue
            }
            take(MatchProposal(.exact, [line], parts))
        }
    }

    // MARK: By amount and day

    private mutating func matchAmounts(_ citations: Citations) {
        let byAmount = Dictionary(grouping: movements, by: \.amount)
        var pairs: [Pair] = []
        var ofLine: [BookedLine: Int] = [:]
        var ofMovement: [LedgerMovement: Int] = [:]
        for line in lines where citations.movements[line] == nil {
            for movement in byAmount[line.amount] ?? [] {
                let pair = Pair(line, movement)
                guard pair.days <= limits.windowDays, !rejected.contains(pair.parts) else { continue }
                pairs.append(pair)
                ofLine[line, default: 0] += 1
                ofMovement[movement, default: 0] += 1
            }
        }
        take(pairs) { pair in ofLine[pair.line] == 1 && ofMovement[pair.movement] == 1 ? .probable : .possible }
    }

    // MARK: By sums

    private mutating func matchSums(_ citations: Citations) {
        // By their days, so that only what lies in the window is looked at.
        let linesByDay = Dictionary(
            grouping: lines.filter { citations.movements[$0] == nil }, by: \.date.daysSince1970)
        for movement in movements.sorted(by: Matching.isBefore) {
            let candidates = window(around: movement.date).flatMap { linesByDay[$0] ?? [] }
                .filter { isOpen($0) && isPart($0.amount, of: movement.amount) }
                .map { Pair($0, movement) }.sorted(by: Matching.isNearer).prefix(limits.candidatesMax)
            let chosen = SumSearch.places(
                in: candidates.map(\.line.amount), of: movement.amount, partsMax: limits.partsMax
            ) { chosen in
                let names = chosen.map { candidates[$0].line.name }.sorted()
                return !rejected.contains(MatchParts(lines: names, positions: [movement.position]))
            }
            guard let chosen else { continue }
            take(MatchProposal(.possible, chosen.map { candidates[$0].line }, [movement]))
        }
        let movementsByDay = Dictionary(grouping: movements, by: \.date.daysSince1970)
        for line in lines.sorted(by: Matching.isBefore) where citations.movements[line] == nil {
            let candidates = window(around: line.date).flatMap { movementsByDay[$0] ?? [] }
                .filter { isOpen($0) && isPart($0.amount, of: line.amount) }
                .map { Pair(line, $0) }.sorted(by: Matching.isNearer).prefix(limits.candidatesMax)
            let chosen = SumSearch.places(
                in: candidates.map(\.movement.amount), of: line.amount, partsMax: limits.partsMax
            ) { chosen in
                let positions = chosen.map { candidates[$0].movement.position }.sorted()
                return !rejected.contains(MatchParts(lines: [line.name], positions: positions))
            }
            guard let chosen else { continue }
            take(MatchProposal(.possible, [line], chosen.map { candidates[$0].movement }))
        }
    }

    private func window(around date: CalendarDate) -> ClosedRange<Int> {
        date.daysSince1970 - limits.windowDays...date.daysSince1970 + limits.windowDays
    }

    /// Whether an amount can be one of several on the same side that make another.
    private func isPart(_ amount: Int64, of whole: Int64) -> Bool {
        (amount > 0) == (whole > 0) && amount.magnitude < whole.magnitude
    }

    // MARK: Taking

    /// Takes pairs as far as both sides are open, those first whose days lie nearest.
    private mutating func take(_ pairs: [Pair], _ confidence: (Pair) -> MatchProposal.Confidence) {
        for pair in pairs.sorted(by: Matching.isNearer) where isOpen(pair.line) && isOpen(pair.movement) {
            take(MatchProposal(confidence(pair), [pair.line], [pair.movement]))
        }
    }

    private mutating func take(_ proposal: MatchProposal) {
        guard !rejected.contains(proposal.parts) else { return }
        proposals.append(proposal)
        proposal.lines.forEach { lines.remove($0) }
        proposal.movements.forEach { movements.remove($0) }
    }

    private func isOpen(_ line: BookedLine) -> Bool { lines.contains(line) }
    private func isOpen(_ movement: LedgerMovement) -> Bool { movements.contains(movement) }

    private struct Pair {
        let line: BookedLine
        let movement: LedgerMovement
        let days: Int

        init(_ line: BookedLine, _ movement: LedgerMovement) {
            self.line = line
            self.movement = movement
            days = abs(line.date.days(until: movement.date))
        }

        var parts: MatchParts { MatchParts(lines: [line.name], positions: [movement.position]) }
    }

    private static func isNearer(_ a: Pair, _ b: Pair) -> Bool {
        (a.days, a.line.name, a.movement.position) < (b.days, b.line.name, b.movement.position)
    }

    private static func isBefore(_ a: BookedLine, _ b: BookedLine) -> Bool { (a.date, a.name) < (b.date, b.name) }

    private static func isBefore(_ a: LedgerMovement, _ b: LedgerMovement) -> Bool {
        (a.date, a.position) < (b.date, b.position)
    }
}
