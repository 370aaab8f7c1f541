public import CanonicalJSON

/// A yearly figure of a region was published, or an earlier one revised.
public struct RegionIndicatorReported: Statement {
    public static let type = "RegionIndicatorReported"
    public static let version = 1
    public static let kind = StreamName.Kind.region
    public static let turn = Turn.any

    /// The calendar year that the figure is of.
    public let year: Int
    public let indicator: RegionIndicator
    /// In the indicator's unit; money in minor units of CNY (分).
    public let value: Int64
    /// 来源: the yearbook, bulletin or list that it is taken from.
    public let source: String
    /// Why it takes the place of the figure on record; nil for the first one of its year.
    public let reason: String?

    public init(
        _ indicator: RegionIndicator, of year: Int, value: Int64, source: String, reason: String? = nil
    ) {
        self.year = year
        self.indicator = indicator
        self.value = value
        self.source = source
        self.reason = reason
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        year = Int(try fields.integer("year"))
        indicator = try fields.choice("indicator")
        value = try fields.integer("value")
        source = try fields.text("source")
        reason = try fields.textIfPresent("reason")
    }

    public var data: [String: JSONValue] {
        [
            "year": .integer(Int64(year)), "indicator": JSONValue(indicator), "value": .integer(value),
            "source": .string(source), "reason": JSONValue(reason),
        ]
    }

    public var event: AssistanceEvent { .regionIndicatorReported(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.regions[occurrence.identifier, default: RegionRecord()].figures[indicator, default: [:]][year] =
            .init(value: value, reportedOn: occurrence.date)
    }

    /// The figures of the new accounts begin with the reform of 1978; a year beyond the century is a slip of the pen.
    private static let years = 1978...2100

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let code = try occurrence.identifier.regionCode()
        try code.mustBePlace(field: "region")
        guard RegionIndicatorReported.years.contains(year),
            let first = CalendarDate(year: year, month: 1, day: 1),
            let last = CalendarDate(year: year, month: 12, day: 31)
        else {
            let years = RegionIndicatorReported.years
            throw Refusal(
                .dates, "there are no figures of the year \(year)",
                remedy: "give a year from \(years.lowerBound) to \(years.upperBound)", field: "year")
        }
        try occurrence.date.mustNotPrecede(first, "the report", "the beginning of its year", field: "on")
        try code.mustBeValid(from: first, to: last)
        guard value >= 0 else {
            throw Refusal(
                .value, "\(indicator.rawValue) of \(year) is \(indicator.unit.text(value)), which is less than nothing",
                remedy: "give a figure of zero or more", field: "value")
        }
        try source.mustBeText(field: "source")
        try reason?.mustBeText(field: "reason")
        try checkRevision(books.regions[occurrence.identifier]?.figures[indicator]?[year], on: occurrence.date)
    }

    private func checkRevision(_ earlier: RegionRecord.Figure?, on date: CalendarDate) throws(Refusal) {
        switch (earlier, reason) {
        case (let earlier?, nil):
            throw Refusal(
                .exists,
                "\(indicator.rawValue) of \(year) is on record as \(indicator.unit.text(earlier.value)) already, and "
                    + "\(indicator.unit.text(value)) would take its place",
                remedy: "say why it is revised: --reason …", field: "reason")
        case (nil, .some):
            throw Refusal(
                .unknown, "there is no \(indicator.rawValue) of \(year) on record that could be revised",
                remedy: "check region and year, or leave the reason out", field: "reason")
        case (let earlier?, .some):
            try date.mustNotPrecede(earlier.reportedOn, "the revision", "the figure that it revises", field: "on")
        case (nil, nil): break
        }
    }
}

extension RegionCode {
    /// The code must be valid on the first or the last day of a year, as codes change within one.
    fileprivate func mustBeValid(from first: CalendarDate, to last: CalendarDate) throws(Refusal) {
        do throws(Refusal) {
            try mustBeValid(on: last, field: "region")
        } catch {
            do throws(Refusal) { try mustBeValid(on: first, field: "region") } catch _ { throw error }
        }
    }
}
