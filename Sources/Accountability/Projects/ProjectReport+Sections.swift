import Assistance
import CanonicalJSON
import Journal
import Projection

extension ProjectReport {
    // MARK: The plan, and how far it has come

    /// What it is, and its days.
    static func planSection(_ page: ProjectPage, _ request: ReportRequest) -> Report.Section {
        let row = page.row
        let isChinese = request.language == .chinese
        let approvedOn = row.approvedOn ?? row.proposedOn
        let fields: [(String, String, Report.Cell)] = [
            ("name", "Name", .text(row.name)), ("name_zh", "Name (Chinese)", .text(row.nameZH)),
            ("place", "Place", .text("\(row.place) \(request.name(of: row.place, on: approvedOn))")),
            ("scope", "Scope", row.scope == .own ? .empty : .text(row.scope.chinese)),
            ("purpose", "Purpose", .text(isChinese ? row.purpose.chinese : row.purpose.english)),
            ("sector", "Sector", .text(row.sector.map { isChinese ? $0.chinese : $0.english })),
            ("implementer", "Implementer", .text(row.implementer)),
            ("proposed_on", "Proposed on", .date(row.proposedOn)),
            ("proposed_by", "Proposed by", .text(row.proposedBy)),
            ("approved_on", "Approved on", .date(row.approvedOn)),
            ("approved_by", "Approved by", .text(row.approvedBy)), ("started_on", "Started on", .date(row.startedOn)),
            ("suspended_on", "Suspended on", .date(row.suspendedOn)),
            ("completed_on", "Completed on", .date(row.completedOn)), ("closed_on", "Closed on", .date(row.closedOn)),
            ("cancelled_on", "Cancelled on", .date(row.cancelledOn)),
            ("last_inspected_on", "Last inspected on", .date(row.lastInspectedOn)),
            ("in_use", "In use", .text(row.inUse.map { request.language($0 ? "yes" : "no") })),
        ]
        return Report.Section(
            key: "plan", title: "What it is",
            columns: [.text("key", "Key"), .text("field", "Field"), .text("value", "Value")],
            rows: fields.filter { $0.2 != .empty }.map { key, label, value in
                Report.Row([.text(key), .text(request.language(label)), value], basis: row.basis)
            })
    }

    /// Money and work against what was planned.
    static func progressSection(_ page: ProjectPage, _ request: ReportRequest) -> Report.Section {
        let row = page.row
        let lines: [(String, String, Int64, Int64)] = [
            ("work_total", "All work", row.plannedTotal, row.workTotalDone),
            ("work_aid", "Work that the aid pays for", row.plannedAid, row.workAidDone),
            ("given", "Given", row.plannedAid, row.allocated), ("spent", "Spent", row.plannedAid, row.spent),
            ("contracted", "Under contract", row.plannedTotal, row.contracted),
        ]
        return Report.Section(
            key: "progress", title: "Plan against progress",
            columns: [
                .text("measure", "Key"), .text("name", "What"), .amount("planned", "Planned"),
                .amount("done", "Completed"),
                .percent("share", "Share", hasBar: true),
            ],
            rows: lines.map { key, label, planned, done in
                Report.Row(
                    [
                        .text(key), .text(request.language(label)), .amount(planned), .amount(done),
                        .ratio(Int128(done), of: Int128(planned)),
                    ], basis: row.basis)
            })
    }

    /// The time that has gone against the work done.
    static func scheduleSection(_ row: ProjectRow, _ request: ReportRequest) -> Report.Section {
        let gone = row.daysGone.flatMap { gone in row.planDays.map { (Int128(gone), Int128($0)) } }
        return Report.Section(
            key: "schedule", title: "Time gone against work done",
            columns: [
                .date("planned_start", "Planned start"), .date("planned_end", "Planned end"),
                .count("planned_days", "Planned days"), .date("told_on", "Told on"), .count("days_gone", "Days gone"),
                .percent("time_share", "Time gone"), .percent("work_share", "Work done"),
                .count("slippage_days", "Days behind"),
            ],
            rows: [
                Report.Row(
                    [
                        .date(row.planBegin), .date(row.plannedEnd), .count(row.planDays.map(Int64.init)),
                        .date(row.progressOn), .count(row.daysGone.map(Int64.init)),
                        gone.map { .ratio($0.0, of: $0.1) } ?? .empty,
                        .ratio(Int128(row.workTotalDone), of: Int128(row.plannedTotal)), .count(row.slippageDays),
                    ], basis: .streams(["project/\(row.key.project)"]))
            ])
    }

    // MARK: What belongs to it

    static func contractSection(_ page: ProjectPage, _ request: ReportRequest) -> Report.Section {
        Report.Section(
            key: "contracts", title: "Contracts",
            columns: [
                .text("contract", "Contract"), .text("supplier", "Supplier"), .text("buyer", "Buyer"),
                .text("method", "Method"), .date("awarded_on", "Awarded on"), .amount("amount", "Amount"),
                .amount("paid", "Paid"), .percent("share", "Share"),
            ],
            rows: page.contracts.map { row in
                Report.Row(
                    [
                        .text(row.key.contract), .text(row.supplier), .text(row.buyer ?? page.row.implementer),
                        .text(row.method.rawValue), .date(row.awardedOn), .amount(row.amount), .amount(row.paid),
                        .ratio(Int128(row.paid), of: Int128(row.amount)),
                    ], basis: page.row.basis)
            })
    }

    static func milestoneSection(_ page: ProjectPage, _ request: ReportRequest) -> Report.Section {
        Report.Section(
            key: "milestones", title: "Milestones",
            columns: [
                .text("milestone", "Milestone"), .date("planned_on", "Planned on"), .date("reached_on", "Reached on"),
                .count("days_late", "Days late"), .count("position", "Position"),
            ],
            rows: page.milestones.map { row in
                Report.Row(
                    [
                        .text(row.milestone), .date(row.plannedOn), .date(row.reachedOn),
                        .count(row.plannedOn.map { Int64($0.days(until: row.reachedOn)) }), .count(row.key.position),
                    ], basis: .positions([row.key.position]))
            })
    }

    static func findingSection(_ page: ProjectPage, _ request: ReportRequest) -> Report.Section {
        Report.Section(
            key: "findings", title: "Findings",
            columns: [
                .text("finding", "Finding"), .text("state", "State"), .text("severity", "Severity"),
                .text("rule", "Rule"), .text("about", "About"), .date("raised_on", "Raised on"),
                .date("due_on", "Due on"),
                .amount("recovered", "Recovered"), .text("statement", "Statement"),
            ],
            rows: page.findings.map { row in
                let isChinese = request.language == .chinese
                return Report.Row(
                    [
                        .text(row.key.finding), .text(isChinese ? row.state.chinese : row.state.rawValue),
                        .text(isChinese ? row.severity.chinese : row.severity.rawValue), .text(row.rule),
                        .text(row.about), .date(row.raisedOn), .date(row.dueOn), .amount(row.recovered),
                        .text(row.statement),
                    ], basis: .all([.streams(["finding/\(row.key.finding)"]), .positions(row.positions)]))
            })
    }

    static func documentSection(_ page: ProjectPage, _ request: ReportRequest) -> Report.Section {
        Report.Section(
            key: "documents", title: "Evidence",
            columns: [
                .text("title", "Title"), .text("kind", "Kind"), .text("about", "About"), .count("event", "Event"),
                .date("attached_on", "Attached on"), .text("actor", "Actor"), .count("position", "Position"),
                .text("sha256", "SHA-256"),
            ],
            rows: page.events.compactMap { event in
                guard event.type == EvidenceAttached.type,
                    case .evidenceAttached(let document) = try? AssistanceEvent(
                        type: event.type, version: event.v, data: event.data)
                else { return nil }
                let kind = document.documentKind
                return Report.Row(
                    [
                        .text(document.title), .text(request.language == .chinese ? kind.chinese : kind.english),
                        .text(document.about.description), .count(document.aboutEvent), .date(event.effectiveOn),
                        .text(event.actor), .count(event.position), .text(EventRecord(event).subject),
                    ], basis: .positions([event.position]))
            })
    }
}
