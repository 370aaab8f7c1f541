import Assistance
public import Journal
public import Projection

/// Claims, and what the ledger has of each.
public struct HeldClaims: Sendable {
    /// In the order in which they were recorded.
    let claims: [ClaimFold.Held]
    /// By their identifiers.
    let pairings: [String: PairingRow]

    init(claims: [ClaimFold.Held], pairings: [PairingRow]) {
        self.claims = claims
        self.pairings = Dictionary(pairings.map { ($0.key.pairing, $0) }) { first, _ in first }
    }

    /// The programme that a claim is about, by itself or by its pairing.
    func programme(of claim: ClaimPublished) -> String? {
        claim.scope.programme?.description
            ?? claim.scope.pairing.flatMap { pairings[$0.description] }?.programme
    }

    /// Those that a request is about, of which it says how much is on record.
    func wanted(_ request: ReportRequest, fiscalYear: Int?) -> [ClaimFold.Held] {
        let filter = request.filter
        return claims.filter { held in
            let scope = held.claim.scope
            let sides = scope.pairing.flatMap { pairings[$0.description] }
            let regions = [scope.donor, scope.recipient, sides?.donor, sides?.recipient].compactMap { $0 }
            return request.period.contains(held.event.effectiveOn)
                && filter.programme.map { $0 == programme(of: held.claim) } ?? true
                && filter.pairing.map { $0 == scope.pairing?.description } ?? true
                && filter.instrument.map { $0 == scope.instrument } ?? true
                && filter.region.map { region in regions.contains { $0.isWithin(region) } } ?? true
                && fiscalYear.map { held.claim.time == .fiscalYear($0) } ?? true
        }
    }
}

// MARK: From read models

extension HeldClaims {
    /// What rows of the read model "funds" have of the claims that are wanted. Nil when they cannot say it: for what happened in a period,
    /// and for counties, which money may have left again.
    ///
    /// - Parameter claims: events, of which only claims are taken.
    public init?(
        _ claims: [RecordedEvent], _ rows: any RowSource, for request: ReportRequest, fiscalYear: Int?
    ) throws {
        let pairings = try rows.rows(PairingRow.self)
        let all = try claims.compactMap { record -> ClaimFold.Held? in
            guard case .claimPublished(let claim) = try ProjectedEvent(record).meaning() else { return nil }
            return ClaimFold.Held(event: record, claim: claim)
        }
        var wanted = HeldClaims(claims: all, pairings: pairings).wanted(request, fiscalYear: fiscalYear)
        for held in wanted {
            guard case .fiscalYear = held.claim.time, held.claim.measure != .counties else { return nil }
        }
        if !wanted.isEmpty {
            let adding = ClaimTables(try rows.rows(AgreementRow.self), pairings)
            let measures = Set(wanted.map(\.claim.measure))
            if !measures.isDisjoint(with: [.committed, .pairings]) { adding.addPromises(to: &wanted) }
            if !measures.isDisjoint(with: [.sent, .received]) {
                adding.add(try rows.rows(TransferRow.self), to: &wanted)
            }
            if !measures.isDisjoint(with: [.allocated, .spent, .projects]) {
                adding.add(try rows.projectAccounts(), to: &wanted)
            }
        }
        self.init(claims: wanted, pairings: pairings)
    }
}

/// Adds up rows for claims about fiscal years.
private struct ClaimTables {
    let agreements: [String: AgreementRow]
    let pairings: [String: PairingRow]

    init(_ agreements: [AgreementRow], _ pairings: [PairingRow]) {
        self.agreements = Dictionary(agreements.map { ($0.key.agreement, $0) }) { first, _ in first }
        self.pairings = Dictionary(pairings.map { ($0.key.pairing, $0) }) { first, _ in first }
    }

    func addPromises(to claims: inout [ClaimFold.Held]) {
        for row in agreements.values {
            guard let recipient = pairings[row.pairing]?.recipient else { continue }
            let place = Money(row.pairing, row.key.agreement, row.instrument, at: recipient)
            add(row.promised, .committed, of: place, to: &claims)
            add(row.promised, .pairings, as: row.pairing, of: place, to: &claims)
        }
    }

    func add(_ transfers: [TransferRow], to claims: inout [ClaimFold.Held]) {
        for row in transfers {
            guard let pairing = row.pairing else { continue }
            let place = Money(pairing, row.agreement, row.instrument, at: row.receiver)
            add(row.sent - row.rejected, .sent, of: place, to: &claims)
            add(row.received, .received, of: place, to: &claims)
        }
    }

    func add(_ accounts: [AccountRow], to claims: inout [ClaimFold.Held]) {
        for row in accounts {
            guard let region = RegionCode(row.place) else { continue }
            for lot in row.lots {
                let place = Money(lot.pairing ?? "", lot.agreement, row.instrument, at: region)
                add(lot.amount, .allocated, of: place, to: &claims)
                add(lot.amount, .projects, as: row.owner, of: place, to: &claims)
                if row.kind == .spent { add(lot.amount, .spent, of: place, to: &claims) }
            }
        }
    }

    /// Whose money it is, and where.
    private struct Money {
        let pairing: String
        let agreement: String?
        let instrument: Instrument
        let place: RegionCode

        init(_ pairing: String, _ agreement: String?, _ instrument: Instrument, at place: RegionCode) {
            self.pairing = pairing
            self.agreement = agreement
            self.instrument = instrument
            self.place = place
        }
    }

    private func add(
        _ amount: Int64, _ measure: ClaimMeasure, as thing: String = "", of money: Money,
        to claims: inout [ClaimFold.Held]
    ) {
        guard let year = money.agreement.flatMap({ agreements[$0]?.fiscalYear }) else { return }
        for index in claims.indices where claims[index].claim.measure == measure {
            let claim = claims[index].claim
            guard claim.time == .fiscalYear(Int(year)),
                claim.scope.fits(money.pairing, pairings[money.pairing], money.instrument, at: money.place)
            else { continue }
            claims[index].amounts[thing, default: 0] += amount
        }
    }
}

extension ClaimScope {
    /// Whether money of a pairing and a kind that is at a place, or goes there, counts.
    func fits(_ name: String, _ sides: PairingRow?, _ instrument: Instrument, at place: RegionCode) -> Bool {
        programme.map { $0.description == sides?.programme } ?? true
            && pairing.map { $0.description == name } ?? true
            && donor.map { sides?.donor.isWithin($0) ?? false } ?? true
            && recipient.map(place.isWithin) ?? true
            && self.instrument.map { $0 == instrument } ?? true
    }
}
