import ArgumentParser

extension ReportOptions {
    /// An option that some reports cannot give a meaning.
    enum Word: CaseIterable {
        case from, region, programme, pairing, instrument, purpose, tier, by, tree, depth

        var name: String { self == .tree ? "--tree or --flat" : "--\(self)" }
    }

    /// Refuses options that cannot mean anything for a report; none is passed over in silence.
    ///
    /// - Parameter why: a sentence without a full stop.
    /// - Throws: `ValidationError`.
    func mustNotHave(_ words: [Word], _ why: String) throws {
        guard let given = words.first(where: isGiven) else { return }
        throw ValidationError("\(given.name) has no meaning here: \(why)")
    }

    private func isGiven(_ word: Word) -> Bool {
        switch word {
        case .from: counted.from != nil
        case .region: counted.region != nil
        case .programme: counted.programme != nil
        case .pairing: counted.pairing != nil
        case .instrument: counted.instrument != nil
        case .purpose: counted.purpose != nil
        case .tier: counted.tier != nil
        case .by: division.by != nil
        case .tree: division.isTree != nil
        case .depth: division.depth != nil
        }
    }
}

/// How many rows are shown.
struct LimitOption: ParsableArguments {
    @Option(help: ArgumentHelp("The most rows to show; 0 for all.", valueName: "n")) var limit = 50

    /// Nil for all.
    var most: Int? { limit == 0 ? nil : limit }

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit is 0, for all, or more") }
    }
}
