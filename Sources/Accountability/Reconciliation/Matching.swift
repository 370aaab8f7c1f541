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
        /// What more movements have in common names none of them.
        public var namesakesMax = 100

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
        byReference = byReference.filter { $0.value.count <= limits.namesakesMax }
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
        // As far as both sides are open, those first whose days lie nearest.
        for pair in pairs.sorted(by: Matching.isNearer) where isOpen(pair.line) && isOpen(pair.movement) {
            take(MatchProposal(.exact, [pair.line], [pair.movement]))
        }
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
        let lines = self.lines.filter { citations.movements[$0] == nil }.sorted { $0.name < $1.name }
        let choices = MatchChoices(lines, Array(movements), rejected: rejected, windowDays: limits.windowDays)
        // The movements of an amount and a day that are left, that of the lowest position last.
        var left = Dictionary(grouping: movements) { MatchChoices.Slot(amount: $0.amount, date: $0.date) }
            .mapValues { $0.sorted { $0.position > $1.position } }
        for distance in 0...limits.windowDays {
            for line in lines where isOpen(line) {
                var best: (slot: MatchChoices.Slot, place: Int, movement: LedgerMovement)?
                for day in Set([line.date.daysSince1970 - distance, line.date.daysSince1970 + distance]) {
                    let slot = MatchChoices.Slot(amount: line.amount, day: day)
                    guard let there = left[slot],
                        let place = there.lastIndex(where: { !choices.isRejected(line, $0) }),
                        there[place].position < best?.movement.position ?? .max
                    else { continue }
                    best = (slot, place, there[place])
                }
                guard let best else { continue }
                left[best.slot]?.remove(at: best.place)
                let isOnly = choices.count(for: line) == 1 && choices.count(for: best.movement) == 1
                take(MatchProposal(isOnly ? .probable : .possible, [line], [best.movement]))
            }
        }
    }

    // MARK: By sums

    private mutating func matchSums(_ citations: Citations) {
        let linesByDay = Dictionary(
            grouping: lines.filter { citations.movements[$0] == nil }, by: \.date.daysSince1970
        ).mapValues { $0.sorted { $0.name < $1.name } }
        for movement in movements.sorted(by: Matching.isBefore) {
            let candidates = nearest(linesByDay, to: movement.date) { a, b in
                a.name < b.name
            } where: {
                isOpen($0) && isPart($0.amount, of: movement.amount)
            }
            let chosen = SumSearch.places(
                in: candidates.map(\.amount), of: movement.amount, partsMax: limits.partsMax
            ) { chosen in
                let names = chosen.map { candidates[$0].name }.sorted()
                return !rejected.contains(MatchParts(lines: names, positions: [movement.position]))
            }
            if let chosen { take(MatchProposal(.possible, chosen.map { candidates[$0] }, [movement])) }
        }
        let movementsByDay = Dictionary(grouping: movements, by: \.date.daysSince1970)
            .mapValues { $0.sorted { $0.position < $1.position } }
        for line in lines.sorted(by: Matching.isBefore) where citations.movements[line] == nil {
            let candidates = nearest(movementsByDay, to: line.date) { a, b in
                a.position < b.position
            } where: {
                isOpen($0) && isPart($0.amount, of: line.amount)
            }
            let chosen = SumSearch.places(
                in: candidates.map(\.amount), of: line.amount, partsMax: limits.partsMax
            ) { chosen in
                let positions = chosen.map { candidates[$0].position }.sorted()
                return !rejected.contains(MatchParts(lines: [line.name], positions: positions))
            }
            if let chosen { take(MatchProposal(.possible, [line], chosen.map { candidates[$0] })) }
        }
    }

    /// As many as are tried for one sum, those first whose days lie nearest.
    private func nearest<Item>(
        _ byDay: [Int: [Item]], to date: CalendarDate, by isBefore: (Item, Item) -> Bool, where fits: (Item) -> Bool
    ) -> [Item] {
        var found: [Item] = []
        for distance in 0...limits.windowDays where found.count < limits.candidatesMax {
            let room = limits.candidatesMax - found.count
            var these: [Item] = []
            for day in Set([date.daysSince1970 - distance, date.daysSince1970 + distance]) {
                var count = 0
                for item in byDay[day] ?? [] where fits(item) {
                    these.append(item)
                    count += 1
                    if count == room { break }
                }
            }
            found += these.sorted(by: isBefore).prefix(room)
        }
        return found
    }

    /// Whether an amount can be one of several on the same side that make another.
    private func isPart(_ amount: Int64, of whole: Int64) -> Bool {
        (amount > 0) == (whole > 0) && amount.magnitude < whole.magnitude
    }

    // MARK: Taking

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
    }

    private static func isNearer(_ a: Pair, _ b: Pair) -> Bool {
        (a.days, a.line.name, a.movement.position) < (b.days, b.line.name, b.movement.position)
    }

    private static func isBefore(_ a: BookedLine, _ b: BookedLine) -> Bool { (a.date, a.name) < (b.date, b.name) }

    private static func isBefore(_ a: LedgerMovement, _ b: LedgerMovement) -> Bool {
        (a.date, a.position) < (b.date, b.position)
    }
}
