public import Assistance
public import CanonicalJSON

/// Movements of money as programs of plain text accounting read them: hledger and ledger.
public enum JournalText {
    /// A transaction with every account and amount, and a blank line behind it.
    ///
    /// ```
    /// 2014-03-18 FundsTransferred transfer/T1
    ///     ; position: 3
    ///     ; id: f9ca6d37-8ada-8ba7-87de-88d13d0e9126
    ///     committed:A1  -600.00 CNY
    ///     transit:T1  600.00 CNY
    /// ```
    ///
    /// - Parameters:
    ///   - date: the day on which the money moved.
    ///   - description: of letters, digits, spaces and `/`.
    ///   - tags: names and values, one line each; a value has no comma in it.
    public static func transaction(
        on date: CalendarDate, _ description: String, tags: [(name: String, value: String)], postings: [Posting]
    ) -> String {
        var text = "\(date) \(description)\n"
        for tag in tags { text += "    ; \(tag.name): \(tag.value)\n" }
        for posting in postings { text += "    \(posting.account)  \(amount(posting.amount))\n" }
        return text + "\n"
    }

    /// With all decimals, so that it is read to the last 分, and without marks between thousands.
    private static func amount(_ money: Money) -> String {
        "\(money.text.filter { $0 != "," }) \(money.currency)"
    }
}
