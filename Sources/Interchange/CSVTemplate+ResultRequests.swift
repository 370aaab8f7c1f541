import Assistance

extension CSVTemplate {
    func designation(_ row: inout CSVRow) -> (any Request)? {
        let region = row.region("region")
        let designation: Designation? = row.choice("designation")
        let since = row.date("since")
        let basis = row.text("basis")
        guard row.isSound, let region, let designation, let since, let basis else { return nil }
        return State(RegionDesignated(designation, since: since, basis: basis), of: Identifier(region), on: since)
    }

    func delisting(_ row: inout CSVRow) -> (any Request)? {
        let region = row.region("region")
        let designation: Designation? = row.choice("designation")
        let lastDay = row.date("last_day")
        let basis = row.text("basis")
        guard row.isSound, let region, let designation, let lastDay, let basis else { return nil }
        return State(RegionDelisted(designation, lastDay: lastDay, basis: basis), of: Identifier(region), on: lastDay)
    }

    func regionFigure(_ row: inout CSVRow) -> (any Request)? {
        let region = row.region("region")
        let year = row.year("year")
        let indicator: RegionIndicator? = row.choice("indicator")
        let value = row.value("value", of: indicator)
        let source = row.text("source")
        let on = row.date("on")
        guard row.isSound, let region, let year, let indicator, let value, let source, let on else { return nil }
        return State(
            RegionIndicatorReported(
                indicator, of: year, value: value, source: source, reason: row.textIfPresent("reason")),
            of: Identifier(region), on: on)
    }

    func indicator(_ row: inout CSVRow) -> (any Request)? {
        let indicator = row.identifier("indicator")
        let project = row.textIfPresent("project") == nil ? nil : row.identifier("project")
        let region = row.regionIfPresent("region")
        let name = row.text("name")
        let measure: IndicatorMeasure? = row.choice("measure")
        let unit = row.text("unit")
        let ascending = row.choice("ascending", default: CSVAnswer.yes)
        let baseline = row.figureIfPresent("baseline", measuredIn: measure)
        let baselineOn = row.dateIfPresent("baseline_on")
        let target = row.figure("target", measuredIn: measure)
        let dueOn = row.date("due_on")
        let eligible = row.countIfPresent("eligible_population")
        let on = row.date("on")
        guard row.isSound, let indicator, let name, let measure, let unit, let target, let dueOn, let on else {
            return nil
        }
        return State(
            IndicatorDefined(
                project: project, region: region, name: name, nameZH: row.textIfPresent("name_zh"), measure: measure,
                unit: unit, ascending: ascending == .yes, baseline: baseline, baselineOn: baselineOn, target: target,
                dueOn: dueOn, eligiblePopulation: eligible), of: indicator, on: on)
    }

    func outcome(_ row: inout CSVRow) -> (any Request)? {
        let indicator = row.identifier("indicator")
        let value = row.figure("value")
        let start = row.date("period_start")
        let end = row.date("period_end")
        let reportedBy = row.text("reported_by")
        let on = row.date("on")
        guard row.isSound, let indicator, let value, let start, let end, let reportedBy, let on else { return nil }
        return State(
            OutcomeReported(
                value: value, periodStart: start, periodEnd: end, reportedBy: reportedBy,
                remark: row.textIfPresent("remark")), of: indicator, on: on)
    }

    func beneficiaries(_ row: inout CSVRow) -> (any Request)? {
        let indicator = row.identifier("indicator")
        let persons = row.count("persons")
        let households = row.countIfPresent("households")
        let group: BeneficiaryGroup? = row.choice("group")
        let eligible = row.countIfPresent("eligible_population")
        let start = row.date("period_start")
        let end = row.date("period_end")
        let digest = row.digestIfPresent("digest")
        let on = row.date("on")
        guard row.isSound, let indicator, let persons, let group, let start, let end, let on else { return nil }
        return State(
            BeneficiariesCounted(
                persons: persons, households: households, group: group, eligiblePopulation: eligible,
                periodStart: start, periodEnd: end, digest: digest), of: indicator, on: on)
    }

    func verification(_ row: inout CSVRow) -> (any Request)? {
        let indicator = row.identifier("indicator")
        let report = row.count("report")
        let verifiedBy = row.text("verified_by")
        let method = row.text("method")
        let value = row.figure("value")
        let on = row.date("on")
        guard row.isSound, let indicator, let report, let verifiedBy, let method, let value, let on else { return nil }
        return State(
            OutcomeVerified(report: report, verifiedBy: verifiedBy, method: method, value: value), of: indicator, on: on
        )
    }

    func dispute(_ row: inout CSVRow) -> (any Request)? {
        let indicator = row.identifier("indicator")
        let report = row.count("report")
        let disputedBy = row.text("disputed_by")
        let reason = row.text("reason")
        let value = row.figure("value")
        let on = row.date("on")
        guard row.isSound, let indicator, let report, let disputedBy, let reason, let value, let on else { return nil }
        return State(
            OutcomeDisputed(report: report, disputedBy: disputedBy, reason: reason, value: value), of: indicator, on: on
        )
    }
}
