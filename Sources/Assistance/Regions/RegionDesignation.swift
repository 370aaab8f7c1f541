public import CanonicalJSON

/// A region was put on an official list, such as that of the national poverty counties.
public struct RegionDesignated: Statement {
    public static let type = "RegionDesignated"
    public static let version = 1
    public static let kind = StreamName.Kind.region
    public static let turn = Turn.any

    public let designation: Designation
    /// The first day on which it has the designation.
    public let since: CalendarDate
    /// 依据: the list or decision by which it was designated.
    public let basis: String

    public init(_ designation: Designation, since: CalendarDate, basis: String) {
        self.designation = designation
        self.since = since
        self.basis = basis
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        designation = try fields.choice("designation")
        since = try fields.date("since")
        basis = try fields.text("basis")
    }

    public var data: [String: JSONValue] {
        ["designation": JSONValue(designation), "since": JSONValue(since), "basis": .string(basis)]
    }

    public var event: AssistanceEvent { .regionDesignated(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.regions[occurrence.identifier, default: RegionRecord()].designations[designation, default: []]
            .append(.init(since: since, lastDay: nil))
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let code = try occurrence.identifier.regionCode()
        try code.mustBePlace(field: "region")
        try code.mustBeValid(on: since, field: "region")
        guard !designation.isOfCounties || code.tier == .county else {
            throw Refusal(
                .region,
                "\(designation.rawValue) (\(designation.chinese)) is for counties, and \(code) is a \(code.tier)",
                remedy: "designate each of its counties: pairledger region list --within \(code) --on \(since)",
                field: "region")
        }
        try basis.mustBeText(field: "basis")
        let periods = books.regions[occurrence.identifier]?.designations[designation] ?? []
        if let overlapping = periods.first(where: { $0.lastDay.map { since <= $0 } ?? true }) {
            let until = overlapping.lastDay.map { " to \($0)" } ?? ""
            throw Refusal(
                .exists,
                "\(code) is \(designation.rawValue) (\(designation.chinese)) from \(overlapping.since)\(until) already, "
                    + "and cannot become it on \(since)",
                remedy: overlapping.lastDay == nil
                    ? "if it was delisted in between, record that first: pairledger region delist \(code) …"
                    : "give a day after that",
                field: "since")
        }
    }
}

extension Identifier {
    /// The region that this is the code of.
    func regionCode() throws(Refusal) -> RegionCode {
        do throws(RegionError) {
            return try RegionCode(parsing: description)
        } catch {
            throw Refusal(
                .region, error.description, remedy: "to look codes up: pairledger region list", field: "region")
        }
    }
}
