public import CanonicalJSON

/// A report that was published: what was known then, so that what changed in its period afterwards can be found.
public struct PublishedReport: Hashable, Sendable {
    public let publication: ReportPublished
    public let publishedOn: CalendarDate
}

/// A report was published. The file stays outside; its digest proves that it is the one.
public struct ReportPublished: Statement {
    public static let type = "ReportPublished"
    public static let version = 1
    public static let kind = StreamName.Kind.report
    public static let turn = Turn.first

    /// Which report it is, by the name under which it is asked for, such as `position`.
    public let name: Identifier
    /// As it stands on the publication.
    public let title: String
    /// The first day of the period that it tells of.
    public let startsOn: CalendarDate
    /// The last day of that period.
    public let endsOn: CalendarDate
    /// How many events of the ledger it rests on, as the report says it: those at the positions below.
    public let knownAt: Int64
    /// That of the published file.
    public let sha256: DocumentDigest
    /// 发布单位: the body that published it.
    public let publishedBy: String

    public init(
        name: Identifier, title: String, startsOn: CalendarDate, endsOn: CalendarDate, knownAt: Int64,
        sha256: DocumentDigest,
        publishedBy: String
    ) {
        self.name = name
        self.title = title
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.knownAt = knownAt
        self.sha256 = sha256
        self.publishedBy = publishedBy
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        name = try fields.identifier("name")
        title = try fields.text("title")
        startsOn = try fields.date("starts_on")
        endsOn = try fields.date("ends_on")
        knownAt = try fields.integer("known_at")
        sha256 = try fields.digest("sha256")
        publishedBy = try fields.text("published_by")
    }

    public var data: [String: JSONValue] {
        [
            "name": JSONValue(name), "title": .string(title), "starts_on": JSONValue(startsOn),
            "ends_on": JSONValue(endsOn), "known_at": .integer(knownAt), "sha256": JSONValue(sha256),
            "published_by": .string(publishedBy),
        ]
    }

    public var event: AssistanceEvent { .reportPublished(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.reports[occurrence.identifier] = PublishedReport(publication: self, publishedOn: occurrence.date)
    }

    public func needs(for thing: Identifier, knowing books: Books) -> Needs { Needs(positions: [knownAt - 1]) }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        try title.mustBeText(field: "title")
        try publishedBy.mustBeText(field: "published_by")
        try endsOn.mustNotPrecede(startsOn, "the period's end", "its start", field: "ends_on")
        try occurrence.date.mustNotPrecede(endsOn, "the publication", "the period's end", field: "on")
        guard books.entry(at: knownAt - 1) != nil else {
            throw Refusal(
                .value,
                "a report cannot rest on \(knownAt) events: "
                    + (knownAt > 0
                        ? "the ledger has no event at position \(knownAt - 1)" : "it would have nothing to tell"),
                remedy: "give the number that the report shows as \"Events counted\"", field: "known_at")
        }
    }
}
