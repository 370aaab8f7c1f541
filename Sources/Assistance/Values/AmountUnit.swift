/// The unit in which an amount of money is written or shown.
public enum AmountUnit: String, CaseIterable, Sendable {
    /// 元
    case yuan
    /// 万元: ten thousand yuan, the unit of most official tables.
    case wan
    /// 亿元: a hundred million yuan.
    case yi

    /// How many decimals of this unit make a minor unit of `currency`: for CNY 2, 6 and 10.
    public func decimals(in currency: Currency) -> Int {
        switch self {
        case .yuan: currency.decimals
        case .wan: currency.decimals + 4
        case .yi: currency.decimals + 8
        }
    }

    /// The word after a number: 元, 万元 or 亿元.
    public var chinese: String {
        switch self {
        case .yuan: "元"
        case .wan: "万元"
        case .yi: "亿元"
        }
    }
}
