import Assistance
import Projection

/// Of which things a timeline tells.
struct TimelineScope {
    private let rows: any RowSource
    private let request: ReportRequest
    private let tree: ThingTree

    init(_ rows: any RowSource, _ request: ReportRequest) {
        self.rows = rows
        self.request = request
        tree = ThingTree(rows)
    }

    /// The streams of a thing and of all that belongs to it, as far as the request's filter means them; nil for the whole log.
    ///
    /// - Throws: ``UnknownThing`` for a thing, a pairing or a programme that is not on record.
    func streams(of thing: StreamName?) throws -> Set<String>? {
        let filter = request.filter
        var parts: [Set<String>] = []
        if let thing { parts.append(try streams(of: thing)) }
        if let region = filter.region { parts.append(try streams(of: region)) }
        if let programme = filter.programme { parts.append(try known(.programme, programme)) }
        if let pairing = filter.pairing { parts.append(try known(.pairing, pairing)) }
        if let instrument = filter.instrument { parts.append(try streams(of: instrument)) }
        if let purpose = filter.purpose {
            let projects = try rows.projects(ProjectSelection(purpose: purpose)).rows
            parts.append(try tree.things(Set(projects.map { "project/\($0.key.project)" })))
        }
        if let tier = filter.tier {
            parts.append(try tree.belonging(to: rows.rows(ThingRow.self).filter { $0.region?.tier == tier }))
        }
        guard let first = parts.first else { return nil }
        return parts.dropFirst().reduce(first) { $0.intersection($1) }
    }

    private func streams(of thing: StreamName) throws -> Set<String> {
        if thing.kind == .region, let region = RegionCode(thing.identifier.description) {
            return try streams(of: region)
        }
        return try known(thing.kind, thing.identifier.description)
    }

    /// What lies in a region, comes from it or goes to it.
    private func streams(of region: RegionCode) throws -> Set<String> {
        let pairings = try rows.rows(PairingRow.self).filter {
            $0.donor.isWithin(region) || $0.recipient.isWithin(region)
        }
        let inside = try rows.rows(ThingRow.self, where: .region, .within(region))
        return try tree.belonging(to: inside).union(
            try tree.things(Set(pairings.map { "pairing/\($0.key.pairing)" })))
    }

    /// Agreements and transfers of a kind of money.
    private func streams(of instrument: Instrument) throws -> Set<String> {
        let agreements = try rows.rows(AgreementRow.self).filter { $0.instrument == instrument }
        let transfers = try rows.rows(TransferRow.self).filter { $0.instrument == instrument }
        return try tree.things(
            Set(agreements.map { "agreement/\($0.key.agreement)" } + transfers.map { "transfer/\($0.key.transfer)" }))
    }

    private func known(_ kind: StreamName.Kind, _ name: String) throws -> Set<String> {
        let stream = "\(kind.rawValue)/\(name)"
        let streams = try tree.things([stream])
        guard try streams.count > 1 || !rows.rows(ThingRow.self, where: .stream, .any(of: [stream])).isEmpty else {
            let others = try rows.rows(ThingRow.self).filter { $0.kind == kind }
            throw UnknownThing(kind.rawValue, name, among: others.map(\.id))
        }
        return streams
    }
}
