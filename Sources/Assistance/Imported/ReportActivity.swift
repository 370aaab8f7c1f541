public import CanonicalJSON

/// Asks to put on record what somebody reported of an activity or an organisation. It records only what is not on record of it yet, and
/// nothing where that is all.
public struct ReportThing: Request {
    public enum Kind: Sendable, Hashable {
        case activity
        case organisation
        /// An organisation that only an activity names: what is on record of one of its own file stays.
        case namedOrganisation
    }

    public var kind: Kind
    public var thing: Identifier
    /// As it stands in the file.
    public var identifier: String
    public var name: String?
    public var standard: IATIStandard
    public var attributes: [String]
    public var items: [ReportedItem]
    public var effectiveOn: CalendarDate

    public init(
        _ kind: Kind, _ thing: Identifier, identifier: String, name: String? = nil, standard: IATIStandard,
        attributes: [String], items: [ReportedItem], on date: CalendarDate
    ) {
        self.kind = kind
        self.thing = thing
        self.identifier = identifier
        self.name = name
        self.standard = standard
        self.attributes = attributes
        self.items = items
        effectiveOn = date
    }

    private var stream: StreamName { StreamName(kind == .activity ? .activity : .organisation, thing) }
    /// What was asked is told by what is on record, and not by the request.
    public var identity: String? { nil }
    public var facts: [String: JSONValue] { ["identifier": .string(identifier)] }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream]) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let known = kind == .activity ? books.reportedActivities[thing] : books.reportedOrganisations[thing]
        if let known, known.identifier != identifier {
            throw Refusal(
                .conflict, "\(stream) is on record for \"\(known.identifier)\", not for \"\(identifier)\"",
                remedy: "correct the identifier in the file", field: "identifier")
        }
        if kind == .namedOrganisation, known != nil { return [] }
        let (added, withdrawn) = change(from: known?.elements ?? [:])
        let version = books.version(of: stream)
        return events(added, withdrawn, isNew: known == nil || known?.attributes != attributes).enumerated().map {
            DecidedEvent(
                stream: stream, expectedVersion: version + Int64($0.offset), effectiveOn: effectiveOn,
                event: $0.element, postings: [])
        }
    }

    private func change(
        from known: [DocumentDigest: Int]
    ) -> (added: [ReportedItem], withdrawn: [DocumentDigest]) {
        var rest = known
        var added: [ReportedItem] = []
        for item in items {
            if let count = rest[item.sha256], count > 0 {
                rest[item.sha256] = count - 1
            } else {
                added.append(item)
            }
        }
        let withdrawn = rest.sorted { $0.key < $1.key }.flatMap { Array(repeating: $0.key, count: $0.value) }
        return (added, withdrawn)
    }

    /// What is withdrawn stands in the first event, whatever it was: its digest says what.
    private func events(
        _ added: [ReportedItem], _ withdrawn: [DocumentDigest], isNew: Bool
    ) -> [AssistanceEvent] {
        func part(_ item: ReportedItem) -> String {
            kind == .activity && ["transaction", "result"].contains(item.name) ? item.name : ""
        }
        let own = added.filter { part($0).isEmpty }
        var events: [AssistanceEvent] = []
        if isNew || !own.isEmpty || !withdrawn.isEmpty {
            for change in ReportThing.changes(own, withdrawn) {
                events.append(
                    kind == .activity
                        ? .activityReported(ActivityReported(identifier, standard, attributes, change))
                        : .organisationReported(
                            OrganisationReported(identifier, standard, name: name, attributes, change)))
            }
        }
        let transactions = added.filter { part($0) == "transaction" }
        let results = added.filter { part($0) == "result" }
        if !transactions.isEmpty {
            events += ReportThing.changes(transactions, []).map { .transactionsReported(TransactionsReported($0)) }
        }
        if !results.isEmpty {
            events += ReportThing.changes(results, []).map { .resultsReported(ResultsReported($0)) }
        }
        return events
    }

    /// At least one, each small enough for an entry.
    private static func changes(_ added: [ReportedItem], _ withdrawn: [DocumentDigest]) -> [ReportedChange] {
        var changes: [ReportedChange] = []
        var (items, digests): ([ReportedItem], [DocumentDigest]) = ([], [])
        var bytes: Int64 = 0
        func size(_ item: ReportedItem) -> Int64 {
            160 + Int64(item.name.utf8.count) + (item.element == nil ? 0 : item.bytes)
        }
        func close() {
            changes.append(ReportedChange(added: items, withdrawn: digests))
            (items, digests, bytes) = ([], [], 0)
        }
        for digest in withdrawn {
            if bytes + 70 > changeBytesMax { close() }
            digests.append(digest)
            bytes += 70
        }
        for item in added {
            if bytes + size(item) > changeBytesMax { close() }
            items.append(item)
            bytes += size(item)
        }
        if !items.isEmpty || !digests.isEmpty || changes.isEmpty { close() }
        return changes
    }

    /// With an identifier, a name and attributes of a few thousand bytes, an entry has room for so many.
    private static let changeBytesMax: Int64 = ReportedItem.bytesMax + 1_000
}
