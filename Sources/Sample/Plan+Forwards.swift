import Assistance
import CanonicalJSON

extension Plan {
    /// The way from the recipient down to a county; answers the day on which the money is there.
    mutating func planForwards(
        _ forwards: inout Forwards, to county: Places.County, _ amount: Int64, from arrival: CalendarDate
    ) -> CalendarDate {
        let funding = forwards.funding
        var (holder, day) = (funding.pair.recipient, arrival)
        var way = county.code == holder ? [] : [county.code]
        if let prefecture = county.prefecture, prefecture != holder, !way.isEmpty, random.oneIn(2) {
            way.insert(prefecture, at: 0)
        }
        for next in way {
            forwards.count += 1
            let id = Identifier.known("\(forwards.transfer)-F\(forwards.count)")
            var wait = random.within(3...20)
            var proves: [Int] = []
            if funding.irregularity == .retained, forwards.count == 1 {
                wait += random.within(60...150)
                proves.append(
                    note(
                        Answer(
                            "R02", "transfer/\(forwards.transfer)", ["amount": amount, "days": Int64(wait)])))
            }
            let sentOn = day.later(by: wait)
            add(
                ForwardFunds(
                    transfer: id, from: holder, to: next, instrument: funding.instrument, amount: .fen(amount),
                    sentOn: sentOn), by: places.office(.finance, of: holder, in: funding.year), proves: proves)
            day = sentOn.later(by: random.within(1...5))
            add(
                ReceiveFunds(transfer: id, receivedOn: day),
                by: places.office(.finance, of: next, in: funding.year))
            holder = next
        }
        return day
    }
}

/// What a transfer became on its way down.
struct Forwards {
    let funding: Funding
    let transfer: Identifier
    var count = 0
}
