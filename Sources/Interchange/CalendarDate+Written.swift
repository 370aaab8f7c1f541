import CanonicalJSON

extension CalendarDate {
    /// A day as people write it in spreadsheets: 2021-06-30, 2021/6/30, 2021.6.30 or 2021年6月30日. Year, month and day stand in this order,
    /// and the year in four digits: anything else could be meant otherwise.
    ///
    /// - Throws: `CanonicalJSONError` for another form, and for a day that does not exist.
    static func parse(written text: String) throws(CanonicalJSONError) -> CalendarDate {
        if let date = CalendarDate(text) { return date }
        return try parse(canonical(text) ?? text)
    }

    private static func canonical(_ text: String) -> String? {
        let parts: [Substring]
        if text.hasSuffix("日") || text.hasSuffix("号") {
            let year = text.split(separator: "年", omittingEmptySubsequences: false)
            guard year.count == 2 else { return nil }
            parts = [year[0]] + year[1].dropLast().split(separator: "月", omittingEmptySubsequences: false)
        } else {
            guard let separator = text.first(where: { $0 == "/" || $0 == "." || $0 == "-" }) else { return nil }
            parts = text.split(separator: separator, omittingEmptySubsequences: false)
            // 2021-06-1 is more likely to have lost a digit.
            if parts.dropFirst().contains(where: { $0.first == "0" }), parts.last?.utf8.count == 1 { return nil }
        }
        guard parts.count == 3, parts[0].utf8.count == 4,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            parts.dropFirst().allSatisfy({ 1...2 ~= $0.utf8.count })
        else { return nil }
        return parts.map { $0.utf8.count == 1 ? "0\($0)" : "\($0)" }.joined(separator: "-")
    }
}
