import Assistance
import CanonicalJSON

/// A project as its activity tells of it.
struct IATIProject: Sendable {
    var plan: ProjectPlan
    var stage: Project.Stage
    let source: IATISource
    /// The aid of the plan as it was approved, in minor units, and the event that says so.
    var planned: Int64
    var plannedBy: IATISource
    /// The event that changed it last.
    var revisedBy: IATISource?
    var startedOn: CalendarDate?
    var completedOn: CalendarDate?
    private(set) var changedAt: Instant
    /// By their indicators.
    var results: [String: IATIResult] = [:]
    var documents: [IATIDocument] = []
    private(set) var flows: [IATIFlow] = []

    init(_ plan: ProjectPlan, _ source: IATISource, _ stage: Project.Stage) {
        self.plan = plan
        self.stage = stage
        self.source = source
        planned = plan.plannedAid.minorUnits
        plannedBy = source
        changedAt = source.recordedAt
    }

    mutating func touch(_ source: IATISource) { changedAt = max(changedAt, source.recordedAt) }

    mutating func add(_ flow: IATIFlow) {
        flows.append(flow)
        touch(flow.source)
    }

    /// Those whose money it was given.
    var pairings: [String] { Set(flows.compactMap(\.counterpart)).sorted() }

    /// Who carries it out; where nobody said, the region that it is in.
    var implementer: String {
        plan.implementer ?? "Government of \(IATIRegion(code: plan.place.region, date: source.effectiveOn).english)"
    }
}

extension IATIProject {
    func activity(_ id: String, _ making: IATIMaking) -> IATIElement {
        let reporter = making.reporter
        let place = IATIRegion(code: plan.place.region, date: source.effectiveOn)
        var children = [
            IATIElement("iati-identifier", text: reporter.project(id)), reporter.element,
            .texts("title", plan.name, plan.nameZH),
            .texts("description", "\(plan.name), in \(place.english): \(plan.purpose.english)", plan.purpose.chinese),
        ]
        let donors = pairings.compactMap { making.donor(of: $0) }
        for (pairing, donor) in donors {
            children.append(
                IATIRegion(code: donor.code, date: donor.date).participating(1, activity: reporter.fund(pairing)))
        }
        children.append(place.participating(2))
        children.append(IATIElement("participating-org", ["role": "4"], [.narrative(implementer)]))
        children.append(.code("activity-status", status))
        children += dates(making.today)
        children += place.geography
        children += sectors
        children.append(.code("default-finance-type", "110"))
        children += budgets
        children += making.transactions(flows).map { transaction($0, id, making) }
        children += documents.map(\.element)
        children += pairings.map { .related(reporter.pairing($0), .parent) }
        children += pairings.map { .related(reporter.fund($0), .sibling) }
        children += results.sorted { $0.key < $1.key }.map { $0.value.element($0.key) }
        children.append(.event(source, ["planned-total": IATIElement.hundredths(plan.plannedTotal.minorUnits)]))
        return making.activity(2, changedAt, children)
    }

    /// Code list ActivityStatus: a project that pays has begun, whether or not anybody recorded that.
    private var status: String {
        switch stage {
        case .proposed: "1"
        case .approved: flows.contains { $0.kind == .expenditure } ? "2" : "1"
        case .started: "2"
        case .completed: "3"
        case .closed: "4"
        case .cancelled: "5"
        case .suspended: "6"
        }
    }

    /// The standard wants a start: where none is known, the day of the plan is given as the planned one.
    private func dates(_ today: CalendarDate) -> [IATIElement] {
        let startedOn = startedOn.flatMap { $0 <= today ? $0 : nil }
        let completedOn = completedOn.flatMap { $0 <= today ? $0 : nil }
        var dates: [IATIElement] = []
        if let plannedStart = plan.plannedStart {
            dates.append(.activityDate(1, plannedStart))
        } else if startedOn == nil {
            let day = min(source.effectiveOn, plan.plannedEnd ?? source.effectiveOn)
            dates.append(.activityDate(1, day, "The day of the plan; no start is on record"))
        }
        if let startedOn { dates.append(.activityDate(2, startedOn)) }
        if let plannedEnd = plan.plannedEnd { dates.append(.activityDate(3, plannedEnd)) }
        if let completedOn { dates.append(.activityDate(4, completedOn)) }
        return dates
    }

    /// By purpose, in a vocabulary of our own (99), and by the DAC purpose code where the ledger knows the sector. Each vocabulary says
    /// all of it.
    private var sectors: [IATIElement] {
        let own = IATIElement(
            "sector",
            [
                "vocabulary": "99", "vocabulary-uri": "urn:pairledger:purpose", "code": plan.purpose.rawValue,
                "percentage": "100",
            ], [.narrative(plan.purpose.english), .narrative(plan.purpose.chinese, "zh")])
        guard let sector = plan.sector else { return [own] }
        return [
            IATIElement(
                "sector", ["vocabulary": "1", "code": "\(sector.dacCode)", "percentage": "100"],
                [.narrative(sector.english), .narrative(sector.chinese, "zh")]), own,
        ]
    }

    private var budgets: [IATIElement] {
        var budgets = IATIBudget.parts(of: planned, in: period).map {
            IATIElement.budget(
                isRevised: false, isCommitted: stage != .proposed, from: $0.start, to: $0.end, $0.amount,
                on: plannedBy.effectiveOn)
        }
        if let revisedBy, plan.plannedAid.minorUnits != planned {
            budgets += IATIBudget.parts(of: plan.plannedAid.minorUnits, in: period).map {
                .budget(
                    isRevised: true, isCommitted: true, from: $0.start, to: $0.end, $0.amount,
                    on: revisedBy.effectiveOn)
            }
        }
        return budgets
    }

    /// The time of the plan; where it has no end, the year that begins with it.
    private var period: ClosedRange<Int> {
        let end = plan.plannedEnd?.daysSince1970
        let start = plan.plannedStart?.daysSince1970 ?? min(plannedBy.effectiveOn.daysSince1970, end ?? .max)
        return start...max(start, end ?? start + 364)
    }

    private func transaction(_ flow: IATIFlow, _ id: String, _ making: IATIMaking) -> IATIElement {
        guard flow.kind == .incomingFunds else {
            let what = flow.category.map { "Payment \(flow.subject): \($0)" } ?? "Payment \(flow.subject)"
            return flow.transaction(
                what,
                from: IATIElement(
                    "provider-org", ["provider-activity-id": making.reporter.project(id)], [.narrative(implementer)]),
                to: flow.payee.map { IATIElement("receiver-org", [:], [.narrative($0)]) })
        }
        let holder = IATIRegion(code: flow.region ?? plan.place.region, date: flow.source.effectiveOn)
        return flow.transaction(
            flow.amount < 0 ? "Money given back" : "Allocation",
            from: holder.provider(flow.counterpart.map { making.reporter.fund($0) }),
            to: IATIElement(
                "receiver-org", ["receiver-activity-id": making.reporter.project(id)], [.narrative(implementer)]))
    }
}

/// Money planned for a time, in parts of at most a year, as the standard wants budgets.
enum IATIBudget {
    struct Part {
        let start: CalendarDate
        let end: CalendarDate
        let amount: Int64
    }

    /// One part when the time is at most a year; else one for each calendar year, in proportion to its days. The parts sum to the amount.
    ///
    /// - Parameter days: since 1970, the first and the last.
    static func parts(of amount: Int64, in days: ClosedRange<Int>) -> [Part] {
        guard amount > 0 else { return [] }
        var parts: [Part] = []
        var first = days.lowerBound
        var given: Int64 = 0
        while first <= days.upperBound, let start = CalendarDate(daysSince1970: first) {
            let isWhole = days.count <= 365
            let lastOfYear = CalendarDate(year: start.year, month: 12, day: 31)?.daysSince1970 ?? days.upperBound
            let last = isWhole ? days.upperBound : min(days.upperBound, lastOfYear)
            guard let end = CalendarDate(daysSince1970: last) else { break }
            let upToHere = Int64(Int128(amount) * Int128(last - days.lowerBound + 1) / Int128(days.count))
            if upToHere > given { parts.append(Part(start: start, end: end, amount: upToHere - given)) }
            given = upToHere
            first = last + 1
        }
        return parts
    }
}
