public import Assistance
import CanonicalJSON
import Projection

/// R07 结对关系外资金: money outside the pairing that it is of.
public enum OffPairMoney: RedFlagRule {
    public static let policy = rule("R07")
    public static let question = "Which money went outside the pairing?"
    public static let test = """
        A donor's transfer or promise that is not from the pairing's donor to its recipient, or a region within them, or on a day on \
        which the pairing did not last.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        let transfers = ledger.transfers.compactMap { id, transfer -> Hit? in
            guard let pairing = transfer.pairing, !transfer.isTakenBack else { return nil }
            let sides = ledger.pairings[pairing]
            let isBetween =
                sides.map { transfer.sender.isWithin($0.donor) && transfer.receiver.isWithin($0.recipient) } ?? false
            let lasts = sides.map { $0.lasts(on: transfer.sent.on) } ?? false
            guard transfer.offPair != nil || !isBetween || !lasts else { return nil }
            let amount = FigureUnit.minorUnits.text(transfer.sent.amount)
            return flag(
                "transfer/\(id)", .major,
                "\(amount) went from \(transfer.sender) to \(transfer.receiver), which \(pairing) does not pair on "
                    + "\(transfer.sent.on)",
                "\(amount) 由 \(transfer.sender) 拨至 \(transfer.receiver)，不属于当日有效的结对关系 \(pairing)",
                found: transfer.sent.amount, limit: 0, .minorUnits, .ledger, transfer.acts.map(\.position),
                pairing: pairing, region: transfer.receiver)
        }
        let agreements = ledger.agreements.compactMap { id, agreement -> Hit? in
            guard let promise = agreement.promises.first else { return nil }
            let lasts = ledger.pairings[agreement.pairing].map { $0.lasts(on: promise.on) } ?? false
            guard agreement.offPair != nil || !lasts else { return nil }
            let amount = FigureUnit.minorUnits.text(agreement.promised)
            return flag(
                "agreement/\(id)", .minor,
                "\(amount) was promised on \(promise.on), when \(agreement.pairing) did not last",
                "\(promise.on) 承诺 \(amount)，当日结对关系 \(agreement.pairing) 无效", found: agreement.promised, limit: 0,
                .minorUnits, .ledger, agreement.promises.map(\.position), pairing: agreement.pairing)
        }
        return transfers + agreements
    }

    public static let example = RuleExample(
        story: "Under its pairing with Kizilsu, Guangdong sends 300,000 yuan to a county of Hotan, for an emergency.",
        requests: [
            Setting.promise("A", 300_000, "2019-02-01"),
            Setting.send("T", 300_000, "2019-03-01", to: "653221", offPair: "Flood relief"),
        ], on: Setting.date("2019-03-31"), hits: ["transfer/T"])
}

extension PairingRow {
    fileprivate func lasts(on day: CalendarDate) -> Bool { startsOn <= day && (endsOn.map { day <= $0 } ?? true) }
}
