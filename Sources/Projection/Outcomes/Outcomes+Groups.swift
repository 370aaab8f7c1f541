import Assistance
import CanonicalJSON

/// Groups of indicators are kept added up: each change of an indicator, or of what its project spent, changes them by the difference.
extension Outcomes {
    /// Counts an indicator anew; one that was not counted before has no earlier row.
    mutating func count(
        _ later: IndicatorRow, replacing earlier: IndicatorRow? = nil, _ event: ProjectedEvent
    ) throws(ReadModelError) {
        let project = later.project.flatMap { measured[.init($0)] }
        let before = earlier.map(OutcomeSums.byUnit) ?? [:]
        for (unit, sums) in OutcomeSums.byUnit(later) {
            let key = Self.group(of: later, project, unit)
            guard groups[making: key].sums.replace(before[unit] ?? OutcomeSums(), by: sums) else {
                throw event.isTooMuch
            }
        }
    }

    private static func group(
        of row: IndicatorRow, _ project: MeasuredProjectRow?, _ unit: String
    ) -> OutcomeGroupRow.Key {
        .init(row.region?.description ?? project?.place ?? "", project?.purpose ?? "", unit)
    }

    /// Takes up an indicator that was defined now.
    mutating func measure(_ row: IndicatorRow, _ event: ProjectedEvent) throws(ReadModelError) {
        try count(row, event)
        guard let name = row.project else {
            for unit in OutcomeSums.byUnit(row).keys {
                groups[making: Self.group(of: row, nil, unit)].note(row.definedOn)
            }
            return
        }
        var project = measured[making: .init(name)]
        project.indicators.values.append(row.key.indicator)
        for unit in OutcomeSums.byUnit(row).keys.sorted() {
            let key = project.group(unit)
            groups[making: key].note(project.approvedOn ?? row.definedOn)
            // Each project counts once, however many indicators it has.
            guard !project.units.values.contains(unit) else { continue }
            project.units.values.append(unit)
            guard groups[making: key].spent.gain(project.spent) else { throw event.isTooMuch }
        }
        measured[project.key] = project
    }

    /// A project is where its plan says, and so are its indicators.
    mutating func plan(_ plan: ProjectPlan, approvedOn: CalendarDate?, _ event: ProjectedEvent) throws(ReadModelError) {
        var project = measured[making: .init(event.subject)]
        let rows = project.indicators.values.compactMap { $0 }.compactMap { indicators[.init($0)] }
        let units = project.units.values.compactMap { $0 }
        for row in rows { try remove(row, project, event) }
        for unit in units {
            guard groups[making: project.group(unit)].spent.lose(project.spent) else { throw event.isTooMuch }
        }
        project.place = plan.place.region.description
        project.purpose = plan.purpose.rawValue
        project.approvedOn = approvedOn
        measured[project.key] = project
        for row in rows {
            try count(row, event)
            for unit in OutcomeSums.byUnit(row).keys {
                groups[making: project.group(unit)].note(approvedOn ?? row.definedOn)
            }
        }
        for unit in units {
            guard groups[making: project.group(unit)].spent.gain(project.spent) else { throw event.isTooMuch }
        }
    }

    private mutating func remove(
        _ row: IndicatorRow, _ project: MeasuredProjectRow, _ event: ProjectedEvent
    ) throws(ReadModelError) {
        for (unit, sums) in OutcomeSums.byUnit(row) {
            let key = Self.group(of: row, project, unit)
            guard groups[making: key].sums.replace(sums, by: OutcomeSums()) else { throw event.isTooMuch }
        }
    }

    /// - Parameter amount: below zero for what is taken back.
    mutating func spend(_ amount: Int64, _ event: ProjectedEvent) throws(ReadModelError) {
        var project = measured[making: .init(event.subject)]
        guard project.spent.gain(amount) else { throw event.isTooMuch }
        for unit in project.units.values.compactMap({ $0 }) {
            guard groups[making: project.group(unit)].spent.gain(amount) else { throw event.isTooMuch }
        }
        measured[project.key] = project
    }
}

extension OutcomeGroupRow {
    fileprivate mutating func note(_ day: CalendarDate) { latestOn = max(latestOn, day) }
}
