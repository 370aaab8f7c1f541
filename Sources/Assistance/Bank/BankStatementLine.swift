public import CanonicalJSON

/// One booking on a bank account. ISO 20022: `Ntry`.
public struct BankStatementLine: Hashable, Sendable {
    public let bookedOn: CalendarDate
    /// 起息日: the day from which it bears interest; nil where the bank does not say. ISO 20022: `ValDt`.
    public let valueOn: CalendarDate?
    /// Above zero for money that came in (贷), below for money that went out (借).
    public let amount: Money
    /// What the payer or payee wrote. ISO 20022: `EndToEndId`, `RmtInf`.
    public let reference: String?
    /// Who is on the other side.
    public let counterparty: String?
    /// What the bank calls it. ISO 20022: `AcctSvcrRef`.
    public let bankReference: String?

    public init(
        bookedOn: CalendarDate, valueOn: CalendarDate? = nil, amount: Money, reference: String? = nil,
        counterparty: String? = nil, bankReference: String? = nil
    ) {
        self.bookedOn = bookedOn
        self.valueOn = valueOn
        self.amount = amount
        self.reference = reference
        self.counterparty = counterparty
        self.bankReference = bankReference
    }

    /// The most characters of a reference and of a counterparty: what ISO 20022 allows.
    public static let textMax = 140
    /// The most characters of the bank's own reference.
    public static let bankReferenceMax = 35

    init?(_ value: JSONValue, in currency: Currency) {
        guard let members = value.objectValue, let minorUnits = members["amount"]?.integerValue,
            let amount = Money(minorUnits: minorUnits, currency: currency),
            let bookedOn = members["booked_on"]?.stringValue.flatMap({ CalendarDate($0) })
        else { return nil }
        let texts = ["reference", "counterparty", "bank_reference", "value_on"]
        guard texts.allSatisfy({ members[$0] == nil || members[$0]?.stringValue != nil }) else { return nil }
        let valueOn = members["value_on"]?.stringValue.flatMap { CalendarDate($0) }
        guard valueOn != nil || members["value_on"] == nil else { return nil }
        self.init(
            bookedOn: bookedOn, valueOn: valueOn, amount: amount, reference: members["reference"]?.stringValue,
            counterparty: members["counterparty"]?.stringValue,
            bankReference: members["bank_reference"]?.stringValue)
    }

    var data: JSONValue {
        let members: [String: JSONValue] = [
            "amount": JSONValue(amount), "booked_on": JSONValue(bookedOn), "value_on": JSONValue(valueOn),
            "reference": JSONValue(reference), "counterparty": JSONValue(counterparty),
            "bank_reference": JSONValue(bankReference),
        ]
        return .object(members.filter { $0.value != .null })
    }

    func check(_ number: Int) throws(Refusal) {
        guard !amount.isZero else {
            throw Refusal(
                .amount, "line \(number) of the statement moves nothing", remedy: "leave the line out", field: "amount")
        }
        let texts = [
            ("reference", reference, Self.textMax), ("counterparty", counterparty, Self.textMax),
            ("bank_reference", bankReference, Self.bankReferenceMax),
        ]
        for (name, text, most) in texts {
            guard let text else { continue }
            try text.mustBeText(field: name)
            guard text.unicodeScalars.count <= most else {
                throw Refusal(
                    .text,
                    "the \(name) of line \(number) has \(text.unicodeScalars.count) characters, and \(most) are the most",
                    remedy: "shorten it", field: name)
            }
        }
    }
}

/// One line of a statement on record, by the statement's identifier and its number from 1: `1234-2021-06/3`.
public struct StatementLineName: Hashable, Comparable, Sendable, LosslessStringConvertible {
    public let statement: Identifier
    /// From 1.
    public let number: Int

    public init(_ statement: Identifier, _ number: Int) {
        self.statement = statement
        self.number = number
    }

    public init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let statement = Identifier(String(parts[0])), let number = Int(parts[1]),
            1...BankStatement.linesMax ~= number, String(number) == parts[1]
        else { return nil }
        self.init(statement, number)
    }

    public var description: String { "\(statement)/\(number)" }

    public static func < (a: StatementLineName, b: StatementLineName) -> Bool {
        (a.statement, a.number) < (b.statement, b.number)
    }
}
