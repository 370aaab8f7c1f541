/// A currency by its ISO 4217 code.
public struct Currency: Hashable, Sendable, CustomStringConvertible {
    /// Three capital letters.
    public let code: String
    /// How many decimals its minor unit has: 2 for CNY, whose minor unit is the 分.
    public let decimals: Int

    /// The renminbi yuan.
    public static let cny = Currency(code: "CNY", decimals: 2)

    /// The currency with this code, or nil when the ledger does not keep it.
    public init?(_ code: String) {
        guard code == Currency.cny.code else { return nil }
        self = .cny
    }

    private init(code: String, decimals: Int) {
        self.code = code
        self.decimals = decimals
    }

    public var description: String { code }
}
