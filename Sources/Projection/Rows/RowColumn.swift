public import Assistance
import Postgres

/// A column by whose text rows can be asked for, so that not all of a table are read.
public struct RowColumn<Row: TableRow>: Sendable {
    let name: String
    let value: @Sendable (Row) -> String?

    /// - Parameter name: as the table has it; it becomes part of a statement, and so is one that the program has.
    init(_ name: String, _ value: @escaping @Sendable (Row) -> String?) {
        self.name = name
        self.value = value
    }
}

/// Which texts of a column are wanted.
public enum ColumnMatch: Hashable, Sendable {
    case any(of: Set<String>)
    /// The code of a region, or of one within it.
    case within(RegionCode)

    func has(_ text: String?) -> Bool {
        guard let text else { return false }
        return switch self {
        case .any(let texts): texts.contains(text)
        case .within(let region): RegionCode(text)?.isWithin(region) ?? false
        }
    }

    /// The condition, whose parameters begin at `$2`.
    func condition(on column: String) -> (sql: String, parameters: [Parameter]) {
        switch self {
        case .any(let texts): ("\(column) = ANY ($2)", [.texts(texts.sorted())])
        case .within(let region):
            // The codes of a region begin with its own, up to the zeros.
            ("\(column) BETWEEN $2 AND $3", [.text(region.description), .text(region.lastWithin)])
        }
    }
}

extension RegionCode {
    /// The last code that can lie within it.
    var lastWithin: String {
        switch tier {
        case .central, .county: description
        case .prefecture: description.prefix(4) + "99"
        case .province: description.prefix(2) + "9999"
        }
    }
}

extension RowColumn<ProjectRow> {
    public static var project: Self { Self("project") { $0.key.project } }
    public static var place: Self { Self("place") { $0.place.description } }
}

extension RowColumn<TransferRow> {
    public static var transfer: Self { Self("transfer") { $0.key.transfer } }
}

extension RowColumn<ContractRow> {
    public static var project: Self { Self("project") { $0.key.project } }
}

extension RowColumn<MilestoneRow> {
    public static var project: Self { Self("project") { $0.project } }
}

extension RowColumn<IndicatorRow> {
    public static var project: Self { Self("project") { $0.project } }
    public static var region: Self { Self("region") { $0.region?.description } }
}

extension RowColumn<FindingRow> {
    public static var about: Self { Self("about") { $0.about } }
}

extension RowColumn<PairingRow> {
    public static var pairing: Self { Self("pairing") { $0.key.pairing } }
}

extension RowColumn<AgreementRow> {
    public static var agreement: Self { Self("agreement") { $0.key.agreement } }
}

extension RowColumn<AccountRow> {
    public static var kind: Self { Self("kind") { $0.kind.rawValue } }
}

extension RowColumn<MovementRow> {
    public static var source: Self { Self("from_account") { $0.source } }
    public static var target: Self { Self("to_account") { $0.target } }
}

extension RowColumn<ThingRow> {
    public static var stream: Self { Self("stream") { $0.key.stream } }
    public static var about: Self { Self("about") { $0.about } }
    public static var programme: Self { Self("programme") { $0.programme } }
    public static var pairing: Self { Self("pairing") { $0.pairing } }
    public static var agreement: Self { Self("agreement") { $0.agreement } }
    public static var project: Self { Self("project") { $0.project } }
    public static var region: Self { Self("region") { $0.region?.description } }
}
