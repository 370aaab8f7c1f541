import Assistance
import CanonicalJSON

/// How many movements come into question for a line by amount and day, and how many lines for a movement, as they stood at first.
struct MatchChoices {
    /// Where things lie between which only order decides.
    struct Slot: Hashable {
        let amount: Int64
        /// Days since 1970-01-01.
        let day: Int

        init(amount: Int64, day: Int) {
            self.amount = amount
            self.day = day
        }

        init(amount: Int64, date: CalendarDate) { self.init(amount: amount, day: date.daysSince1970) }
    }

    private let windowDays: Int
    private var lineCounts: [Slot: Int] = [:]
    private var movementCounts: [Slot: Int] = [:]
    /// What is not to be proposed again, of the pairs that would come into question.
    private var rejectedLines: [Int64: Set<StatementLineName>] = [:]
    private var rejectedPositions: [StatementLineName: Set<Int64>] = [:]

    init(_ lines: [BookedLine], _ movements: [LedgerMovement], rejected: Set<MatchParts>, windowDays: Int) {
        self.windowDays = windowDays
        for line in lines { lineCounts[Slot(amount: line.amount, date: line.date), default: 0] += 1 }
        for movement in movements {
            movementCounts[Slot(amount: movement.amount, date: movement.date), default: 0] += 1
        }
        let pairs = rejected.filter { $0.lines.count == 1 && $0.positions.count == 1 }
        guard !pairs.isEmpty else { return }
        let linesByName = Dictionary(lines.map { ($0.name, $0) }) { first, _ in first }
        let movementsByPosition = Dictionary(movements.map { ($0.position, $0) }) { first, _ in first }
        for pair in pairs {
            guard let line = linesByName[pair.lines[0]], let movement = movementsByPosition[pair.positions[0]],
                line.amount == movement.amount, abs(line.date.days(until: movement.date)) <= windowDays
            else { continue }
            rejectedLines[movement.position, default: []].insert(line.name)
            rejectedPositions[line.name, default: []].insert(movement.position)
        }
    }

    func isRejected(_ line: BookedLine, _ movement: LedgerMovement) -> Bool {
        rejectedPositions[line.name]?.contains(movement.position) ?? false
    }

    func count(for line: BookedLine) -> Int {
        around(line.date).reduce(0) { $0 + (movementCounts[Slot(amount: line.amount, day: $1)] ?? 0) }
            - (rejectedPositions[line.name]?.count ?? 0)
    }

    func count(for movement: LedgerMovement) -> Int {
        around(movement.date).reduce(0) { $0 + (lineCounts[Slot(amount: movement.amount, day: $1)] ?? 0) }
            - (rejectedLines[movement.position]?.count ?? 0)
    }

    private func around(_ date: CalendarDate) -> ClosedRange<Int> {
        date.daysSince1970 - windowDays...date.daysSince1970 + windowDays
    }
}
