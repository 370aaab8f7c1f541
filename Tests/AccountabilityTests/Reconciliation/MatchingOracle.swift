import Accountability
import Assistance
import CanonicalJSON

/// What ``Matching`` is to propose, by trying everything: slow, and as plain as its description.
struct MatchingOracle {
    struct Proposal: Hashable, CustomStringConvertible {
        let confidence: MatchProposal.Confidence
        let lines: [StatementLineName]
        let positions: [Int64]

        var description: String { "\(confidence) \(lines.map(\.description)) \(positions)" }
    }

    private(set) var proposals: Set<Proposal> = []
    private var lines: [BookedLine]
    private var movements: [LedgerMovement]
    private let rejected: Set<MatchParts>
    private let windowDays = 5
    private let partsMax = 6

    init(_ lines: [BookedLine], _ movements: [LedgerMovement], rejected: Set<MatchParts> = []) {
        self.lines = lines.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
        self.movements = movements.sorted { ($0.date, $0.position) < ($1.date, $1.position) }
        self.rejected = rejected
        let (allLines, allMovements) = (self.lines, self.movements)
        func names(_ line: BookedLine, _ movement: LedgerMovement) -> Bool {
            let text = " " + (line.line.reference ?? "") + " "
            return movement.references.contains { text.contains(" \($0) ") }
        }
        func namesNone(_ line: BookedLine) -> Bool { !allMovements.contains { names(line, $0) } }

        // 1. A line that names a movement of the same amount.
        while let (line, movement) = nearest(where: { $0.amount == $1.amount && names($0, $1) }) {
            take(.exact, [line], [movement])
        }
        // 2. All that name one, or are named by one.
        for movement in allMovements where self.movements.contains(movement) {
            let parts = self.lines.filter { names($0, movement) && ($0.amount > 0) == (movement.amount > 0) }
            if parts.count > 1, parts.map(\.amount).reduce(0, +) == movement.amount { take(.exact, parts, [movement]) }
        }
        for line in allLines where self.lines.contains(line) {
            let parts = self.movements.filter { names(line, $0) && ($0.amount > 0) == (line.amount > 0) }
            if parts.count > 1, parts.map(\.amount).reduce(0, +) == line.amount { take(.exact, [line], parts) }
        }
        // 3. The same amount within the window.
        let fits = { [windowDays] (line: BookedLine, movement: LedgerMovement) in
            line.amount == movement.amount && namesNone(line)
                && abs(line.date.days(until: movement.date)) <= windowDays
                && !rejected.contains(MatchParts(lines: [line.name], positions: [movement.position]))
        }
        let (openLines, openMovements) = (self.lines, self.movements)
        while let (line, movement) = nearest(where: fits) {
            let isOnly =
                openMovements.filter { fits(line, $0) }.count == 1 && openLines.filter { fits($0, movement) }.count == 1
            take(isOnly ? .probable : .possible, [line], [movement])
        }
        // 4. Sums.
        for movement in self.movements {
            let parts = self.lines.filter { line in
                namesNone(line) && (line.amount > 0) == (movement.amount > 0) && abs(line.amount) < abs(movement.amount)
                    && abs(line.date.days(until: movement.date)) <= windowDays
            }.sorted { (days($0, movement), $0.name) < (days($1, movement), $1.name) }
            let chosen = fewest(parts, movement.amount, \.amount) { chosen in
                MatchParts(lines: chosen.map(\.name).sorted(), positions: [movement.position])
            }
            if let chosen { take(.possible, chosen, [movement]) }
        }
        for line in self.lines where namesNone(line) {
            let parts = self.movements.filter { movement in
                (line.amount > 0) == (movement.amount > 0) && abs(movement.amount) < abs(line.amount)
                    && abs(line.date.days(until: movement.date)) <= windowDays
            }.sorted { (days(line, $0), $0.position) < (days(line, $1), $1.position) }
            let chosen = fewest(parts, line.amount, \.amount) { chosen in
                MatchParts(lines: [line.name], positions: chosen.map(\.position).sorted())
            }
            if let chosen { take(.possible, [line], chosen) }
        }
    }

    private func days(_ line: BookedLine, _ movement: LedgerMovement) -> Int {
        abs(line.date.days(until: movement.date))
    }

    private func nearest(where fits: (BookedLine, LedgerMovement) -> Bool) -> (BookedLine, LedgerMovement)? {
        var best: (BookedLine, LedgerMovement)?
        for line in lines {
            for movement in movements where fits(line, movement) {
                guard !rejected.contains(MatchParts(lines: [line.name], positions: [movement.position])) else {
                    continue
                }
                guard let (otherLine, otherMovement) = best else {
                    best = (line, movement)
                    continue
                }
                let mine = (days(line, movement), line.name, movement.position)
                if mine < (days(otherLine, otherMovement), otherLine.name, otherMovement.position) {
                    best = (line, movement)
                }
            }
        }
        return best
    }

    /// Of all subsets of two and more that add up the smallest, and of those the first.
    private func fewest<Part>(
        _ parts: [Part], _ sum: Int64, _ amount: KeyPath<Part, Int64>, _ named: ([Part]) -> MatchParts
    ) -> [Part]? {
        var best: [Int]?
        for mask in 0..<(1 << parts.count) {
            let places = parts.indices.filter { mask >> $0 & 1 == 1 }
            let chosen = places.map { parts[$0] }
            guard (2...partsMax).contains(places.count), chosen.map({ $0[keyPath: amount] }).reduce(0, +) == sum,
                !rejected.contains(named(chosen))
            else { continue }
            guard let known = best else {
                best = places
                continue
            }
            if (places.count, 0) < (known.count, 0)
                || places.count == known.count && places.lexicographicallyPrecedes(known)
            {
                best = places
            }
        }
        return best.map { $0.map { parts[$0] } }
    }

    private mutating func take(
        _ confidence: MatchProposal.Confidence, _ taken: [BookedLine], _ moved: [LedgerMovement]
    ) {
        let parts = MatchParts(lines: taken.map(\.name).sorted(), positions: moved.map(\.position).sorted())
        guard !rejected.contains(parts) else { return }
        proposals.insert(Proposal(confidence: confidence, lines: parts.lines, positions: parts.positions))
        lines.removeAll { taken.contains($0) }
        movements.removeAll { moved.contains($0) }
    }
}
