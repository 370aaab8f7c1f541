public import CanonicalJSON

/// The rules of the standard that its XML schema cannot express, held against one activity after another.
///
/// Source: the standard's ruleset, version 2.03, <https://github.com/IATI/IATI-Rulesets>, and the descriptions of the elements in
/// <https://iatistandard.org/en/iati-standard/203/activity-standard/>.
public struct IATIRules: Sendable {
    /// What no transaction and no date of something that happened lies after.
    private let today: CalendarDate
    private var identifiers: [String: Int] = [:]
    private var problems: [IATIProblem] = []

    public init(today: CalendarDate) { self.today = today }

    /// What is wrong with the next activity of a file.
    public mutating func check(_ activity: IATIElement) -> [IATIProblem] {
        problems = []
        checkIdentifier(activity)
        checkOrganisations(activity)
        checkDates(activity)
        checkSectors(activity)
        checkGeography(activity)
        checkMoney(activity)
        checkLanguage(activity)
        checkRelated(activity)
        for result in activity.all("result") { checkResult(result) }
        return problems
    }

    private mutating func add(_ rule: IATIProblem.Rule, _ element: IATIElement, _ message: String) {
        problems.append(IATIProblem(rule: rule, line: element.line, message: message))
    }

    // MARK: Who

    private mutating func checkIdentifier(_ activity: IATIElement) {
        guard let element = activity.first("iati-identifier"), !element.text.isEmpty else {
            return add(.identifier, activity, "the activity has no iati-identifier")
        }
        mustBeReference(element.text, element)
        if let earlier = identifiers[element.text] {
            add(
                .identifier, element,
                "activity \(element.text) stands in the file twice, first at line \(earlier)")
        }
        identifiers[element.text] = element.line
    }

    private mutating func checkOrganisations(_ activity: IATIElement) {
        if let reporting = activity.first("reporting-org") {
            mustBeReference(reporting["ref"] ?? "", reporting)
        }
        for organisation in activity.all("participating-org") { mustBeNamed(organisation) }
        for transaction in activity.all("transaction") {
            for side in ["provider-org", "receiver-org"] {
                if let organisation = transaction.first(side) { mustBeNamed(organisation) }
            }
        }
    }

    private mutating func mustBeNamed(_ organisation: IATIElement) {
        if let ref = organisation["ref"], !ref.isEmpty { return mustBeReference(ref, organisation) }
        if organisation.narrative == nil {
            add(.organisation, organisation, "<\(organisation.name)> has neither a ref nor a narrative")
        }
    }

    private mutating func mustBeReference(_ text: String, _ element: IATIElement) {
        if text.isEmpty || text.contains(where: { "/&|?".contains($0) || $0.isWhitespace }) {
            add(
                .identifier, element,
                "\"\(text)\" is no identifier: it is empty or has white space or one of / & | ? in it")
        }
    }

    private mutating func checkRelated(_ activity: IATIElement) {
        let own = activity.first("iati-identifier")?.text
        for related in activity.all("related-activity") where related["ref"] == own {
            add(.identifier, related, "the activity is related to itself")
        }
        for link in activity.all("document-link") where !(link["url"] ?? "").contains(":") {
            add(.link, link, "\"\(link["url"] ?? "")\" is no absolute address of a document")
        }
    }

    // MARK: When

    private mutating func checkDates(_ activity: IATIElement) {
        var days: [String: CalendarDate] = [:]
        for element in activity.all("activity-date") {
            guard let type = element["type"], let day = element.day else { continue }
            days[type] = day
            if type == "2" || type == "4" { mustBePast(day, element, "what has begun or ended") }
        }
        if days["1"] == nil, days["2"] == nil {
            add(.dates, activity, "the activity has no start, neither a planned (1) nor an actual one (2)")
        }
        for (start, end, word) in [("1", "3", "planned"), ("2", "4", "actual")] {
            guard let first = days[start], let last = days[end], first > last else { continue }
            add(.dates, activity, "the \(word) start \(first) lies after the \(word) end \(last)")
        }
        for transaction in activity.all("transaction") {
            for element in [transaction.first("transaction-date"), transaction.first("value")].compactMap({ $0 }) {
                if let day = element.day { mustBePast(day, element, "a transaction") }
            }
        }
        for name in ["budget", "planned-disbursement"] {
            for element in activity.all(name) { mustBeOrdered(element) }
        }
        for budget in activity.all("budget") {
            guard let start = budget.first("period-start")?.day, let end = budget.first("period-end")?.day,
                let limit = CalendarDate(year: start.year + 1, month: start.month, day: min(start.day, 28)),
                end > (start.day > 28 ? limit.adding(days: 1) ?? limit : limit)
            else { continue }
            add(.budget, budget, "a budget is for a year at most, not from \(start) to \(end)")
        }
        if let changed = activity["last-updated-datetime"].flatMap({ CalendarDate(String($0.prefix(10))) }) {
            mustBePast(changed, activity, "the last update")
        }
    }

    private mutating func mustBePast(_ day: CalendarDate, _ element: IATIElement, _ what: String) {
        if day > today { add(.dates, element, "\(what) lies in the future, on \(day)") }
    }

    private mutating func mustBeOrdered(_ element: IATIElement) {
        guard let start = element.first("period-start")?.day, let end = element.first("period-end")?.day, start > end
        else { return }
        add(.dates, element, "the period of <\(element.name)> begins on \(start), after its end on \(end)")
    }

    // MARK: What for, and where

    private mutating func checkSectors(_ activity: IATIElement) {
        let transactions = activity.all("transaction")
        let within = transactions.count { $0.first("sector") != nil }
        let own = activity.all("sector")
        if own.isEmpty, within == 0 {
            add(.sector, activity, "neither the activity nor its transactions have a sector")
        }
        if !own.isEmpty, within > 0 {
            add(
                .sector, activity,
                "both the activity and \(within) of its transactions have a sector: one level says it")
        }
        if own.isEmpty, within > 0, within < transactions.count {
            add(
                .sector, activity, "\(transactions.count - within) of \(transactions.count) transactions have no sector"
            )
        }
        for (vocabulary, sectors) in Dictionary(grouping: own, by: { $0["vocabulary"] ?? "1" }).sorted(by: {
            $0.key < $1.key
        }) { mustSum(sectors, .sector, "the sectors of vocabulary \(vocabulary)") }
        for sector in own where ["98", "99"].contains(sector["vocabulary"]) && sector.narrative == nil {
            add(.sector, sector, "a sector of a vocabulary of one's own must have a narrative")
        }
    }

    private mutating func checkGeography(_ activity: IATIElement) {
        func places(_ element: IATIElement) -> [IATIElement] {
            element.all("recipient-country") + element.all("recipient-region")
        }
        let transactions = activity.all("transaction")
        let within = transactions.count { !places($0).isEmpty }
        let own = places(activity)
        if !own.isEmpty, within > 0 {
            add(
                .geography, activity,
                "both the activity and \(within) of its transactions name a country or region: one level says it")
        }
        if own.isEmpty, within < max(1, transactions.count) {
            add(
                .geography, activity,
                within == 0
                    ? "neither the activity nor its transactions name a country or region"
                    : "\(transactions.count - within) of \(transactions.count) transactions name no country or region")
        }
        let countries = activity.all("recipient-country")
        let regions = Dictionary(grouping: activity.all("recipient-region")) { $0["vocabulary"] ?? "1" }
        if regions.isEmpty { mustSum(countries, .geography, "the countries") }
        for (vocabulary, regions) in regions.sorted(by: { $0.key < $1.key }) {
            mustSum(countries + regions, .geography, "the countries and the regions of vocabulary \(vocabulary)")
        }
    }

    /// A single one without a percentage is all of it.
    private mutating func mustSum(_ elements: [IATIElement], _ rule: IATIProblem.Rule, _ what: String) {
        guard let first = elements.first else { return }
        let texts = elements.compactMap { $0["percentage"] }
        guard elements.count > 1 || !texts.isEmpty else { return }
        let parts = texts.compactMap { IATIDecimal($0) }
        guard parts.count == texts.count, !parts.contains(where: { $0.isNegative }) else {
            return add(rule, first, "a percentage of \(what) is no number of 0 or more")
        }
        let sum = parts.reduce(IATIDecimal.zero) { $0 + $1 }
        if sum != IATIDecimal.hundred { add(rule, first, "the percentages of \(what) sum to \(sum), not to 100") }
    }

    // MARK: How much

    private mutating func checkMoney(_ activity: IATIElement) {
        let hasDefault = !(activity["default-currency"] ?? "").isEmpty
        for name in ["budget", "planned-disbursement", "transaction"] {
            for element in activity.all(name) {
                guard let value = element.first("value") else { continue }
                if IATIDecimal(value.text) == nil { add(.currency, value, "\"\(value.text)\" is no amount") }
                if !hasDefault, (value["currency"] ?? "").isEmpty {
                    add(.currency, value, "the amount \(value.text) has no currency, and the activity has no default")
                }
            }
        }
    }

    private mutating func checkLanguage(_ element: IATIElement) {
        guard (element["xml:lang"] ?? "").isEmpty else { return }
        for child in element.children {
            if child.name == "narrative", (child["xml:lang"] ?? "").isEmpty {
                add(.language, child, "a narrative has no language, and the activity has no default")
            } else {
                checkLanguage(child)
            }
        }
    }

    // MARK: Results

    private mutating func checkResult(_ result: IATIElement) {
        for indicator in result.all("indicator") {
            let measure = indicator["measure"] ?? ""
            let periods = indicator.all("period")
            for value in indicator.all("baseline") + periods.flatMap({ $0.all("target") + $0.all("actual") }) {
                checkValue(value, measure)
            }
            for period in periods { mustBeOrdered(period) }
        }
    }

    /// Code list IndicatorMeasure: 5 is qualitative, all others are numbers.
    private mutating func checkValue(_ element: IATIElement, _ measure: String) {
        let value = element["value"] ?? ""
        if measure == "5" {
            if !value.isEmpty { add(.result, element, "a qualitative indicator has no value, but a comment") }
        } else if IATIDecimal(value) == nil {
            add(
                .result, element,
                value.isEmpty
                    ? "a numeric indicator has no value" : "\"\(value)\" is no number, but the indicator is numeric")
        }
    }
}

/// A rule of the standard that an activity breaks.
public struct IATIProblem: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Rule: String, CaseIterable, Sendable {
        case identifier, organisation, link, dates, budget, sector, geography, currency, language, result
    }

    public let rule: Rule
    /// In the file, from 1; 0 where the activity was read from none.
    public let line: Int
    /// What is wrong, with the figures that disagree.
    public let message: String

    public var description: String { "\(rule.rawValue): \(message)" }
}

extension IATIElement {
    /// The day that it says: of `iso-date` or `value-date`, without a time zone.
    var day: CalendarDate? { (self["iso-date"] ?? self["value-date"]).flatMap { CalendarDate(String($0.prefix(10))) } }
}
