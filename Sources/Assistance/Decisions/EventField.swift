public import CanonicalJSON
internal import Synchronization

/// One field of an event's data, with the meaning that its type reads it with.
public struct EventField: Hashable, Sendable {
    /// As it stands in the data, such as `starts_on`.
    public let name: String
    public let meaning: Meaning

    public enum Meaning: Hashable, Sendable {
        case text(String)
        case integer(Int64)
        case boolean(Bool)
        case money(Money)
        case date(CalendarDate)
        case region(RegionCode)
        case identifier(Identifier)
        /// One of the words that a field may have, with its names where it has any.
        case choice(String, english: String?, chinese: String?)
    }

    init(_ name: String, _ meaning: Meaning) {
        self.name = name
        self.meaning = meaning
    }
}

extension EventField {
    /// All fields of some data that say something, in the order in which their type reads them.
    ///
    /// A type says what its fields are by reading them, so that nothing more has to be written down for each. Data of a type or
    /// version that this program does not know is answered as the plain values that it has, by name.
    public static func fields(ofType type: String, version: Int, data: JSONValue) -> [EventField] {
        let reading = FieldReading()
        guard let event = try? AssistanceEvent(type: type, version: version, data: data, reading: reading) else {
            return plain(data.objectValue ?? [:])
        }
        return reading.fields + plain(event.payload.data.filter { !reading.knows($0.key) })
    }

    private static func plain(_ members: [String: JSONValue]) -> [EventField] {
        members.sorted { $0.key < $1.key }.compactMap(EventField.init(plain:))
    }

    private init?(plain member: (key: String, value: JSONValue)) {
        switch member.value {
        case .null: return nil
        case .integer(let integer): self.init(member.key, .integer(integer))
        case .bool(let boolean): self.init(member.key, .boolean(boolean))
        case .string(let text): self.init(member.key, .text(text))
        // Nobody reads one digest after another; all of them are in the entry.
        case .array(let elements) where elements.count > 1 && elements.allSatisfy(\.isDigest):
            self.init(member.key, .text("\(elements.count) digests"))
        case .array, .object: self.init(member.key, .text((try? member.value.canonicalText()) ?? ""))
        }
    }
}

/// Notes the fields of an event while its type reads them.
final class FieldReading: Sendable {
    private struct Notes {
        var fields: [EventField] = []
        var passedOver: Set<String> = []
    }

    private let notes = Mutex(Notes())

    var fields: [EventField] { notes.withLock { $0.fields } }

    /// A field that is read as something more than before, such as a text as a date, is that from then on.
    func note(_ name: String, _ meaning: EventField.Meaning) {
        notes.withLock { notes in
            let field = EventField(name, meaning)
            if let index = notes.fields.firstIndex(where: { $0.name == name }) {
                notes.fields[index] = field
            } else {
                notes.fields.append(field)
            }
        }
    }

    /// Leaves out fields that only say how another one is to be read.
    func pass(over names: String...) {
        notes.withLock { notes in
            notes.passedOver.formUnion(names)
            notes.fields.removeAll { names.contains($0.name) }
        }
    }

    func knows(_ name: String) -> Bool {
        notes.withLock { notes in notes.passedOver.contains(name) || notes.fields.contains { $0.name == name } }
    }
}

extension JSONValue {
    fileprivate var isDigest: Bool { stringValue.map { DocumentDigest($0) != nil } ?? false }
}
