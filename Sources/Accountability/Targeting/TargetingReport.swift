import Assistance
import CanonicalJSON
import Projection

/// "Does the money reach those who need it?": money by the official lists on which its regions stand, and per person in poverty, with
/// the regions of those lists that have none.
///
/// Where the request divides time or begins on a day, money counts for the lists on which its region stood on the day on which it moved;
/// otherwise for those on which it stands where the report looks. A county stands on a list also by a region above it that does.
/// Persons in poverty are those of the last year that is on record by then (贫困人口).
public enum TargetingReport {
    /// - Parameter input: where the request needs history, with the flows of each day.
    /// - Throws: ``ReportRefusal``.
    public static func make(_ input: ReportInput, _ request: ReportRequest) throws -> Report {
        let figures = try TargetingFigures(input, request)
        var sections = [listSection(figures), regionSection(figures), withoutAidSection(figures)]
        if request.step != nil { sections.append(timeSection(figures)) }
        return Report(
            name: "targeting", title: "Targeting: money by need", facts: request.facts(input), sections: sections,
            charts: request.charts([request.step == nil ? nil : chart(figures)]),
            notes: input.notes(request) + [
                "a region may stand on several lists, so that what they have overlaps",
                request.needsHistory
                    ? "money counts for the lists on which its region stood on the day on which it moved"
                    : "money counts for the lists on which its region stands, or stood before, where the report looks; for those of the day on which it moved: --by year",
                "money per person in poverty is of the regions whose number is on record",
            ])
    }
}
