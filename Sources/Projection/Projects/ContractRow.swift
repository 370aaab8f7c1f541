public import Assistance
public import CanonicalJSON

/// A contract of a project with a supplier, and what was paid under it.
public struct ContractRow: TableRow {
    public static let table = "contract"

    public struct Key: TableKey {
        public var project = ""
        /// Names it among the project's.
        public var contract = ""

        public init() {}
        public init(_ project: String, _ contract: Identifier) {
            self.project = project
            self.contract = contract.description
        }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("project", &project)
            try columns.column("contract", &contract)
        }
    }

    public var key = Key()
    public var supplier = ""
    /// Nil for the project's implementer.
    public var buyer: String?
    public var method = ProcurementMethod.direct
    /// Minor units, as `paid`.
    public var amount: Int64 = 0
    public var currency = ""
    public var awardedOn = CalendarDate.epoch
    /// All payments that name it, less those taken back.
    public var paid: Int64 = 0

    public init() {}

    init(_ key: Key, _ awarded: ContractAwarded, on date: CalendarDate) {
        self.key = key
        supplier = awarded.supplier
        buyer = awarded.buyer
        method = awarded.method
        amount = awarded.amount.minorUnits
        currency = awarded.amount.currency.description
        awardedOn = date
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("supplier", &supplier)
        try columns.column("buyer", &buyer)
        try columns.column("method", &method)
        try columns.column("amount", &amount)
        try columns.column("currency", &currency)
        try columns.column("awarded_on", &awardedOn)
        try columns.column("paid", &paid)
    }
}

extension ProcurementMethod: ColumnValue {}
