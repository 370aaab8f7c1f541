import Assistance
import CanonicalJSON

// The parts that many elements are made of.

extension IATIElement {
    static func narrative(_ text: String, _ language: String? = nil) -> IATIElement {
        IATIElement("narrative", language.map { ["xml:lang": $0] } ?? [:], text: text)
    }

    /// A text in English, and in Chinese where there is one.
    static func texts(_ name: String, _ english: String, _ chinese: String? = nil) -> IATIElement {
        IATIElement(name, [:], [.narrative(english)] + (chinese.map { [.narrative($0, "zh")] } ?? []))
    }

    static func code(_ name: String, _ code: String) -> IATIElement { IATIElement(name, ["code": code]) }
    static func date(_ name: String, _ date: CalendarDate) -> IATIElement {
        IATIElement(name, ["iso-date": date.description])
    }
    /// Code list ActivityDateType.
    static func activityDate(_ type: Int, _ date: CalendarDate, _ remark: String? = nil) -> IATIElement {
        IATIElement(
            "activity-date", ["type": "\(type)", "iso-date": date.description], remark.map { [.narrative($0)] } ?? [])
    }

    /// - Parameter minorUnits: 分.
    static func value(_ minorUnits: Int64, on date: CalendarDate) -> IATIElement {
        IATIElement(
            "value", ["currency": "CNY", "value-date": date.description], text: hundredths(minorUnits))
    }

    /// A number of hundredths as a decimal without more digits than it takes.
    static func hundredths(_ number: Int64) -> String {
        let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: 100)
        let decimals = rest == 0 ? "" : rest < 10 ? ".0\(rest)" : rest % 10 == 0 ? ".\(rest / 10)" : ".\(rest)"
        return "\(number < 0 ? "-" : "")\(whole)\(decimals)"
    }

    static func related(_ ref: String, _ type: IATIRelation) -> IATIElement {
        IATIElement("related-activity", ["ref": ref, "type": type.rawValue])
    }

    /// Money for a time of at most a year. Code lists BudgetType and BudgetStatus.
    static func budget(
        isRevised: Bool, isCommitted: Bool, from start: CalendarDate, to end: CalendarDate, _ amount: Int64,
        on date: CalendarDate
    ) -> IATIElement {
        IATIElement(
            "budget", ["type": isRevised ? "2" : "1", "status": isCommitted ? "2" : "1"],
            [.date("period-start", start), .date("period-end", end), .value(amount, on: date)])
    }

    /// Where an event stands in the log, and the hash of its leaf (RFC 6962), by which it can be proved.
    static func event(_ source: IATISource, _ more: [String: String] = [:]) -> IATIElement {
        let own = ["position": "\(source.position)", "leaf": source.leafText]
        return IATIElement("pl:event", own.merging(more) { first, _ in first })
    }
}

/// Code list RelatedActivityType.
enum IATIRelation: String {
    case parent = "1"
    case child = "2"
    case sibling = "3"
}

/// A region as a government, and as a place.
struct IATIRegion {
    let code: RegionCode
    /// The names are those of this day.
    let date: CalendarDate

    private var region: Region? { Regions.region(code, on: date) }
    var chinese: String {
        (try? Regions.fullName(of: code, on: date)) ?? Regions.history(of: code).last?.nameZH ?? code.description
    }
    /// Only provinces have one of their own; others are called as in Chinese.
    var english: String { region?.nameEN ?? chinese }

    /// Code list OrganisationType: 10 is the central government, 11 a local one.
    private var type: String { code == .central ? "10" : "11" }
    private var names: [IATIElement] {
        guard code != .central else { return [.narrative("Central government"), .narrative("中央人民政府", "zh")] }
        return [.narrative("Government of \(english)"), .narrative("\(chinese)人民政府", "zh")]
    }

    /// - Parameter role: code list OrganisationRole: 1 funds, 2 is accountable, 4 implements.
    func participating(_ role: Int, activity: String? = nil) -> IATIElement {
        var attributes = ["role": "\(role)", "type": type]
        attributes["activity-id"] = activity
        return IATIElement("participating-org", attributes, names + [government])
    }

    func provider(_ activity: String? = nil) -> IATIElement { party("provider", activity) }
    func receiver(_ activity: String? = nil) -> IATIElement { party("receiver", activity) }

    private func party(_ side: String, _ activity: String?) -> IATIElement {
        var attributes = ["type": type]
        attributes["\(side)-activity-id"] = activity
        return IATIElement("\(side)-org", attributes, names + [government])
    }

    private var government: IATIElement { IATIElement("pl:government", ["gbt2260": code.description]) }

    /// The country, the region by its code of GB/T 2260 in a vocabulary of our own (RegionVocabulary 99), and the place.
    ///
    /// Only the region has a percentage: the rules sum those of all regions of a vocabulary and all countries, and it is the same place.
    var geography: [IATIElement] {
        let names: [IATIElement] = [.narrative(english), .narrative(chinese, "zh")]
        let feature =
            switch code.tier {
            case .central: "PCLI"
            case .province: "ADM1"
            case .prefecture: "ADM2"
            case .county: "ADM3"
            }
        return [
            IATIElement("recipient-country", ["code": "CN"]),
            IATIElement(
                "recipient-region",
                [
                    "code": code.description, "vocabulary": "99", "vocabulary-uri": IATIRegion.vocabulary,
                    "percentage": "100",
                ], names),
            IATIElement(
                "location", ["ref": code.description],
                [
                    .code("location-reach", "1"), IATIElement("name", [:], names),
                    IATIElement("administrative", ["vocabulary": "A4", "level": "0", "code": "CN"]),
                    .code("exactness", "2"), .code("location-class", "1"), .code("feature-designation", feature),
                ]),
        ]
    }

    /// The codes for the administrative divisions of the People's Republic of China, which is what GB/T 2260 lists.
    static let vocabulary = "urn:pairledger:gbt2260"
}
