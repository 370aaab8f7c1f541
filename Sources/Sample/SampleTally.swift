import Assistance
import CanonicalJSON
import FoundationEssentials

/// Adds up what was paid in counties, for the rules that look at all payments of a year: an irregularity of one project may be too small
/// among the others to be one of its county.
struct SampleTally: Sendable {
    fileprivate struct Payment {
        let payee: String?
        let amount: Int64
        let isDecember: Bool
        let event: UUID
    }

    /// By the fiscal year of the money, and by the calendar year of the payment.
    private var fiscalYears: [SampleSite: [Payment]] = [:]
    private var calendarYears: [SampleSite: [Payment]] = [:]
    private var lastDay: CalendarDate?

    mutating func take(_ decided: DecidedEvent, _ sites: [Identifier: SampleSite], _ id: UUID) {
        lastDay = max(lastDay ?? decided.effectiveOn, decided.effectiveOn)
        guard case .fundsSpent(let spent) = decided.event, let site = sites[decided.stream.identifier] else { return }
        let payment = Payment(
            payee: spent.payeeKind == .person ? nil : spent.payee, amount: spent.amount.minorUnits,
            isDecember: decided.effectiveOn.month == 12, event: id)
        fiscalYears[site, default: []].append(payment)
        calendarYears[SampleSite(county: site.county, year: decided.effectiveOn.year), default: []].append(payment)
    }

    /// Of years that are over.
    var answers: [Answer] {
        guard let lastDay else { return [] }
        func over(_ years: [SampleSite: [Payment]]) -> [(site: SampleSite, payments: [Payment])] {
            years.filter { $0.key.year < lastDay.year }.map { ($0.key, $0.value) }
                .sorted { ($0.site.county, $0.site.year) < ($1.site.county, $1.site.year) }
        }
        return over(fiscalYears).compactMap { concentration($0.site, $0.payments) }
            + over(calendarYears).compactMap { rush($0.site, $0.payments) }
    }

    /// R17: more than half of five payments or more goes to one supplier.
    private func concentration(_ site: SampleSite, _ payments: [Payment]) -> Answer? {
        guard payments.count >= 5 else { return nil }
        let suppliers = Dictionary(grouping: payments.filter { $0.payee != nil }, by: \.payee)
        let all = payments.reduce(0) { $0 + $1.amount }
        guard let top = suppliers.values.max(by: { $0.sum < $1.sum }), top.sum * 2 > all else { return nil }
        return answer("R17", site, top, of: all)
    }

    /// R20: more than two fifths are paid in December.
    private func rush(_ site: SampleSite, _ payments: [Payment]) -> Answer? {
        let december = payments.filter(\.isDecember)
        let all = payments.reduce(0) { $0 + $1.amount }
        guard december.sum * 5 > all * 2 else { return nil }
        return answer("R20", site, december, of: all)
    }

    private func answer(_ rule: String, _ site: SampleSite, _ payments: [Payment], of all: Int64) -> Answer {
        var answer = Answer(
            rule, "region/\(site.county)", ["year": Int64(site.year), "amount": payments.sum, "of": all])
        answer.events = payments.map(\.event)
        answer.provedBy = payments.count
        return answer
    }
}

extension [SampleTally.Payment] {
    fileprivate var sum: Int64 { reduce(0) { $0 + $1.amount } }
}
