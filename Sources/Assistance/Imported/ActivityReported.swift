public import CanonicalJSON

/// Somebody reported an activity by the standard of IATI, or reported it anew: what it is, without its transactions and results, which
/// follow in events of the same stream.
///
/// What others report is a claim: it moves no money of the ledger, whatever it says, and stands there word for word, in its own
/// currency. Only what an edition has beyond the one before is in its events.
public struct ActivityReported: EventPayload {
    public static let type = "ActivityReported"
    public static let version = 1

    /// As it stands in the file. IATI: `iati-identifier`.
    public let iatiIdentifier: String
    public let standard: IATIStandard
    /// Those of the activity itself, names and values by turns, such as its default currency. IATI: `iati-activity/@*`.
    public let attributes: [String]
    public let change: ReportedChange

    public init(_ fields: EventFields) throws(EventFormError) {
        iatiIdentifier = try fields.text("iati_identifier")
        standard = try fields.choice("standard")
        attributes = try fields.attributes()
        change = try ReportedChange(fields)
    }

    init(_ identifier: String, _ standard: IATIStandard, _ attributes: [String], _ change: ReportedChange) {
        iatiIdentifier = identifier
        self.standard = standard
        self.attributes = attributes
        self.change = change
    }

    public var data: [String: JSONValue] {
        change.data.merging([
            "iati_identifier": .string(iatiIdentifier), "standard": JSONValue(standard),
            "attributes": .array(attributes.map(JSONValue.string)),
        ]) { first, _ in first }
    }

    public var event: AssistanceEvent { .activityReported(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.reportedActivities[occurrence.identifier, default: ReportedThing()].identifier = iatiIdentifier
        books.reportedActivities[occurrence.identifier]?.attributes = attributes
        books.reportedActivities[occurrence.identifier]?.take(change)
    }
}

/// Transactions of a reported activity. IATI: `transaction`.
public struct TransactionsReported: EventPayload {
    public static let type = "TransactionsReported"
    public static let version = 1

    public let change: ReportedChange

    public init(_ fields: EventFields) throws(EventFormError) { change = try ReportedChange(fields) }
    init(_ change: ReportedChange) { self.change = change }
    public var data: [String: JSONValue] { change.data }
    public var event: AssistanceEvent { .transactionsReported(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.reportedActivities[occurrence.identifier]?.take(change)
    }
}

/// Results of a reported activity. IATI: `result`.
public struct ResultsReported: EventPayload {
    public static let type = "ResultsReported"
    public static let version = 1

    public let change: ReportedChange

    public init(_ fields: EventFields) throws(EventFormError) { change = try ReportedChange(fields) }
    init(_ change: ReportedChange) { self.change = change }
    public var data: [String: JSONValue] { change.data }
    public var event: AssistanceEvent { .resultsReported(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.reportedActivities[occurrence.identifier]?.take(change)
    }
}

/// Somebody reported an organisation by the standard of IATI, or reported it anew: one that has a file of its own, or one that an
/// activity names by its identifier.
public struct OrganisationReported: EventPayload {
    public static let type = "OrganisationReported"
    public static let version = 1

    /// IATI: `organisation-identifier`, or the `ref` of an organisation that an activity names.
    public let identifier: String
    public let standard: IATIStandard
    /// What it is called where it is named first.
    public let name: String?
    public let attributes: [String]
    public let change: ReportedChange

    public init(_ fields: EventFields) throws(EventFormError) {
        identifier = try fields.text("identifier")
        standard = try fields.choice("standard")
        name = try fields.textIfPresent("name")
        attributes = try fields.attributes()
        change = try ReportedChange(fields)
    }

    init(
        _ identifier: String, _ standard: IATIStandard, name: String?, _ attributes: [String], _ change: ReportedChange
    ) {
        self.identifier = identifier
        self.standard = standard
        self.name = name
        self.attributes = attributes
        self.change = change
    }

    public var data: [String: JSONValue] {
        change.data.merging([
            "identifier": .string(identifier), "standard": JSONValue(standard), "name": JSONValue(name),
            "attributes": .array(attributes.map(JSONValue.string)),
        ]) { first, _ in first }
    }

    public var event: AssistanceEvent { .organisationReported(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.reportedOrganisations[occurrence.identifier, default: ReportedThing()].identifier = identifier
        books.reportedOrganisations[occurrence.identifier]?.attributes = attributes
        books.reportedOrganisations[occurrence.identifier]?.take(change)
    }
}

/// The versions of the standard of the International Aid Transparency Initiative whose files are read.
public enum IATIStandard: String, CaseIterable, Sendable {
    case version201 = "2.01"
    case version202 = "2.02"
    case version203 = "2.03"
}

extension EventFields {
    fileprivate func attributes() throws(EventFormError) -> [String] {
        let attributes = try list("attributes", of: "a list of names and values") { $0.stringValue }
        guard attributes.count.isMultiple(of: 2) else { throw wrong("attributes", "a list of names and values") }
        return attributes
    }
}
