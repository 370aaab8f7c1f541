import Assistance

/// What a file holds, counted while it is read: the transactions by type and currency, and what of it leads nowhere.
public struct IATISummary: Sendable {
    /// The transactions of one type in one currency.
    public struct Line: Sendable, Hashable {
        /// Code list TransactionType.
        public let type: String
        /// An ISO 4217 code; empty where neither the amount nor the activity says it.
        public let currency: String
        public internal(set) var count = 0
        public internal(set) var negative = 0
        public internal(set) var sum = IATIDecimal.zero
        /// Transactions whose amount is no number; they are in no sum.
        public internal(set) var unreadable = 0
    }

    /// An organisation that activities name by its identifier.
    public struct Organisation: Sendable, Hashable {
        public let ref: String
        public let name: String?
        public let type: String?
    }

    public private(set) var activities = 0
    public private(set) var organisations = 0
    public private(set) var results = 0
    private var lines: [[String]: Line] = [:]
    private var named: [String: Organisation] = [:]
    private var identifiers: Set<String> = []
    private var references: Set<String> = []
    /// Transactions that do not say who gave, or who received.
    public private(set) var transactionsWithoutProvider = 0
    public private(set) var transactionsWithoutReceiver = 0
    /// Elements in mixed text, which no version of the standard has.
    public private(set) var looseTexts = 0

    public init() {}

    public mutating func take(_ item: IATIReader.Item) {
        guard item.isActivity else {
            organisations += 1
            return
        }
        activities += 1
        let activity = item.element
        if let identifier = activity.first("iati-identifier")?.text { identifiers.insert(identifier) }
        results += activity.all("result").count
        let currency = activity["default-currency"] ?? ""
        for transaction in activity.all("transaction") { take(transaction, currency) }
        for related in activity.all("related-activity") { refer(to: related["ref"]) }
        for organisation in activity.all("reporting-org") + activity.all("participating-org") {
            name(organisation)
            refer(to: organisation["activity-id"])
        }
        look(for: activity)
    }

    private mutating func take(_ transaction: IATIElement, _ defaultCurrency: String) {
        let value = transaction.first("value")
        let type = transaction.first("transaction-type")?["code"] ?? ""
        let currency = value?["currency"].flatMap { $0.isEmpty ? nil : $0 } ?? defaultCurrency
        var line = lines[[type, currency]] ?? Line(type: type, currency: currency)
        line.count += 1
        if let amount = IATIDecimal(value?.text ?? "") {
            line.sum = line.sum + amount
            if amount.isNegative { line.negative += 1 }
        } else {
            line.unreadable += 1
        }
        lines[[type, currency]] = line
        let (provider, receiver) = (transaction.first("provider-org"), transaction.first("receiver-org"))
        if provider == nil { transactionsWithoutProvider += 1 }
        if receiver == nil { transactionsWithoutReceiver += 1 }
        refer(to: provider?["provider-activity-id"])
        refer(to: receiver?["receiver-activity-id"])
        if let provider { name(provider) }
        if let receiver { name(receiver) }
    }

    private mutating func name(_ organisation: IATIElement) {
        guard let ref = organisation["ref"], ref.isPresentable, ref.utf8.count <= 1_000, named[ref] == nil,
            named.count < IATISummary.organisationsMax
        else { return }
        named[ref] = Organisation(ref: ref, name: organisation.narrative, type: organisation["type"])
    }

    private mutating func refer(to identifier: String?) {
        if let identifier, !identifier.isEmpty { references.insert(identifier) }
    }

    private mutating func look(for element: IATIElement) {
        for child in element.children {
            if child.name == "#text" { looseTexts += 1 } else { look(for: child) }
        }
    }

    /// More organisations than there are.
    private static let organisationsMax = 100_000

    /// By type as a number, then by currency.
    public var transactions: [Line] {
        lines.values.sorted {
            (Int($0.type) ?? .max, $0.type, $0.currency) < (Int($1.type) ?? .max, $1.type, $1.currency)
        }
    }

    public var namedOrganisations: [Organisation] { named.values.sorted { $0.ref < $1.ref } }
    /// Activities that others refer to and that are not in the file.
    public var brokenReferences: [String] { references.subtracting(identifiers).sorted() }
}
