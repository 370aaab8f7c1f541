import Assistance
import Postgres

extension GenerationTables {
    /// The same as ``ProjectSelection/answer(of:)``, without all projects being read.
    func projects(_ selection: ProjectSelection) throws -> ProjectSelection.Answer {
        let (condition, parameters) = selection.condition
        let table = "pairledger_model.\(ProjectRow.table) WHERE generation = $1\(condition)"
        let all = [.int8(generation)] + parameters
        let stages =
            try selection.isOfWholeStages ? totals(of: selection.stages) : totals(from: table, all)
        let most = selection.limit.map { " LIMIT \(max(0, $0))" } ?? ""
        let rows = try session.query(
            "SELECT \(RowShape<ProjectRow>().names) FROM \(table) ORDER BY \(selection.sorting)\(most)", all)
        return ProjectSelection.Answer(rows: try rows.map(ProjectRow.init(reading:)), stages: stages)
    }

    /// - Parameter wanted: nil for all stages.
    private func totals(of wanted: Set<Project.Stage>?) throws -> [Project.Stage: ProjectSelection.Totals] {
        var stages: [Project.Stage: ProjectSelection.Totals] = [:]
        try forEach(of: ProjectStageRow.self) { row in
            guard row.figures.projects > 0, wanted?.contains(row.key.stage) ?? true else { return }
            stages[row.key.stage] = ProjectSelection.Totals(row.figures)
        }
        return stages
    }

    private func totals(
        from table: String, _ parameters: [Parameter]
    ) throws -> [Project.Stage: ProjectSelection.Totals] {
        var stages: [Project.Stage: ProjectSelection.Totals] = [:]
        let sql = "SELECT \(ProjectSelection.Totals.columns) FROM \(table) GROUP BY stage"
        for row in try session.query(sql, parameters) {
            stages[try Project.Stage(row, 0)] = try ProjectSelection.Totals(row)
        }
        return stages
    }
}

extension ProjectSelection {
    /// Whether all projects of a stage are wanted, so that the model has them added up.
    fileprivate var isOfWholeStages: Bool { region == nil && tier == nil && purpose == nil }

    /// ` AND …`, with parameters from `$2` on.
    fileprivate var condition: (sql: String, parameters: [Parameter]) {
        var sql = ""
        var parameters: [Parameter] = []
        func add(_ parameter: Parameter) -> String {
            parameters.append(parameter)
            return "$\(parameters.count + 1)"
        }
        if let stages { sql += " AND stage = ANY (\(add(.texts(stages.map(\.rawValue).sorted()))))" }
        if let purpose { sql += " AND purpose = \(add(.text(purpose.rawValue)))" }
        if let region {
            sql += " AND place BETWEEN \(add(.text(region.description))) AND \(add(.text(region.lastWithin)))"
        }
        switch tier {
        case .central: sql += " AND place = '000000'"
        case .province: sql += " AND place LIKE '__0000' AND place <> '000000'"
        case .prefecture: sql += " AND place LIKE '____00' AND place NOT LIKE '__0000'"
        case .county: sql += " AND place NOT LIKE '____00'"
        case nil: break
        }
        return (sql, parameters)
    }

    fileprivate var sorting: String {
        let (expression, goesUp) =
            switch order {
            case .project: ("project", true)
            case .place: ("place", true)
            case .planned: ("planned_total", false)
            case .given: ("allocated", false)
            case .spent: ("spent", false)
            case .left: ("allocated::numeric - spent", false)
            case .work: ("div(work_total_done::numeric * 1000000, nullif(planned_total, 0))", false)
            case .slippage: (Self.slippage, false)
            case .lastPayment: ("last_paid_on", false)
            }
        return "\(expression) \(goesUp == isReversed ? "DESC" : "ASC") NULLS LAST, project"
    }

    /// As ``ProjectRow/slippageDays``.
    private static let slippage = """
        CASE WHEN cancelled_on IS NULL THEN coalesce(completed_on - planned_end,
        work_as_of - coalesce(planned_start, approved_on) - div(work_total_done::numeric * nullif(greatest(0,
        planned_end - coalesce(planned_start, approved_on)), 0), nullif(greatest(0, planned_total), 0))) END
        """
}

extension ProjectSelection.Totals {
    /// Sums as texts, as they may be more than an integer can be.
    fileprivate static let columns = """
        stage, count(*), sum(planned_total)::text, sum(planned_aid)::text, sum(allocated)::text, sum(spent)::text,
        sum(work_total_done)::text
        """

    fileprivate init(_ row: Postgres.Row) throws {
        projects = try row.int8(1)
        plannedTotal = try Self.sum(row, 2)
        plannedAid = try Self.sum(row, 3)
        given = try Self.sum(row, 4)
        spent = try Self.sum(row, 5)
        workTotalDone = try Self.sum(row, 6)
    }

    private static func sum(_ row: Postgres.Row, _ column: Int) throws -> Int128 {
        let text = try row.text(column)
        guard let sum = Int128(text) else { throw UnlikelyValueError(text: text, expected: "a sum") }
        return sum
    }
}
