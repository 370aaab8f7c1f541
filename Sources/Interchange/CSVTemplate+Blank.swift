import Assistance

extension CSVTemplate {
    /// A file to fill in: the names of all columns, and a row as an example, which stands behind `#` so that nobody records it by
    /// mistake. Lines end as spreadsheets write them; a byte order mark tells them of UTF-8 where there is more than ASCII.
    ///
    /// - Parameter chinese: whether names and words are Chinese; amounts are then in 万元, as in official tables.
    public func blank(chinese: Bool) -> String {
        let names = columns.map { column in
            guard chinese else { return column.name }
            return column.isAmount ? "\(column.chinese)(\(AmountUnit.wan.chinese))" : column.chinese
        }
        let example = columns.map { column in
            let text = chinese ? column.example.chinese : column.example.english
            return column.isAmount && !chinese ? Self.yuan(ofWan: text) : text
        }
        let text = names.joined(separator: ",") + "\r\n# " + example.joined(separator: ",") + "\r\n"
        return (text.utf8.allSatisfy { $0 < 0x80 } ? "" : "\u{FEFF}") + text
    }

    private static func yuan(ofWan text: String) -> String {
        guard let money = try? Money.parse(text, unit: .wan) else { return text }
        return "\(money.minorUnits / 100)"
    }
}
