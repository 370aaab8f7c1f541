public import Assistance

/// All projects of one stage added up, so that nobody who asks for all of them has to read them one by one.
public struct ProjectStageRow: TableRow {
    public static let table = "project_stage"

    public struct Key: TableKey {
        public var stage = Project.Stage.proposed

        public init() {}
        init(_ stage: Project.Stage) { self.stage = stage }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("stage", &stage)
        }
    }

    public var key = Key()
    public var figures = ProjectFigures()

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws { try figures.visit(&columns) }
}
