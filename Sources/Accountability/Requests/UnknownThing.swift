import Assistance
import Projection

/// Somebody asked about a thing that is not on record where the report looks.
public struct UnknownThing: Error, Hashable {
    /// What kind of thing it would be, such as `project`.
    public let kind: String
    public let name: String
    /// Identifiers that are on record and look like it.
    public let similar: [String]
    /// How many of the kind are on record.
    public let count: Int

    init(_ kind: String, _ name: String, among others: [String]) {
        self.kind = kind
        self.name = name
        count = others.count
        similar = Identifier(name)?.suggestions(from: others.compactMap(Identifier.init)).map(\.description) ?? []
    }
}

extension ReportFilter {
    /// The pairing and the programme of a filter must be on record, as nothing could be told from a name that was mistyped.
    func mustBeKnown(_ pairings: [PairingRow]) throws {
        if let pairing, !pairings.contains(where: { $0.key.pairing == pairing }) {
            throw UnknownThing("pairing", pairing, among: pairings.map(\.key.pairing))
        }
        if let programme, !pairings.contains(where: { $0.programme == programme }) {
            throw UnknownThing("programme", programme, among: Array(Set(pairings.map(\.programme))).sorted())
        }
    }
}
