import Assistance
import CanonicalJSON
import FoundationEssentials

/// What will be asked, year by year. It is filled by the year and emptied in the order of days.
struct Plan: Sendable {
    var random: SampleRandom
    var places = Places()
    private(set) var steps: [Step] = []
    private(set) var answers: [Answer] = []
    /// How many steps were planned so far.
    private(set) var count = 0
    /// The last day of the year that is planned.
    private var lastDay = Int.min
    /// How many steps there are up to that day.
    private(set) var due = 0
    /// How many projects were planned so far.
    var projects = 0
    /// How many agreements were planned so far.
    var agreements = 0
    /// The irregularities in the order in which they take their turns; none in a sample without.
    let irregularities: [Irregularity]
    /// How many irregularities were planned so far.
    private var turns = 0

    init(seed: UInt64, irregularities: Bool) {
        random = SampleRandom(seed: seed)
        self.irregularities = irregularities ? Irregularity.allCases : []
    }

    /// - Parameter proves: the answers that the events of this request prove.
    mutating func add(_ request: any Request, by actor: String, proves: [Int] = []) {
        steps.append(
            Step(
                day: request.effectiveOn.daysSince1970, order: count, actor: actor, request: request, proves: proves))
        count += 1
        if request.effectiveOn.daysSince1970 <= lastDay { due += 1 }
        for answer in proves { answers[answer].provedBy += 1 }
    }

    /// Notes what a rule has to find; the number is for the steps that prove it.
    mutating func note(_ answer: Answer) -> Int {
        answers.append(answer)
        return answers.count - 1
    }

    mutating func prove(_ answer: Int, by event: UUID) { answers[answer].events.append(event) }

    /// Begins with a year; what was planned for it before is among its steps.
    mutating func begin(_ year: Int) {
        lastDay = CalendarDate.known(year, 12, 31).daysSince1970
        due = steps.count { $0.day <= lastDay }
    }

    /// Takes the year's steps out, the earliest last.
    mutating func takeDue() -> [Step] {
        let due = steps.filter { $0.day <= lastDay }.sorted { Step.precedes($1, $0) }
        steps.removeAll { $0.day <= lastDay }
        return due
    }

    /// Whose turn it is, now and then: every third agreement has an irregularity.
    var irregularity: Irregularity? {
        guard !irregularities.isEmpty, agreements % 3 == 2 else { return nil }
        return irregularities[turns % irregularities.count]
    }

    mutating func endTurn() { turns += 1 }
}
