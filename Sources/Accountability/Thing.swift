public import Assistance
import CanonicalJSON
public import Journal

/// One thing of the ledger with all that is recorded of it.
public struct Thing: Sendable {
    /// The kind of its stream, such as `project`.
    public let kind: String
    public let identifier: Identifier
    /// The events of its stream that a reader sees, in order.
    public let events: [RecordedEvent]
    /// What lies in those of its accounts that were ever used, in minor units.
    public let balances: [Account: Int64]

    public init(kind: String, identifier: Identifier, events: [RecordedEvent], balances: [Account: Int64] = [:]) {
        self.kind = kind
        self.identifier = identifier
        self.events = events
        self.balances = balances
    }

    /// The kinds of things that can be shown.
    public static let kinds = StreamName.Kind.allCases.filter { $0 != .payment }.map(\.rawValue)

    /// The accounts that money of the thing can lie in.
    public static func accounts(ofKind kind: String, _ identifier: Identifier) -> [Account] {
        let kinds: [Account.Kind] =
            switch kind {
            case "agreement": [.committed]
            case "transfer": [.transit]
            case "project": [.project, .spent]
            case "region": [.donor, .holding]
            default: []
            }
        return kinds.flatMap { kind in
            Instrument.allCases.compactMap { instrument in
                Account("\(kind.rawValue):\(identifier)\(instrument == .fiscal ? "" : "/\(instrument.rawValue)")")
            }
        }
    }
}

extension Thing {
    /// A field of the thing as it stands, and the position of the event that says so.
    struct Fact {
        let field: EventField
        let position: Int64
        /// The day of that event, on which region codes mean what they meant.
        let date: CalendarDate
    }

    /// What the first event says, where that tells what the thing is, with what later ones say anew of it. An event that moves money has an amount and regions of its
    /// own; only the revision of a promise says the promise anew.
    var facts: [Fact] {
        guard let first = events.first, first.opensThing else { return [] }
        var facts = first.fields.map { Fact(field: $0, position: first.position, date: first.effectiveOn) }
        let names = first.fieldNames
        for event in events.dropFirst()
        where event.postings.isEmpty || event.type == CommitmentRevised.type {
            for field in event.fields where names.contains(field.name) {
                let fact = Fact(field: field, position: event.position, date: event.effectiveOn)
                if let index = facts.firstIndex(where: { $0.field.name == field.name }) {
                    if facts[index].field != field { facts[index] = fact }
                } else {
                    facts.append(fact)
                }
            }
        }
        return facts
    }
}

extension RecordedEvent {
    /// The fields of its data that say something.
    var fields: [EventField] { EventField.fields(ofType: type, version: v, data: data) }

    /// Whether it says what its thing is. Of a region or a policy there are only statements, of which none has to be the first.
    fileprivate var opensThing: Bool {
        (AssistanceEvent.catalogue[type] as? any Statement.Type).map { $0.turn == .first } ?? true
    }

    /// The names of all fields that an event of its type can have, as far as this program knows them.
    fileprivate var fieldNames: Set<String> {
        let event = try? AssistanceEvent(type: type, version: v, data: data)
        return Set((event?.payload.data ?? data.objectValue ?? [:]).keys)
    }
}
