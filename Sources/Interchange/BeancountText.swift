public import Assistance
public import CanonicalJSON

/// Movements of money as Beancount reads them (versions 2 and 3).
///
/// Source: <https://beancount.github.io/docs/beancount_language_syntax.html>, and for names of accounts `beancount/core/account.py`:
/// parts apart by colons, the first one of five words, each of the others a capital letter or digit and then letters, digits and hyphens.
public enum BeancountText {
    /// What stands at the head of a file.
    ///
    /// - Parameter title: without quotes.
    public static func heading(_ title: String, currency: Currency) -> String {
        "option \"title\" \"\(title)\"\noption \"operating_currency\" \"\(currency)\"\n\n"
    }

    /// A transaction with every account and amount, and a blank line behind it.
    ///
    /// ```
    /// 2014-03-18 * "FundsTransferred" "transfer/T1"
    ///   position: 3
    ///   id: "f9ca6d37-8ada-8ba7-87de-88d13d0e9126"
    ///   Assets:Committed:A1  -600.00 CNY
    ///   Assets:Transit:T1  600.00 CNY
    /// ```
    ///
    /// - Parameters:
    ///   - date: the day on which the money moved; Beancount knows the years 1700 to 2199.
    ///   - payee: without quotes, as is `narration`.
    ///   - metadata: names, which begin with a small letter, and values as they stand there.
    public static func transaction(
        on date: CalendarDate, _ payee: String, _ narration: String, metadata: [(name: String, value: String)],
        postings: [Posting]
    ) -> String {
        var text = "\(date) * \"\(payee)\" \"\(narration)\"\n"
        for line in metadata { text += "  \(line.name): \(line.value)\n" }
        for posting in postings {
            text +=
                "  \(name(of: posting.account))  \(posting.amount.text.filter { $0 != "," }) \(posting.amount.currency)\n"
        }
        return text + "\n"
    }

    /// The line that an account needs, dated on the first day on which money moves there or before, with its name in the ledger.
    public static func opening(of account: Account, on date: CalendarDate, currency: Currency) -> String {
        "\(date) open \(name(of: account)) \(currency)\n  account: \"\(account)\"\n"
    }

    /// The name of an account, a different one for each.
    ///
    /// An owner's full stops and underscores become letters that look alike (U+02D1 and U+02CD), as Beancount takes letters alone; a small
    /// letter at its beginning gets the capital U+A78B before it. No identifier of the ledger has any of these.
    public static func name(of account: Account) -> String {
        var owner = ""
        for character in account.owner {
            switch character {
            case ".": owner += "\u{2D1}"
            case "_": owner += "\u{2CD}"
            default: owner.append(character)
            }
        }
        if let first = account.owner.utf8.first, first >= UInt8(ascii: "a") { owner = "\u{A78B}" + owner }
        let instrument = account.instrument == .fiscal ? "" : ":" + capitalised(account.instrument.rawValue)
        return "\(root(of: account.kind)):\(owner)\(instrument)"
    }

    /// What was given is income of the whole, and what was paid out its expense; all else is what it has.
    private static func root(of kind: Account.Kind) -> String {
        switch kind {
        case .donor: "Income:Donor"
        case .committed, .transit, .holding, .project: "Assets:" + capitalised(kind.rawValue)
        case .spent: "Expenses:Spent"
        }
    }

    private static func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
