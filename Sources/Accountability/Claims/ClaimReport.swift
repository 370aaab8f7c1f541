import Assistance
import CanonicalJSON
import Journal
import Projection

/// Published figures beside what the ledger has for the same scope, measure and time.
public enum ClaimReport {
    /// - Parameters:
    ///   - fiscalYear: only claims of it; nil for all.
    ///   - recorded: the number of events in the ledger.
    ///   - knownTo: how many of them were looked at; nil for all.
    ///   - notes: what the reader must know of what is on record.
    /// - Throws: ``UnknownThing`` when the request is about a pairing or programme that is not on record.
    public static func make(
        _ held: HeldClaims, _ request: ReportRequest, fiscalYear: Int? = nil, recorded: Int64, knownTo: Int64? = nil,
        notes: [String] = []
    ) throws -> Report {
        try request.filter.mustBeKnown(Array(held.pairings.values))
        let shown = held.wanted(request, fiscalYear: fiscalYear)
        var facts = request.facts(knownTo: knownTo ?? recorded)
        if let fiscalYear {
            facts.append(.init(key: "fiscal_year", label: "Fiscal year", value: .text(String(fiscalYear))))
        }
        return Report(
            name: "claims", title: "Claims: published figures beside what is on record", facts: facts,
            sections: [
                figures(shown, held, request, ofMoney: true, key: "amounts", title: "Amounts"),
                figures(shown, held, request, ofMoney: false, key: "counts", title: "Counts"),
                sources(shown),
            ].filter { !$0.rows.isEmpty || $0.key == "amounts" && shown.isEmpty },
            notes: notes + (request.horizon.isUnlimited ? ReportInput.lag(knownTo ?? recorded, of: recorded) : []) + [
                "a claim is what somebody published; the ledger has what transactions on record add up to",
                "the difference is what is claimed less what is on record",
            ])
    }

    private static func figures(
        _ claims: [ClaimFold.Held], _ held: HeldClaims, _ request: ReportRequest, ofMoney isMoney: Bool, key: String,
        title: String
    ) -> Report.Section {
        let kind = isMoney ? Report.Column.Kind.amount : .count
        return Report.Section(
            key: key, title: title,
            columns: [
                .text("claim", "Claim"), .text("scope", "Of"),
                .text("time", "Time"), .text("measure", "Measure"),
                .init(key: "claimed", label: "Claimed", kind: kind),
                .init(key: "on_record", label: "On record", kind: kind),
                .init(key: "difference", label: "Difference", kind: kind),
                .percent("share", "Share"),
            ],
            rows: claims.filter { $0.claim.measure.isMoney == isMoney }.map { claim in
                let (claimed, recorded) = (claim.claimed, claim.recorded)
                func cell(_ figure: Int64) -> Report.Cell { isMoney ? .amount(figure) : .count(figure) }
                let measure = claim.claim.measure
                return .init(
                    [
                        .text(EventRecord(claim.event).subject), .text(claim.scope(request)),
                        .text(claim.claim.time.text(request.language)),
                        .text(request.language == .chinese ? measure.chinese : measure.rawValue), cell(claimed),
                        cell(recorded), cell(claimed - recorded), .ratio(numerator: recorded, denominator: claimed),
                    ], basis: held.basis(of: claim))
            })
    }

    private static func sources(_ claims: [ClaimFold.Held]) -> Report.Section {
        func cell(_ text: String?) -> Report.Cell { text.map(Report.Cell.text) ?? .empty }
        return Report.Section(
            key: "sources", title: "Where they were published",
            columns: [
                .text("claim", "Claim"),
                .text("claimant", "Claimant"),
                .date("published_on", "Published on"),
                .text("source", "Source"),
                .text("wording", "Wording"), .text("url", "URL"),
                .count("position", "Position"),
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
    fileprivate func scope(_ request: ReportRequest) -> String {
        let language = request.language
        func named(_ region: RegionCode) -> String { "\(region) \(request.name(of: region, on: event.effectiveOn))" }
        let scope = claim.scope
        let parts = [
            scope.programme.map { "\(language("programme")) \($0)" },
            scope.pairing.map { "\(language("pairing")) \($0)" },
            scope.donor.map { "\(language("from")) \(named($0))" },
            scope.recipient.map { "\(language("to")) \(named($0))" },
            scope.instrument.map { language == .chinese ? $0.chinese : "\($0.rawValue) money" },
        ].compactMap { $0 }
        return parts.isEmpty ? language("everything") : parts.joined(separator: ", ")
    }
}

extension ClaimTime {
    fileprivate func text(_ language: Language) -> String {
        switch self {
        case .fiscalYear(let year): String(year)
        case .period(let from, let to): "\(from) \(language("to")) \(to)"
        }
    }
}

extension HeldClaims {
    /// The claim itself, and the money that it is about.
    fileprivate func basis(of held: ClaimFold.Held) -> Basis {
        let (scope, measure) = (held.claim.scope, held.claim.measure)
        var money = MoneyBasis(kinds: measure.kinds, instrument: scope.instrument)
        switch held.claim.time {
        case .fiscalYear(let year): money.fiscalYear = Int32(clamping: year)
        case .period(let from, let to): money.period = Period(from: from, to: to)
        }
        // Promises and what is on its way are nowhere yet: their pairings say where they go.
        if measure.kinds.isDisjoint(with: [.committed, .transit]) { money.region = scope.recipient }
        let parts = pairings.sorted { $0.key < $1.key }.filter { name, row in
            var scope = scope
            if measure.kinds.isDisjoint(with: [.committed, .transit]) { scope.recipient = nil }
            return scope.fits(name, row, scope.instrument ?? .fiscal, at: row.recipient)
        }.map { name, _ in
            var money = money
            money.pairing = name
            return Basis.money(money)
        }
        return .all([.streams(["claim/\(EventRecord(held.event).subject)"])] + parts)
    }
}

extension ClaimMeasure {
    /// The accounts in which its money lies.
    fileprivate var kinds: Set<Account.Kind> {
        switch self {
        case .committed, .pairings: [.committed]
        case .sent: [.transit]
        case .received: [.holding]
        case .allocated, .projects: [.project, .spent]
        case .spent: [.spent]
        case .counties: [.committed, .holding]
        }
    }
}
