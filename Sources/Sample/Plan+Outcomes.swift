import Assistance
import CanonicalJSON

extension Plan {
    /// Plans what a project is to do for people, and what is said of it when it is complete: by those who carried it out, and by
    /// others who looked.
    mutating func planOutcome(_ works: ProjectWorks, definedOn: CalendarDate, completedOn: CalendarDate) {
        let project = works.project
        guard let indicator = Identifier("\(project.id)-I") else { return }
        let irregularity = works.isFirst ? works.funding.irregularity : nil
        let eligible = Int64(random.within(200...9_000))
        let target = eligible / 10 * Int64(random.within(5...9))
        let definition = IndicatorDefined(
            project: project.id, name: "Persons who benefit", nameZH: "受益人数", measure: .unit, unit: "人", baseline: 0,
            baselineOn: definedOn, target: target, dueOn: works.plannedEnd.later(by: 180), eligiblePopulation: eligible)
        add(State(definition, of: indicator, on: definedOn), by: works.planning)

        let isTooGood = irregularity == .implausible
        let claimed = isTooGood ? eligible / 10 * 25 : target / 100 * Int64(random.within(90...105))
        let reportedOn = completedOn.later(by: random.within(20...50))
        var proves: [Int] = []
        if irregularity == .unverified {
            proves.append(note(Answer("R18", "indicator/\(indicator)", ["claimed": claimed])))
        }
        if isTooGood {
            proves.append(note(Answer("R19", "indicator/\(indicator)", ["claimed": claimed, "eligible": eligible])))
        }
        let report = OutcomeReported(
            value: .persons(claimed), periodStart: completedOn, periodEnd: reportedOn, reportedBy: works.planning)
        add(State(report, of: indicator, on: reportedOn), by: works.planning, proves: proves)
        let count = BeneficiariesCounted(
            persons: min(claimed, eligible), households: max(1, min(claimed, eligible) / 4), group: .registeredPoor,
            eligiblePopulation: eligible, periodStart: completedOn, periodEnd: reportedOn)
        if random.oneIn(3) { add(State(count, of: indicator, on: reportedOn), by: works.planning) }
        guard irregularity != .unverified else { return }
        planVerification(works, of: indicator, claimed: claimed, after: reportedOn)
    }

    /// Within 90 days an office that had no part in the project looks; in one of twenty cases it finds less.
    private mutating func planVerification(
        _ works: ProjectWorks, of indicator: Identifier, claimed: Int64, after reportedOn: CalendarDate
    ) {
        let verifier = places.office(.assistance, of: works.project.county.code.province, in: works.funding.year)
        let verifiedOn = reportedOn.later(by: random.within(15...75))
        if random.oneIn(20) {
            let auditor = places.office(.audit, of: works.project.county.code.province, in: works.funding.year)
            let dispute = OutcomeDisputed(
                report: Plan.firstReport, disputedBy: auditor, reason: "名册中有重复人员",
                value: .persons(claimed - claimed / 20 - 1))
            add(State(dispute, of: indicator, on: verifiedOn), by: auditor)
        }
        let verification = OutcomeVerified(
            report: Plan.firstReport, verifiedBy: verifier, method: "入户抽查", value: .persons(claimed - claimed / 50))
        add(State(verification, of: indicator, on: verifiedOn), by: verifier)
    }

    /// A report is known by its version: the definition comes first.
    private static let firstReport: Int64 = 2
}

extension Figure {
    fileprivate static func persons(_ count: Int64) -> Figure {
        guard let figure = Figure(count) else { preconditionFailure("no figure: \(count)") }
        return figure
    }
}
