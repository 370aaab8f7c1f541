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
    /// By projects, where they are and of which year's money.
    var sites: [Identifier: SampleSite] = [:]
    /// By pairing and year, what projects are to be given, and the part of it for people's livelihoods.
    var shares: [PairingYear: (all: Int64, livelihood: Int64)] = [:]
    /// Years of pairings whose money goes to nothing but industry.
    var misdirected: Set<PairingYear> = []
    /// How many agreements were planned so far.
    var agreements = 0
    /// The irregularities in the order in which it is their turn; none in a sample without.
    private var irregularities: [Irregularity]

    init(seed: UInt64, irregularities: Bool) {
        random = SampleRandom(seed: seed)
        self.irregularities = irregularities ? Irregularity.allCases : []
    }

    /// - Parameters:
    ///   - proves: the answers that the events of this request prove.
    ///   - recordedOn: nil for the day on which it happened.
    mutating func add(
        _ request: any Request, by actor: String, proves: [Int] = [], recordedOn: CalendarDate? = nil
    ) {
        let day = (recordedOn ?? request.effectiveOn).daysSince1970
        steps.append(
            Step(
                day: day, order: count, actor: actor, request: request, proves: proves))
        count += 1
        if day <= lastDay { due += 1 }
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

    /// Whose turn it is, now and then: every third agreement has an irregularity, of those that suit it the one that was longest ago.
    mutating func irregularity(suits: (Irregularity) -> Bool) -> Irregularity? {
        guard agreements % 3 == 2, let index = irregularities.firstIndex(where: suits) else { return nil }
        let irregularity = irregularities.remove(at: index)
        irregularities.append(irregularity)
        return irregularity
    }
}

/// A fiscal year of a pairing.
struct PairingYear: Hashable {
    let pairing: Identifier
    let year: Int
}

/// Where a project is, and of which fiscal year's money.
struct SampleSite: Hashable {
    let county: RegionCode
    let year: Int
}
