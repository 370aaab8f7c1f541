public import Assistance
import CanonicalJSON
import Journal
public import Projection

/// Published figures beside what the ledger has for the same scope, measure and time.
public enum ClaimReport {
    /// Which claims are shown.
    public struct Filter: Sendable {
        public var programme: Identifier?
        public var pairing: Identifier?
        public var fiscalYear: Int?

        public init(programme: Identifier? = nil, pairing: Identifier? = nil, fiscalYear: Int? = nil) {
            self.programme = programme
            self.pairing = pairing
            self.fiscalYear = fiscalYear
        }
    }

    /// - Parameters:
    ///   - fold: has taken up the log.
    ///   - recorded: the number of events in it.
    public static func make(
        _ fold: ClaimFold, ledger: String, filter: Filter = Filter(), horizon: Horizon = Horizon(), recorded: Int64
    ) -> Report {
        let shown = fold.claims.filter { held in
            filter.programme.map { $0 == fold.programme(of: held.claim) } ?? true
                && filter.pairing.map { $0 == held.claim.scope.pairing } ?? true
                && filter.fiscalYear.map { held.claim.time == .fiscalYear($0) } ?? true
        }
        return Report(
            name: "claims", title: "Claims: published figures beside what is on record",
            facts: [.init(key: "ledger", label: "Ledger", value: .text(ledger))] + horizon.facts(recorded: recorded),
            sections: [
                figures(shown, ofMoney: true, key: "amounts", title: "Amounts"),
                figures(shown, ofMoney: false, key: "counts", title: "Counts"), sources(shown),
            ].filter { !$0.rows.isEmpty || $0.key == "amounts" && shown.isEmpty },
            notes: [
                "a claim is what somebody published; the ledger has what transactions on record add up to",
                "the difference is what is claimed less what is on record",
            ])
    }

    private static func figures(
        _ claims: [ClaimFold.Held], ofMoney isMoney: Bool, key: String, title: String
    ) -> Report.Section {
        let kind = isMoney ? Report.Column.Kind.amount : .count
        return Report.Section(
            key: key, title: title,
            columns: [
                .init(key: "claim", label: "Claim", kind: .text), .init(key: "scope", label: "Of", kind: .text),
                .init(key: "time", label: "Time", kind: .text), .init(key: "measure", label: "Measure", kind: .text),
                .init(key: "claimed", label: "Claimed", kind: kind),
                .init(key: "on_record", label: "On record", kind: kind),
                .init(key: "difference", label: "Difference", kind: kind),
                .init(key: "share", label: "Share", kind: .percent),
            ],
            rows: claims.filter { $0.claim.measure.isMoney == isMoney }.map { held in
                let (claimed, recorded) = (held.claimed, held.recorded)
                func cell(_ figure: Int64) -> Report.Cell { isMoney ? .amount(figure) : .count(figure) }
                return .init([
                    .text(EventRecord(held.event).subject), .text(held.scope),
                    .text(held.claim.time.text), .text(held.claim.measure.rawValue), cell(claimed), cell(recorded),
                    cell(claimed - recorded), .ratio(numerator: recorded, denominator: claimed),
                ])
            })
    }

    private static func sources(_ claims: [ClaimFold.Held]) -> Report.Section {
        func cell(_ text: String?) -> Report.Cell { text.map(Report.Cell.text) ?? .empty }
        return Report.Section(
            key: "sources", title: "Where they were published",
            columns: [
                .init(key: "claim", label: "Claim", kind: .text),
                .init(key: "claimant", label: "Claimant", kind: .text),
                .init(key: "published_on", label: "Published on", kind: .date),
                .init(key: "source", label: "Source", kind: .text),
                .init(key: "wording", label: "Wording", kind: .text), .init(key: "url", label: "URL", kind: .text),
                .init(key: "position", label: "Position", kind: .count),
            ],
            rows: claims.map { held in
                .init([
                    .text(EventRecord(held.event).subject), .text(held.claim.claimant),
                    .date(held.event.effectiveOn.description), .text(held.claim.source), cell(held.claim.wording),
                    cell(held.claim.url), .count(held.event.position),
                ])
            })
    }
}

extension ClaimFold.Held {
    /// In minor units where it is an amount.
    fileprivate var claimed: Int64 {
        switch claim.figure {
        case .amount(let money): money.minorUnits
        case .count(let count): count
        }
    }

    /// What it counts, in words.
    fileprivate var scope: String {
        func named(_ region: RegionCode) -> String { "\(region) \(region.name(on: event.effectiveOn) ?? "")" }
        let scope = claim.scope
        let parts = [
            scope.programme.map { "programme \($0)" }, scope.pairing.map { "pairing \($0)" },
            scope.donor.map { "from \(named($0))" }, scope.recipient.map { "to \(named($0))" },
            scope.instrument.map { "\($0.rawValue) money" },
        ].compactMap { $0 }
        return parts.isEmpty ? "everything" : parts.joined(separator: ", ")
    }
}

extension ClaimTime {
    fileprivate var text: String {
        switch self {
        case .fiscalYear(let year): String(year)
        case .period(let from, let to): "\(from) to \(to)"
        }
    }
}
