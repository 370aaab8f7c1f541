public import CanonicalJSON

/// A project's contract with a supplier.
public struct ProjectContract: Hashable, Sendable {
    public let supplier: String
    public let amount: Money
}

/// A project awarded a contract (OCDS: award and contract).
public struct ContractAwarded: Statement {
    public static let type = "ContractAwarded"
    public static let version = 1
    public static let kind = StreamName.Kind.project
    public static let turn = Turn.later

    /// Names it among the project's.
    public let contract: Identifier
    public let supplier: String
    /// Who buys, such as the county's transport bureau; nil for the project's implementer.
    public let buyer: String?
    public let method: ProcurementMethod
    public let amount: Money

    public init(
        contract: Identifier, supplier: String, buyer: String? = nil, method: ProcurementMethod, amount: Money
    ) {
        self.contract = contract
        self.supplier = supplier
        self.buyer = buyer
        self.method = method
        self.amount = amount
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        contract = try fields.identifier("contract")
        supplier = try fields.text("supplier")
        buyer = try fields.textIfPresent("buyer")
        method = try fields.choice("method")
        amount = try fields.money("amount")
    }

    public var data: [String: JSONValue] {
        [
            "contract": JSONValue(contract), "supplier": .string(supplier), "buyer": JSONValue(buyer),
            "method": JSONValue(method), "amount": JSONValue(amount), "currency": JSONValue(amount.currency),
        ]
    }

    public var event: AssistanceEvent { .contractAwarded(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.contracts[contract] = ProjectContract(supplier: supplier, amount: amount)
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let project = try books.project(occurrence.identifier)
        try project.mustAllow(.contract, of: occurrence.identifier)
        try project.mustFollow(occurrence.date, "the contract")
        try supplier.mustBeText(field: "supplier")
        try buyer?.mustBeText(field: "buyer")
        try amount.mustBePositive()
        if let other = project.contracts[contract] {
            throw Refusal(
                .exists,
                "project \(occurrence.identifier) has a contract \(contract) already, of \(other.amount) with \(other.supplier)",
                remedy: "give the new one another identifier", field: "contract")
        }
    }
}

/// How a supplier was chosen, by the Government Procurement Law and the Bidding Law.
public enum ProcurementMethod: String, CaseIterable, Sendable {
    /// 公开招标 (OCDS open).
    case openTender = "open-tender"
    /// 邀请招标 (OCDS selective).
    case invitedTender = "invited-tender"
    /// 竞争性谈判 or 竞争性磋商 (OCDS selective).
    case negotiation
    /// 询价 (OCDS limited).
    case inquiry
    /// 单一来源采购 (OCDS limited).
    case singleSource = "single-source"
    /// 直接委托: without any of these (OCDS direct).
    case direct

    /// Whether suppliers competed in a tender.
    public var isTender: Bool { self == .openTender || self == .invitedTender }
}
