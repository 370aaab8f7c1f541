import Assistance
import CanonicalJSON

/// The language in which a report speaks to people. Keys, for programs, are the same in both.
public enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case chinese = "zh"

    /// A term in this language, by the English one; that one where there is no other.
    public func callAsFunction(_ term: String) -> String {
        self == .chinese ? Wording.chinese[term] ?? term : term
    }

    /// A region's name on a day, or the last that it had: in Chinese, with the English one of a province in English.
    func name(of region: RegionCode, on date: CalendarDate?) -> String? {
        let date = date ?? .lastOfGBT2260
        guard self == .chinese else { return region.name(on: date) }
        if let found = Regions.region(region, on: date) { return found.nameZH }
        return Regions.history(of: region).last?.nameZH
    }
}

extension CalendarDate {
    /// A day in the last revision of GB/T 2260 that the table has.
    static let lastOfGBT2260 = CalendarDate(year: 2019, month: 4, day: 30) ?? .epoch
}

extension Report {
    /// The report with its titles, labels and notes in a language. What stands in cells is in it already.
    public func worded(in language: Language) -> Report {
        guard language != .english else { return self }
        var report = self
        report.language = language
        report.title = language(title)
        for index in report.facts.indices { report.facts[index].label = language(facts[index].label) }
        for index in report.sections.indices {
            report.sections[index].title = language(sections[index].title)
            for column in report.sections[index].columns.indices {
                report.sections[index].columns[column].label = language(sections[index].columns[column].label)
            }
        }
        report.charts = charts.map { $0.worded(in: language) }
        report.notes = notes.map { language($0) }
        return report
    }
}

extension Chart {
    fileprivate func worded(in language: Language) -> Chart {
        switch self {
        case .sankey(var chart):
            chart.title = language(chart.title)
            return .sankey(chart)
        case .stacked(var chart):
            chart.title = language(chart.title)
            chart.parts = chart.parts.map { language($0) }
            return .stacked(chart)
        case .multiples(var chart):
            chart.title = language(chart.title)
            chart.lines = chart.lines.map { language($0) }
            return .multiples(chart)
        }
    }
}
