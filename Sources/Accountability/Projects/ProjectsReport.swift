import Assistance
import CanonicalJSON
public import Projection

/// Every project with what it is for, what it was given and spent, and how far it is behind its plan; what all of them come to.
///
/// With a filter of pairing, programme or instrument the money is the part of it that is meant, by the lots of each project's accounts;
/// with a period it is what moved in it. Plans and work are the whole project's, as things stand at the end.
public enum ProjectsReport {
    /// - Parameters:
    ///   - selection: its stages, order and limit; region, tier and purpose are the request's.
    ///   - flows: what projects were given and spent in the request's period; empty unless it has one or time is divided.
    public static func make(
        _ input: ReportInput, _ request: ReportRequest, _ selection: ProjectSelection, flows: [ProjectFlow] = []
    ) throws -> Report {
        let pairings = try input.rows.rows(PairingRow.self)
        try request.filter.mustBeKnown(pairings)
        let scope = ReportScope(request.filter, pairings)
        let isOfMoney = request.filter.tellsMoneyApart(pairings)
        var money: ProjectMoney?
        let answer: ProjectSelection.Answer
        if isOfMoney || request.needsHistory {
            let rows = try input.rows.rows(ProjectRow.self)
            let lots =
                isOfMoney && request.period.from == nil
                ? ProjectMoney(try input.rows.projectAccounts(), scope) : nil
            let moved = request.needsHistory ? ProjectMoney(flows, of: rows, scope) : nil
            money = moved
            answer = selection.answer(
                of: rows.compactMap { row in
                    having(row, request, isOfMoney, lots ?? (request.period.from == nil ? nil : moved))
                })
        } else {
            var selection = selection
            selection.region = request.filter.region
            selection.tier = request.filter.tier
            selection.purpose = request.filter.purpose
            answer = try input.rows.projects(selection)
        }
        let leftOut = answer.all.projects - Int64(answer.rows.count)
        var notes = input.notes(request)
        if leftOut > 0 {
            notes.append(request.omission(Int(leftOut), of: Int(answer.all.projects), "projects", "个项目"))
        }
        notes.append(slippageNote)
        if isOfMoney {
            notes.append("money is the part that the filter means; plans and work are of the whole projects")
        }
        if request.period.from != nil {
            notes.append("money is what moved in the period; plans and work done are those at its end")
        }
        var sections = [projectSection(answer, request), stageSection(answer, request)]
        if request.step != nil, let money { sections.append(timeSection(money, request)) }
        return Report(
            name: "projects", title: "Projects one by one",
            facts: request.facts(input) + facts(answer, request, selection),
            sections: sections, charts: request.charts([chart(answer, request)]), notes: notes)
    }

    static let slippageNote =
        "days behind are those by which the work done is behind a plan that is as even as time, on the day on which work was told last; "
        + "of what is completed, those after the planned end"

    /// A project with the money in question in the place of all its money; nil when it is not meant.
    private static func having(
        _ row: ProjectRow, _ request: ReportRequest, _ isOfMoney: Bool, _ money: ProjectMoney?
    ) -> ProjectRow? {
        let sums = money?.projects[row.key.project]
        if isOfMoney {
            guard sums != nil else { return nil }
        } else {
            guard request.filter.has(place: row.place), request.filter.purpose.map({ $0 == row.purpose }) ?? true else {
                return nil
            }
        }
        guard money != nil else { return row }
        var row = row
        row.allocated = Int64(clamping: sums?.given ?? 0)
        row.spent = Int64(clamping: sums?.spent ?? 0)
        return row
    }

    private static func facts(
        _ answer: ProjectSelection.Answer, _ request: ReportRequest, _ selection: ProjectSelection
    ) -> [Report.Fact] {
        var facts = [Report.Fact(key: "projects", label: "Projects", value: .count(answer.all.projects))]
        if let stages = selection.stages {
            let names = Project.Stage.allCases.filter(stages.contains).map { request.language($0.rawValue) }
            facts.insert(.init(key: "stage", label: "Stage", value: .text(names.joined(separator: ", "))), at: 0)
        }
        return facts
    }

    // MARK: Sections

    private static func projectSection(_ answer: ProjectSelection.Answer, _ request: ReportRequest) -> Report.Section {
        let all = answer.all
        return Report.Section(
            key: "projects", title: "Projects one by one",
            columns: [
                .text("project", "Project"), .text("name", "Name"), .text("place", "Code"),
                .text("place_name", "Place"), .text("purpose", "Purpose"), .text("stage", "Stage"),
                .amount("planned_total", "Whole plan"), .amount("planned_aid", "Planned aid"),
                .amount("given", "Given"),
                .amount("spent", "Spent"), .amount("left", "Left"), .percent("work_share", "Work done", hasBar: true),
                .date("work_as_of", "Told on"), .count("slippage_days", "Days behind"),
                .date("planned_end", "Planned end"), .date("last_paid_on", "Last payment"),
            ],
            rows: answer.rows.map { row in
                Report.Row(
                    [
                        .text(row.key.project), .text(row.name(in: request.language)), .text(row.place.description),
                        .text(request.name(of: row.place, on: row.approvedOn ?? row.proposedOn)),
                        .text(request.language == .chinese ? row.purpose.chinese : row.purpose.rawValue),
                        .text(request.language(row.stage.rawValue)), .amount(row.plannedTotal),
                        .amount(row.plannedAid), .amount(row.allocated), .amount(row.spent), .amount(row.left),
                        .ratio(Int128(row.workTotalDone), of: Int128(row.plannedTotal)), .date(row.progressOn),
                        .count(row.slippageDays), .date(row.plannedEnd), .date(row.lastPaidOn),
                    ], basis: row.basis)
            },
            total: Report.Row(
                [
                    .text(request.language("Total")), .empty, .empty, .empty, .empty, .empty, .amount(all.plannedTotal),
                    .amount(all.plannedAid), .amount(all.given), .amount(all.spent), .amount(all.given - all.spent),
                    .ratio(all.workTotalDone, of: all.plannedTotal), .empty, .empty, .empty, .empty,
                ], basis: basis(request)))
    }

    private static func stageSection(_ answer: ProjectSelection.Answer, _ request: ReportRequest) -> Report.Section {
        func cells(_ totals: ProjectSelection.Totals) -> [Report.Cell] {
            [
                .count(totals.projects), .amount(totals.plannedTotal), .amount(totals.plannedAid),
                .amount(totals.given), .amount(totals.spent), .amount(totals.given - totals.spent),
                .ratio(totals.workTotalDone, of: totals.plannedTotal),
            ]
        }
        return Report.Section(
            key: "stages", title: "By stage",
            columns: [
                .text("stage", "Stage"), .count("projects", "Projects", hasBar: true),
                .amount("planned_total", "Whole plan"), .amount("planned_aid", "Planned aid"),
                .amount("given", "Given"),
                .amount("spent", "Spent"), .amount("left", "Left"), .percent("work_share", "Work done"),
            ],
            rows: Project.Stage.allCases.compactMap { stage in
                answer.stages[stage].map {
                    Report.Row([.text(request.language(stage.rawValue))] + cells($0), basis: basis(request))
                }
            }, total: Report.Row([.text(request.language("Total"))] + cells(answer.all), basis: basis(request)))
    }

    /// Nobody can say of an event to which sum it belonged: a project's stage is that of the end.
    private static func basis(_ request: ReportRequest) -> Basis {
        .projects(.init(region: request.filter.region, purpose: request.filter.purpose))
    }

    /// What projects were given and spent in each part of time.
    private static func timeSection(_ money: ProjectMoney, _ request: ReportRequest) -> Report.Section {
        Report.Section(
            key: "times", title: "What moved, by time",
            columns: [.text("time", "Time"), .amount("given", "Given"), .amount("spent", "Spent", hasBar: true)],
            rows: money.times.sorted { $0.key < $1.key }.map { time, sums in
                let name = request.step?.name(of: time) ?? "\(time)"
                return Report.Row(
                    [.text(name), .amount(sums.given), .amount(sums.spent)],
                    basis: .money(.init(kinds: [.project, .spent], time: name)))
            })
    }

    /// How much of what was given is spent, by stage.
    private static func chart(_ answer: ProjectSelection.Answer, _ request: ReportRequest) -> Chart? {
        let bars = Project.Stage.allCases.compactMap { stage -> Chart.Stacked.Bar? in
            guard let totals = answer.stages[stage], totals.given > 0, totals.spent >= 0, totals.spent <= totals.given
            else { return nil }
            return Chart.Stacked.Bar(
                label: request.language(stage.rawValue),
                values: [Int64(clamping: totals.spent), Int64(clamping: totals.given - totals.spent)])
        }
        return bars.isEmpty
            ? nil : .stacked(.init(title: "Spent of what was given", parts: ["Spent", "Left"], bars: bars))
    }
}

extension ProjectRow {
    func name(in language: Language) -> String { language == .chinese ? nameZH ?? name : name }

    /// Its own events, and the money that came to it and left it.
    var basis: Basis {
        .all([.streams(["project/\(key.project)"]), .money(.init(account: "project:\(key.project)"))])
    }
}
