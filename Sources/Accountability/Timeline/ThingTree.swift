import Assistance
import Projection

/// Finds what belongs to things: the agreements of a pairing, the indicators of a project, and findings and documents about any of them.
struct ThingTree {
    private let rows: any RowSource

    init(_ rows: any RowSource) { self.rows = rows }

    /// The things of these streams, and all that belongs to them, by their streams.
    func things(_ streams: Set<String>) throws -> Set<String> {
        try belonging(to: rows.rows(ThingRow.self, where: .stream, .any(of: streams)), and: streams)
    }

    /// Some things, and all that belongs to them.
    func belonging(to things: [ThingRow], and streams: Set<String> = []) throws -> Set<String> {
        var found = streams.union(things.map(\.key.stream))
        var next = things
        while !next.isEmpty {
            var belonging: [ThingRow] = []
            for (kind, column) in Self.columns {
                let ids = Set(next.filter { $0.kind == kind }.map(\.id))
                if !ids.isEmpty { belonging += try rows.rows(ThingRow.self, where: column, .any(of: ids)) }
            }
            belonging += try rows.rows(ThingRow.self, where: .about, .any(of: Set(next.map(\.key.stream))))
            next = belonging.filter { found.insert($0.key.stream).inserted }
        }
        return found
    }

    /// By what things say what they belong to.
    private static let columns: [(StreamName.Kind, RowColumn<ThingRow>)] = [
        (.programme, .programme), (.pairing, .pairing), (.agreement, .agreement), (.project, .project),
    ]
}
