import Assistance
import CanonicalJSON
import Projection

/// "What would the annual evaluation find?": the six areas of the evaluation of east–west collaboration, donors and recipients side by
/// side, year by year. Each figure is what is on record; where nothing is, that is said.
///
/// The evaluation is of provinces: pairings of their prefectures and counties count under them, unless regions are asked for one below
/// the other. Purchases stand with industrial cooperation, as in the evaluations of 2019 and 2020.
public enum ScorecardReport {
    /// - Throws: ``ReportRefusal``.
    public static func make(_ input: ReportInput, _ request: ReportRequest) throws -> Report {
        if let step = request.step, step != .year {
            throw ReportRefusal(
                "the evaluation is of whole years, and cannot be divided by \(step.rawValue)",
                remedy: "use --by year, or leave --by out")
        }
        if request.filter.instrument != nil || request.filter.purpose != nil {
            throw ReportRefusal(
                "most areas of the evaluation are without money, so that they are of no instrument and for no purpose",
                remedy: "leave --instrument and --purpose out; money alone has them: pairledger report flows")
        }
        if request.isTree == true || request.depth != nil {
            throw ReportRefusal(
                "the scorecard has no tree of regions",
                remedy:
                    "leave --tree and --depth out; --flat shows the two sides of every pairing instead of their provinces"
            )
        }
        let figures = try ScorecardFigures(input, request)
        return Report(
            name: "scorecard", title: "Scorecard: the areas of the annual evaluation", facts: request.facts(input),
            sections: [areaSection(figures, request), lineSection(figures, request)],
            notes: input.notes(request) + [
                "money is of the fiscal year, cooperation of the calendar year in which it happened or began",
                "an area without a figure has nothing on record, which is not the same as 0",
                "meetings and plans are no events of the ledger, so that nothing of organisation and leadership can be on record",
            ])
    }

    private static func name(_ area: ScorecardArea, _ request: ReportRequest) -> String {
        request.language == .chinese ? area.chinese : area.english
    }

    // MARK: Areas

    /// How much of each area is on record at all.
    private static func areaSection(_ figures: ScorecardFigures, _ request: ReportRequest) -> Report.Section {
        let lines = figures.lines
        return Report.Section(
            key: "areas", title: "What is on record",
            columns: [
                .text("area", "Code"), .text("name", "Area"),
                .count("years", "Years of two sides"),
                .count("donors", "With a figure of the donor"),
                .count("recipients", "With a figure of the recipient"),
                .text("record", "Record"),
            ],
            rows: ScorecardArea.allCases.map { area in
                let donors = lines.count { $0.donor.has(area) }
                let recipients = lines.count { $0.recipient.has(area) }
                let missing: String? =
                    switch (donors, recipients) {
                    case (0, 0): "nothing on record"
                    case (0, _): "nothing on record of the donors"
                    case (_, 0): "nothing on record of the recipients"
                    default: nil
                    }
                return .init([
                    .text(area.code), .text(name(area, request)), .count(Int64(lines.count)),
                    donors == 0 ? .empty : .count(Int64(donors)), recipients == 0 ? .empty : .count(Int64(recipients)),
                    missing.map { .text(request.language($0)) } ?? .empty,
                ])
            })
    }

    // MARK: Figures

    private static func lineSection(_ figures: ScorecardFigures, _ request: ReportRequest) -> Report.Section {
        let lines = figures.lines.indices.flatMap { index in
            ScorecardArea.allCases.flatMap { area in
                measures(of: figures.lines[index], area).map { (index, area, $0) }
            }
        }
        let rows = request.rows(lines) { row(figures.lines[$0], $1, $2, request) }
        return Report.Section(
            key: "scorecard", title: "Side by side",
            columns: [
                .text("year", "Year"), .text("donor", "Code"),
                .text("donor_name", "Donor"),
                .text("recipient", "Code"),
                .text("recipient_name", "Recipient"),
                .text("area", "Code"), .text("area_name", "Area"),
                .text("measure", "Code"),
                .text("measure_name", "Measure"),
                .amount("donor_amount", "Donor, money"),
                .amount("recipient_amount", "Recipient, money"),
                .count("donor_count", "Donor, number"),
                .count("recipient_count", "Recipient, number"),
                .text("record", "Record"),
            ],
            rows: rows.shown, omitted: rows.omitted)
    }

    /// Those of an area of which either side has a figure; nil alone when there is none.
    private static func measures(of line: ScorecardFigures.Line, _ area: ScorecardArea) -> [ScorecardMeasure?] {
        let known = area.measures.filter { line.donor[$0] != nil || line.recipient[$0] != nil }
        return known.isEmpty ? [nil] : known
    }

    private static func row(
        _ line: ScorecardFigures.Line, _ area: ScorecardArea, _ measure: ScorecardMeasure?, _ request: ReportRequest
    ) -> Report.Row {
        let key = line.key
        let end = key.year == 0 ? nil : CalendarDate(year: key.year, month: 12, day: 31)
        let day = [end, request.horizon.asOf].compactMap { $0 }.min()
        let head: [Report.Cell] = [
            key.year == 0 ? .text(request.language("not known")) : .year(key.year), .text(key.sides.donor.description),
            .text(request.name(of: key.sides.donor, on: day)), .text(key.sides.recipient.description),
            .text(request.name(of: key.sides.recipient, on: day)), .text(area.code), .text(name(area, request)),
        ]
        guard let measure else {
            return .init(
                head + [.empty, .empty, .empty, .empty, .empty, .empty, .text(request.language("nothing on record"))])
        }
        let (donor, recipient) = (line.donor[measure], line.recipient[measure])
        let isMoney = measure.isMoney
        return .init(
            head + [
                .text(measure.code), .text(request.language == .chinese ? measure.chinese : measure.english),
                isMoney ? donor.map(Report.Cell.amount) ?? .empty : .empty,
                isMoney ? recipient.map(Report.Cell.amount) ?? .empty : .empty,
                isMoney ? .empty : donor.map(Report.Cell.sumCount) ?? .empty,
                isMoney ? .empty : recipient.map(Report.Cell.sumCount) ?? .empty, .empty,
            ], basis: line.bases[area].map { .all($0) })
    }
}
