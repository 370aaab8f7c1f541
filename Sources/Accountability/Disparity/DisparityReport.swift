import Assistance
import CanonicalJSON
import Projection

/// "Do the two sides come closer?": income and poverty of donor and recipient over the years with the aid of each year beside them, and
/// how far every region is from the goal of 2020.
///
/// The goal is that by 2020 nobody in the countryside lives below the poverty line of the time, and every poor county leaves the list:
/// Decision of the Central Committee and the State Council on winning the battle against poverty, 2015-11-29 (打赢脱贫攻坚战).
public enum DisparityReport {
    /// The year by whose end nobody is to be poor.
    static let goalYear = 2020

    /// - Throws: ``ReportRefusal``.
    public static func make(_ input: ReportInput, _ request: ReportRequest) throws -> Report {
        if let step = request.step, step != .year {
            throw ReportRefusal(
                "incomes and persons in poverty are of whole years, and cannot be divided by \(step.rawValue)",
                remedy: "use --by year, or leave --by out")
        }
        let figures = try DisparityFigures(input, request)
        var notes = [
            "aid is that of the fiscal year, whenever it moved",
            "where a region's own number of persons in poverty is not on record, those of the regions within it are added up",
        ]
        if request.period.from != nil {
            notes.append("aid is what moved in the period; other figures are of its years")
        }
        return Report(
            name: "disparity", title: "Disparity: donors and recipients over the years", facts: request.facts(input),
            sections: [sideSection(figures), goalSection(figures), regionSection(figures)],
            charts: request.hasCharts ? charts(figures) : [],
            notes: input.notes(request) + notes)
    }
}
