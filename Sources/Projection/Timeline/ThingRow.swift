public import Assistance
public import CanonicalJSON

/// A thing that events tell of, and what it belongs to, as far as its first event says that. What has a column of its own belongs to
/// itself.
public struct ThingRow: TableRow {
    public static let table = "thing"

    public struct Key: TableKey {
        /// That of its events, such as `transfer/T1`.
        public var stream = ""

        public init() {}
        public init(_ stream: String) { self.stream = stream }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("stream", &stream)
        }
    }

    public var key = Key()
    public var kind = StreamName.Kind.programme
    /// Its identifier; for a region its code, for a policy its rule, for a document its SHA-256.
    public var id = ""
    /// What a finding or a document is about, by that thing's stream.
    public var about: String?
    public var programme: String?
    public var pairing: String?
    public var agreement: String?
    public var project: String?
    /// Where it has its effect, or money goes to.
    public var region: RegionCode?
    /// The day of its first event.
    public var beganOn = CalendarDate.epoch
    /// Where that stands in the log.
    public var firstPosition: Int64 = 0

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("kind", &kind)
        try columns.column("id", &id)
        try columns.column("about", &about)
        try columns.column("programme", &programme)
        try columns.column("pairing", &pairing)
        try columns.column("agreement", &agreement)
        try columns.column("project", &project)
        try columns.column("region", &region)
        try columns.column("began_on", &beganOn)
        try columns.column("first_position", &firstPosition)
    }

    /// Makes it belong to a thing, where that has a column.
    mutating func belong(to thing: StreamName) {
        let name = thing.identifier.description
        switch thing.kind {
        case .programme: programme = name
        case .pairing: pairing = name
        case .agreement: agreement = name
        case .project: project = name
        case .region: region = RegionCode(name)
        case .transfer, .payment, .policy, .finding, .report, .indicator, .document, .claim, .cooperation, .statement,
            .reconciliation, .activity, .organisation:
            break
        }
    }
}

extension StreamName.Kind: ColumnValue {}
