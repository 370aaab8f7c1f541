public import CanonicalJSON

/// A region was taken off an official list, such as a county that left poverty (贫困县退出, 脱贫摘帽).
public struct RegionDelisted: Statement {
    public static let type = "RegionDelisted"
    public static let version = 1
    public static let kind = StreamName.Kind.region
    public static let turn = Turn.later

    public let designation: Designation
    /// The last day on which it has the designation.
    public let lastDay: CalendarDate
    /// 依据: the decision by which it was delisted.
    public let basis: String

    public init(_ designation: Designation, lastDay: CalendarDate, basis: String) {
        self.designation = designation
        self.lastDay = lastDay
        self.basis = basis
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        designation = try fields.choice("designation")
        lastDay = try fields.date("last_day")
        basis = try fields.text("basis")
    }

    public var data: [String: JSONValue] {
        ["designation": JSONValue(designation), "last_day": JSONValue(lastDay), "basis": .string(basis)]
    }

    public var event: AssistanceEvent { .regionDelisted(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        let periods = books.regions[occurrence.identifier]?.designations[designation] ?? []
        guard let open = periods.firstIndex(where: { $0.lastDay == nil }) else { return }
        books.regions[occurrence.identifier]?.designations[designation]?[open].lastDay = lastDay
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let record = books.regions[occurrence.identifier] ?? RegionRecord()
        guard let open = record.openPeriod(of: designation) else {
            let earlier = record.designations[designation]?.last.flatMap { period in
                period.lastDay.map { ": it was from \(period.since) to \($0)" }
            }
            throw Refusal(
                .unknown,
                "\(occurrence.identifier) is not \(designation.rawValue) (\(designation.chinese)) by the record"
                    + (earlier ?? ""),
                remedy: "record first that it was designated: pairledger region designate \(occurrence.identifier) …",
                field: "designation")
        }
        try lastDay.mustNotPrecede(open.since, "the last day", "the first", field: "last_day")
        try basis.mustBeText(field: "basis")
    }
}
