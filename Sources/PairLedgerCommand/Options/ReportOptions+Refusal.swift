import ArgumentParser

extension ReportOptions {
    /// What a report may not be able to answer.
    enum Part: String, CaseIterable {
        case from, region, programme, pairing, instrument, purpose, tier
        case by, tree, flat, depth
    }

    /// Refuses what was asked for and can mean nothing, rather than to leave it aside in silence.
    ///
    /// - Parameter reason: a sentence without its full stop.
    func refuse(_ parts: Part..., because reason: String) throws {
        for part in parts where isGiven(part) {
            throw ValidationError("--\(part.rawValue) has no meaning here: \(reason)")
        }
    }

    private func isGiven(_ part: Part) -> Bool {
        switch part {
        case .from: counted.from != nil
        case .region: counted.region != nil
        case .programme: counted.programme != nil
        case .pairing: counted.pairing != nil
        case .instrument: counted.instrument != nil
        case .purpose: counted.purpose != nil
        case .tier: counted.tier != nil
        case .by: division.by != nil
        case .tree: division.tree
        case .flat: division.flat
        case .depth: division.depth != nil
        }
    }
}
