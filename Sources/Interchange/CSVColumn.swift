import Assistance

/// A column of a template, with its names in English and Chinese.
public struct CSVColumn: Sendable, Hashable {
    /// In English; by it the column is known here.
    public let name: String
    /// The official term.
    public let chinese: String
    public let isRequired: Bool
    /// Whether it is an amount of money, whose unit stands behind the name: `amount` (元), `amount_wan` and `amount_yi`, or
    /// 金额(元), 金额(万元) and 金额(亿元).
    public let isAmount: Bool
    /// What to write there, for people.
    public let meaning: String
    /// What could stand there, in English and in Chinese files. Amounts are in 万元.
    public let example: (english: String, chinese: String)

    private init(
        _ name: String, _ chinese: String, isRequired: Bool, isAmount: Bool = false, _ meaning: String,
        _ example: String, _ exampleZH: String?
    ) {
        self.name = name
        self.chinese = chinese
        self.isRequired = isRequired
        self.isAmount = isAmount
        self.meaning = meaning
        self.example = (example, exampleZH ?? example)
    }

    static func required(
        _ name: String, _ chinese: String, _ meaning: String, _ example: String, _ exampleZH: String? = nil
    ) -> CSVColumn {
        CSVColumn(name, chinese, isRequired: true, meaning, example, exampleZH)
    }

    static func optional(
        _ name: String, _ chinese: String, _ meaning: String, _ example: String, _ exampleZH: String? = nil
    ) -> CSVColumn {
        CSVColumn(name, chinese, isRequired: false, meaning, example, exampleZH)
    }

    static func amount(_ name: String, _ chinese: String, _ meaning: String, _ example: String) -> CSVColumn {
        CSVColumn(name, chinese, isRequired: true, isAmount: true, meaning, example, nil)
    }

    static func optionalAmount(_ name: String, _ chinese: String, _ meaning: String, _ example: String) -> CSVColumn {
        CSVColumn(name, chinese, isRequired: false, isAmount: true, meaning, example, nil)
    }

    /// The names that the column may have in English.
    public var names: [String] { isAmount ? AmountUnit.columns(name) : [name] }

    /// The same in Chinese.
    public var chineseNames: [String] {
        isAmount ? AmountUnit.allCases.map { "\(chinese)(\($0.chinese))" } : [chinese]
    }

    public static func == (a: CSVColumn, b: CSVColumn) -> Bool { a.name == b.name && a.chinese == b.chinese }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension AmountUnit {
    /// The column for amounts in this unit: the name itself for 元, else with the unit behind it.
    func column(_ name: String) -> String { self == .yuan ? name : "\(name)_\(rawValue)" }

    /// The columns in which an amount may stand.
    static func columns(_ name: String) -> [String] { allCases.map { $0.column(name) } }
}
