import Assistance
import CanonicalJSON
import Crypto

/// A moment as OCDS writes it (RFC 3339), or a day alone.
struct OCDSDate: Hashable, Comparable {
    /// Since the beginning of 1970, UTC.
    private let seconds: Int
    /// The day in China: publishers write midnight there as 16:00 UTC of the day before.
    let day: CalendarDate

    /// - Returns: nil for a text that is none.
    init?(_ text: String) {
        let form = /(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:[Zz]|([+-])(\d{2}):?(\d{2}))?)?/
        guard let parts = text.wholeMatch(of: form)?.output, let day = CalendarDate(String(parts.1)) else { return nil }
        func number(_ part: Substring?) -> Int { part.flatMap { Int($0) } ?? 0 }
        let (hour, minute, second) = (number(parts.2), number(parts.3), number(parts.4))
        let (zoneHour, zoneMinute) = (number(parts.6), number(parts.7))
        guard hour < 24, minute < 60, second <= 60, zoneHour < 24, zoneMinute < 60 else { return nil }
        let zone = (parts.5 == "-" ? -60 : 60) * (zoneHour * 60 + zoneMinute)
        seconds = day.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second - zone
        guard parts.2 != nil else {
            self.day = day
            return
        }
        let local = seconds + 8 * 3_600
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        guard let localDay = CalendarDate(daysSince1970: days) else { return nil }
        self.day = localDay
    }

    static func < (a: OCDSDate, b: OCDSDate) -> Bool { a.seconds < b.seconds }
}

/// An amount as OCDS writes it.
struct OCDSValue: Hashable {
    let amount: Money
    /// The figure as it was written, where it had to be rounded.
    let rounded: String?

    /// - Parameter number: of JSON.
    init(number: String) throws(MoneyError) {
        // What has an exponent beyond all sense is no amount as it stands.
        let digits = OCDSValue.withoutExponent(number) ?? number
        let (money, rounded) = try Money.parseImported(digits)
        amount = money
        self.rounded = rounded ? number : nil
    }

    /// `1.5e3` as `1500`.
    private static func withoutExponent(_ number: String) -> String? {
        let parts = number.lowercased().split(separator: "e")
        guard parts.count == 2 else { return number }
        guard let exponent = Int(parts[1]), abs(exponent) <= 32 else { return nil }
        let isNegative = parts[0].hasPrefix("-")
        let pieces = parts[0].drop { $0 == "-" }.split(separator: ".")
        var (whole, fraction) = (String(pieces[0]), pieces.count > 1 ? String(pieces[1]) : "")
        for _ in 0..<max(0, exponent) { whole.append(fraction.isEmpty ? "0" : fraction.removeFirst()) }
        for _ in 0..<max(0, -exponent) { fraction = "\(whole.popLast() ?? "0")" + fraction }
        if whole.isEmpty { whole = "0" }
        return (isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }
}

extension ProcurementMethod {
    /// How a supplier was chosen, by the words of the law in the details where they are there, else by the code list `method` of OCDS 1.1.
    init?(ocds method: String?, details: String?) {
        let words: [(String, ProcurementMethod)] = [
            ("公开招标", .openTender), ("邀请招标", .invitedTender), ("竞争性", .negotiation), ("谈判", .negotiation),
            ("磋商", .negotiation), ("询价", .inquiry), ("单一来源", .singleSource), ("直接", .direct),
        ]
        if let details, let found = words.first(where: { details.contains($0.0) }) {
            self = found.1
            return
        }
        switch method {
        case "open": self = .openTender
        case "selective": self = .invitedTender
        case "limited": self = .inquiry
        case "direct": self = .direct
        default: return nil
        }
    }
}

extension Identifier {
    /// The identifier of something that others call so. Where that has characters that an identifier cannot have, or is too long, they
    /// become `-`, and the beginning of a digest tells it from others.
    init(naming text: String) {
        if let identifier = Identifier(text) {
            self = identifier
            return
        }
        let kept = text.unicodeScalars.map { scalar in
            let isKept = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isKept || scalar == "." || scalar == "_" ? Character(scalar) : "-"
        }
        let digest = SHA256.hash(data: Array(text.normalizedFormC.utf8)).hexadecimal.prefix(12)
        let readable = String(kept).drop { !$0.isLetter && !$0.isNumber }.prefix(40)
        guard let identifier = Identifier(readable.isEmpty ? "S-\(digest)" : "\(readable)-\(digest)") else {
            preconditionFailure("letters, digits and signs of an identifier make one")
        }
        self = identifier
    }
}
