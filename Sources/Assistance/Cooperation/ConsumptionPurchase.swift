public import CanonicalJSON

/// One side bought goods or services of the other: 消费帮扶. It is a sale and no grant, so no account of the ledger moves.
public struct ConsumptionPurchased: Statement {
    public static let type = "ConsumptionPurchased"
    public static let version = 1
    public static let kind = StreamName.Kind.cooperation
    public static let turn = Turn.first

    /// The pairing, the side that sells, and the region that the goods come from.
    public let cooperation: Cooperation
    /// Who bought.
    public let buyer: Buyer
    /// What was bought, in the words of the source.
    public let goods: String
    /// What was paid for it (采购金额), in minor units.
    public let amount: Money

    public init(_ cooperation: Cooperation, buyer: Buyer, goods: String, amount: Money) {
        self.cooperation = cooperation
        self.buyer = buyer
        self.goods = goods
        self.amount = amount
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        cooperation = try Cooperation(fields)
        buyer = try fields.choice("buyer_kind")
        goods = try fields.text("goods")
        amount = try fields.money("amount")
    }

    public var data: [String: JSONValue] {
        cooperation.data(with: [
            "buyer_kind": JSONValue(buyer), "goods": .string(goods), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency),
        ])
    }

    public var event: AssistanceEvent { .consumptionPurchased(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {}

    public func needs(for thing: Identifier, knowing books: Books) -> Needs { cooperation.needs }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try cooperation.check(on: occurrence.date, books)
        try goods.mustBeText(field: "goods")
        try amount.mustBePositive()
    }
}

/// Who buys from the other side.
public enum Buyer: String, CaseIterable, Sendable {
    /// 预算单位政府采购: offices and public institutions, out of their budgets.
    case government
    /// 工会采购: trade unions, for their members.
    case tradeUnions = "trade-unions"
    /// 企业采购: enterprises and markets.
    case enterprises
    /// 社会公众: everybody else, in shops, at fairs and online.
    case consumers
}
