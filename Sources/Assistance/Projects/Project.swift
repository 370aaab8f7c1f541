public import CanonicalJSON

/// A project that aid pays for, in whole or in part.
public struct Project: Hashable, Sendable {
    public let place: Place
    public let purpose: Purpose
    /// What all sources together are to pay.
    public let plannedTotal: Money
    /// What the aid is to pay.
    public let plannedAid: Money
    public let approvedOn: CalendarDate

    init(_ event: ProjectApproved, approvedOn: CalendarDate) {
        place = event.place
        purpose = event.purpose
        plannedTotal = event.plannedTotal
        plannedAid = event.plannedAid
        self.approvedOn = approvedOn
    }
}

/// A project was approved, with its place, purpose and plan.
public struct ProjectApproved: EventPayload {
    public static let type = "ProjectApproved"
    public static let version = 1

    /// In English.
    public let name: String
    /// The official name.
    public let nameZH: String?
    public let place: Place
    public let purpose: Purpose
    /// What all sources together are to pay.
    public let plannedTotal: Money
    /// What the aid is to pay.
    public let plannedAid: Money
    public let plannedStart: CalendarDate?
    public let plannedEnd: CalendarDate?

    public init(_ fields: EventFields) throws(EventFormError) {
        name = try fields.text("name")
        nameZH = try fields.textIfPresent("name_zh")
        place = Place(region: try fields.region("place"), scope: try fields.choice("scope"))
        purpose = try fields.choice("purpose")
        plannedTotal = try fields.money("planned_total")
        plannedAid = try fields.money("planned_aid")
        plannedStart = try fields.dateIfPresent("planned_start")
        plannedEnd = try fields.dateIfPresent("planned_end")
    }

    public var data: [String: JSONValue] {
        [
            "name": .string(name), "name_zh": JSONValue(nameZH), "place": JSONValue(place.region),
            "scope": JSONValue(place.scope), "purpose": JSONValue(purpose), "planned_total": JSONValue(plannedTotal),
            "planned_aid": JSONValue(plannedAid), "currency": JSONValue(plannedAid.currency),
            "planned_start": JSONValue(plannedStart), "planned_end": JSONValue(plannedEnd),
        ]
    }

    public var event: AssistanceEvent { .projectApproved(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier] = Project(self, approvedOn: occurrence.date)
    }

    init(_ request: ApproveProject) {
        name = request.name
        nameZH = request.nameZH
        place = request.place
        purpose = request.purpose
        plannedTotal = request.plannedTotal
        plannedAid = request.plannedAid
        plannedStart = request.plannedStart
        plannedEnd = request.plannedEnd
    }
}

/// Asks to put an approved project on record.
public struct ApproveProject: Request {
    public var project: Identifier
    public var name: String
    public var nameZH: String?
    public var place: Place
    public var purpose: Purpose
    public var plannedTotal: Money
    public var plannedAid: Money
    public var plannedStart: CalendarDate?
    public var plannedEnd: CalendarDate?
    public var approvedOn: CalendarDate

    public init(
        project: Identifier, name: String, nameZH: String? = nil, place: Place, purpose: Purpose, plannedTotal: Money,
        plannedAid: Money, plannedStart: CalendarDate? = nil, plannedEnd: CalendarDate? = nil, approvedOn: CalendarDate
    ) {
        self.project = project
        self.name = name
        self.nameZH = nameZH
        self.place = place
        self.purpose = purpose
        self.plannedTotal = plannedTotal
        self.plannedAid = plannedAid
        self.plannedStart = plannedStart
        self.plannedEnd = plannedEnd
        self.approvedOn = approvedOn
    }

    private var stream: StreamName { StreamName(.project, project) }
    public var identity: String? { stream.description }
    public var effectiveOn: CalendarDate { approvedOn }
    public var facts: [String: JSONValue] { ProjectApproved(self).data }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream]) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        try books.mustNotExist(stream)
        try name.mustBeText(field: "name")
        try nameZH?.mustBeText(field: "name_zh")
        try place.region.mustBePlace(field: "place")
        try place.region.mustBeValid(on: approvedOn, field: "place")
        try plannedAid.mustBePositive(field: "planned_aid")
        guard plannedTotal.minorUnits >= plannedAid.minorUnits else {
            throw Refusal(
                .exceeds, "the planned aid of \(plannedAid) is more than the whole plan of \(plannedTotal)",
                remedy: "the whole plan counts all sources, the aid among them: correct one of the two",
                field: "planned_total")
        }
        if let plannedStart {
            try plannedEnd?.mustNotPrecede(plannedStart, "the planned end", "the planned start", field: "planned_end")
        }
        return [
            DecidedEvent(
                stream: stream, expectedVersion: 0, effectiveOn: approvedOn,
                event: .projectApproved(ProjectApproved(self)), postings: [])
        ]
    }
}
