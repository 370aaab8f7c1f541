import Assistance
public import CanonicalJSON

/// A ledger's movements of money as a Fiscal Data Package, version 1.0-rc.1: a table of CSV and its descriptor.
///
/// Sources: <https://specs.frictionlessdata.io/fiscal-data-package/>, with the column types of its taxonomies of budgets
/// (`/taxonomies/fiscal/budgets.json`) and spending (`/taxonomies/fiscal/spending.json`); the rest is a Tabular Data Package, version 1.
/// The same ledger gives the same bytes.
public enum FiscalPackage {
    /// The name of the table's file.
    public static let tableFile = "movements.csv"
    /// The name of the descriptor's file, which the specification sets.
    public static let descriptorFile = "datapackage.json"

    /// The head of the table.
    public static var heading: String { line(columns.map(\.name)) }

    /// What the descriptor says of the table.
    public struct Table: Sendable {
        public var ledger: String
        /// How many entries of the log it was drawn from, and how many rows and bytes it has.
        public var entries: Int64
        public var rows: Int64
        public var bytes: Int64
        /// In hexadecimal.
        public var sha256: String
        public var asOf: CalendarDate?

        public init(
            ledger: String, entries: Int64, rows: Int64, bytes: Int64, sha256: String, asOf: CalendarDate? = nil
        ) {
            self.ledger = ledger
            self.entries = entries
            self.rows = rows
            self.bytes = bytes
            self.sha256 = sha256
            self.asOf = asOf
        }
    }

    /// A column: its name, its type in the table and in the taxonomies, and what stands in it.
    struct Column {
        let name: String
        let type: String
        let columnType: String
        let description: String
    }

    static let columns = [
        Column(
            name: "transaction", type: "string", columnType: "transaction-id:code",
            description: "Position of the entry in the ledger's log, and the number of the movement within it"),
        Column(
            name: "event", type: "string", columnType: "transaction-id:transaction-kind",
            description: "Type of the event that moved it"),
        Column(
            name: "effective_on", type: "date", columnType: "date:generic", description: "The day on which it happened"),
        Column(
            name: "fiscal_year", type: "integer", columnType: "date:fiscal-year",
            description: "Of the donor's budget; empty where nobody can say"),
        Column(
            name: "phase", type: "string", columnType: "phase:id",
            description: "How far the money came: committed, transit, holding, project or spent"),
        Column(name: "phase_label", type: "string", columnType: "phase:label", description: "The phase in words"),
        Column(
            name: "value", type: "number", columnType: "value",
            description: "Below zero where money went back; of one phase it sums to what came that far"),
        Column(name: "currency", type: "string", columnType: "value-currency:code", description: "ISO 4217"),
        Column(
            name: "payer_account", type: "string", columnType: "administrator:generic:id:payer",
            description: "Account of the ledger on the donor's side of it"),
        Column(
            name: "payee_account", type: "string", columnType: "recipient:generic:id",
            description:
                "Account of the ledger on the other side; less what left it as payer, its values are its balance"),
        Column(
            name: "instrument", type: "string", columnType: "fin-source:generic:code",
            description: "What kind of aid it is"),
        Column(
            name: "instrument_label", type: "string", columnType: "fin-source:generic:label",
            description: "The kind in words"),
        Column(
            name: "programme", type: "string", columnType: "activity:generic:program:code",
            description: "Programme of paired assistance"),
        Column(
            name: "pairing", type: "string", columnType: "activity:generic:subprogram:code",
            description: "Pairing whose money it is; empty where nobody can say"),
        Column(
            name: "agreement", type: "string", columnType: "budget-line-id", description: "Agreement that promised it"),
        Column(
            name: "donor", type: "string", columnType: "geo:source:code",
            description: "Region that gives, by GB/T 2260"),
        Column(name: "donor_name", type: "string", columnType: "geo:source:title", description: "Its official name"),
        Column(
            name: "place", type: "string", columnType: "geo:target:code",
            description: "Region where it is to have its effect, by GB/T 2260"),
        Column(name: "place_name", type: "string", columnType: "geo:target:title", description: "Its official name"),
        Column(
            name: "project", type: "string", columnType: "activity:generic:project:code",
            description: "Project that has or had it"),
        Column(
            name: "purpose", type: "string", columnType: "functional-classification:generic:code",
            description: "What the project is for"),
        Column(
            name: "purpose_label", type: "string", columnType: "functional-classification:generic:label",
            description: "The purpose in words"),
    ]

    /// The descriptor of a package, a line of JSON.
    ///
    /// - Throws: `CanonicalJSONError` for a name that has no canonical form.
    public static func descriptor(of table: Table) throws(CanonicalJSONError) -> String {
        let until = table.asOf.map { ", what happened up to \($0)" } ?? ""
        let taxonomies = "https://specs.frictionlessdata.io/taxonomies/fiscal/"
        let value: JSONValue = .object([
            "name": .string("pairledger-\(table.ledger)"),
            "title": .string("Movements of paired assistance in ledger \(table.ledger)"),
            "description": .string("Drawn from the first \(table.entries) entries of its log\(until)"),
            "profile": "fiscal-data-package",
            "columnTypes": .array([.string(taxonomies + "budgets.json"), .string(taxonomies + "spending.json")]),
            "resources": .array([
                .object([
                    "name": "movements", "path": .string(tableFile), "profile": "tabular-data-resource",
                    "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": .integer(table.bytes),
                    "hash": .string("sha256:\(table.sha256)"), "rowcount": .integer(table.rows),
                    "dialect": .object(["delimiter": ",", "lineTerminator": "\r\n", "header": true]),
                    "schema": .object([
                        "fields": .array(columns.map(\.field)), "primaryKey": .array([.string(columns[0].name)]),
                        "missingValues": .array([""]),
                        "extraFields": .array([
                            constant("direction", "direction", "expenditure"),
                            constant("donor_code_list", "geo:source:codeList", "GB/T 2260"),
                            constant("place_code_list", "geo:target:codeList", "GB/T 2260"),
                        ]),
                    ]),
                ])
            ]),
        ])
        return try value.canonicalText() + "\n"
    }

    private static func constant(_ name: String, _ columnType: String, _ value: String) -> JSONValue {
        .object([
            "name": .string(name), "type": "string", "columnType": .string(columnType), "constant": .string(value),
        ])
    }

    /// A record of CSV (RFC 4180).
    static func line(_ fields: [String]) -> String {
        fields.map { field in
            field.contains { $0 == "," || $0 == "\"" || $0.isNewline }
                ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
                : field
        }.joined(separator: ",") + "\r\n"
    }
}

extension FiscalPackage.Column {
    fileprivate var field: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name), "type": .string(type), "columnType": .string(columnType),
            "description": .string(description),
        ]
        if type == "number" { members["decimalChar"] = "." }
        return .object(members)
    }
}
