public import Assistance
import CanonicalJSON
import Journal
public import Projection

/// What happened in a place, a project or a pairing, in both times: the day on which it happened, and the moment at which the ledger
/// learned it. What it learned late is marked.
public enum TimelineReport {
    /// Which events, and in which order.
    public struct Selection: Hashable, Sendable {
        public enum Order: String, CaseIterable, Sendable {
            /// As the ledger learned of them.
            case recorded
            /// As they happened.
            case effective
        }

        /// What it is of, such as `project/K1`; nil for all that the request's filter means.
        public var thing: StreamName?
        public var order: Order
        public var isReversed: Bool
        /// The most events; nil for all.
        public var limit: Int?
        /// What is recorded more days after it happened is late: the standard of rule R20, backdating.
        public var daysMax: Int

        public init(
            thing: StreamName? = nil, order: Order = .recorded, isReversed: Bool = false, limit: Int? = nil,
            daysMax: Int = Self.standardDays
        ) {
            self.thing = thing
            self.order = order
            self.isReversed = isReversed
            self.limit = limit
            self.daysMax = daysMax
        }

        public static let standardDays = 30
    }

    /// The models whose rows a request needs.
    public static func models(_ request: ReportFilter) -> [any ReadModel.Type] {
        [Timeline.self, Funds.self] + (request.purpose == nil ? [] : [Projects.self])
    }

    /// - Throws: ``UnknownThing`` when the thing is not on record where the request looks.
    public static func make(_ input: ReportInput, _ request: ReportRequest, _ selection: Selection) throws -> Report {
        let streams = try TimelineScope(input.rows, request).streams(of: selection.thing)
        let page = try page(input, request, selection, streams)
        let things = try input.rows.rows(ThingRow.self, where: .stream, .any(of: Set(page.events.map(\.stream))))
        let byStream = Dictionary(things.map { ($0.key.stream, $0) }) { first, _ in first }
        var notes = input.notes(request)
        if page.hasMore { notes.append("there are more events than these; --limit 0 shows all") }
        var sections = [section(page.events, byStream, request, daysMax: selection.daysMax)]
        if request.step != nil {
            let all = try events(input, request, streams, limit: nil, isReversed: false)
            sections.append(timeSection(all, request, daysMax: selection.daysMax))
        }
        if page.events.contains(where: { $0.lagDays > Int64(selection.daysMax) }) {
            notes.append("late is what was recorded more than \(selection.daysMax) days after it happened")
        }
        let thing = selection.thing.map {
            Report.Fact(key: "of", label: "Of", value: .text(name(of: $0, request)))
        }
        return Report(
            name: "timeline", title: "Timeline: what happened, and when the ledger learned it",
            facts: request.facts(input) + [thing].compactMap { $0 }, sections: sections, notes: notes)
    }

    private static func name(of thing: StreamName, _ request: ReportRequest) -> String {
        guard thing.kind == .region, let region = RegionCode(thing.identifier.description) else {
            return thing.description
        }
        return "\(region) \(request.name(of: region))"
    }

    // MARK: Finding

    private static func page(
        _ input: ReportInput, _ request: ReportRequest, _ selection: Selection, _ streams: Set<String>?
    ) throws -> (events: [RecordedEvent], hasMore: Bool) {
        var found: [RecordedEvent]
        switch selection.order {
        case .recorded:
            // One more, to know whether there are more.
            found = try events(
                input, request, streams, limit: selection.limit.map { $0 + 1 }, isReversed: selection.isReversed)
        case .effective:
            found = try events(input, request, streams, limit: nil, isReversed: false)
                .sorted { ($0.effectiveOn, $0.position) < ($1.effectiveOn, $1.position) }
            if selection.isReversed { found.reverse() }
        }
        guard let limit = selection.limit, found.count > limit else { return (found, false) }
        return (Array(found.prefix(limit)), true)
    }

    private static func events(
        _ input: ReportInput, _ request: ReportRequest, _ streams: Set<String>?, limit: Int?, isReversed: Bool
    ) throws -> [RecordedEvent] {
        let selection = LogSelection(direction: isReversed ? .backward : .forward, limit: limit, streams: streams)
        return try input.log?.events(selection) { request.period.contains($0.effectiveOn) } ?? []
    }

    // MARK: Sections

    static func section(
        _ events: [RecordedEvent], _ things: [String: ThingRow], _ request: ReportRequest,
        daysMax: Int = Selection.standardDays
    ) -> Report.Section {
        Report.Section(
            key: "timeline", title: "What happened",
            columns: [
                .count("position", "Position"), .date("effective_on", "Effective on"),
                .text("recorded_at", "Recorded at"), .count("lag_days", "Days until recorded"), .text("late", "Late"),
                .text("type", "Type"), .text("stream", "Stream"), .text("place", "Code"), .text("place_name", "Place"),
                .amount("moved", "Moved"), .text("says", "Says"), .text("actor", "Actor"),
            ],
            rows: events.map { event in
                let place = things[event.stream]?.region
                let moved = event.postings.reduce(Int128(0)) { $0 + Int128(max(0, $1.amount)) }
                return Report.Row(
                    [
                        .count(event.position), .date(event.effectiveOn), .text(event.recordedAt.description),
                        .count(event.lagDays),
                        event.lagDays > Int64(daysMax) ? .text(request.language("late")) : .empty,
                        .text(event.type), .text(event.stream), .text(place?.description),
                        .text(place.map { request.name(of: $0, on: event.effectiveOn) }),
                        event.postings.isEmpty ? .empty : .amount(moved), .text(event.gist), .text(event.actor),
                    ], basis: .positions([event.position]))
            })
    }

    /// How many events there were in each part of time, by the day on which they happened.
    private static func timeSection(
        _ events: [RecordedEvent], _ request: ReportRequest, daysMax: Int
    ) -> Report.Section {
        let step = request.step ?? .year
        let times = Dictionary(grouping: events) { step.start(of: $0.effectiveOn) }
        func cells(_ events: [RecordedEvent]) -> [Report.Cell] {
            [.count(Int64(events.count)), .count(Int64(events.count { $0.lagDays > Int64(daysMax) }))]
        }
        return Report.Section(
            key: "times", title: "Events, by time",
            columns: [.text("time", "Time"), .count("events", "Events", hasBar: true), .count("late", "Late")],
            rows: times.sorted { $0.key < $1.key }.map { time, events in
                Report.Row([.text(step.name(of: time))] + cells(events), basis: .positions(events.map(\.position)))
            }, total: Report.Row([.text(request.language("Total"))] + cells(events)))
    }
}

extension RecordedEvent {
    /// How many days after it happened it was recorded.
    var lagDays: Int64 { Int64(effectiveOn.days(until: recordedAt.date)) }

    /// What it says in its own words, where it has any: why, what, or of whom.
    var gist: String? {
        for name in Self.telling {
            if let text = statement.text(name) { return text }
        }
        return nil
    }

    private static let telling = [
        "reason", "statement", "title", "payee", "supplier", "milestone", "name", "reported_by",
    ]
}
