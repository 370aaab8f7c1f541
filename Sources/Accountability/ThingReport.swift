public import Assistance
public import CanonicalJSON
import Journal
public import Projection

/// One thing with its whole history: what it is, what lies in its accounts, and every event that tells of it.
public enum ThingReport {
    /// - Parameters:
    ///   - recorded: the number of events in the ledger when the thing was read.
    ///   - today: the day on which a region without a date is looked up.
    ///   - amount: writes an amount in words.
    public static func make(
        _ thing: Thing, ledger: String, horizon: Horizon = Horizon(), recorded: Int64, today: CalendarDate,
        amount: (Money) -> String
    ) -> Report {
        let facts = thing.facts
        var sections: [Report.Section] = []
        if thing.kind == StreamName.Kind.region.rawValue {
            sections.append(codeSection(thing, on: horizon.asOf ?? today))
        }
        if !facts.isEmpty { sections.append(factSection(facts)) }
        if !thing.balances.isEmpty { sections.append(balanceSection(thing.balances)) }
        sections.append(historySection(thing, facts, amount: amount))
        return Report(
            name: "thing", title: "\(thing.kind.prefix(1).uppercased())\(thing.kind.dropFirst()) \(thing.identifier)",
            facts: [
                .init(key: "ledger", label: "Ledger", value: .text(ledger)),
                .init(key: "stream", label: "Stream", value: .text("\(thing.kind)/\(thing.identifier)")),
            ] + horizon.facts(recorded: recorded),
            sections: sections)
    }

    /// What the table of codes says of a region.
    private static func codeSection(_ thing: Thing, on date: CalendarDate) -> Report.Section {
        let code = RegionCode(thing.identifier.description)
        return Report.Section(
            key: "region", title: "Region",
            columns: [
                .text("code", "Code"), .text("name", "Name"),
                .text("tier", "Tier"), .date("on", "On"),
            ],
            rows: [
                .init([
                    .text(thing.identifier.description), cell(code?.name(on: date)), cell(code?.tier.rawValue),
                    .date(date.description),
                ])
            ])
    }

    private static func factSection(_ facts: [Thing.Fact]) -> Report.Section {
        let hasAmounts = facts.contains { $0.field.money != nil }
        let amount = Report.Column.amount("amount", "Amount")
        return Report.Section(
            key: "facts", title: "What it is",
            columns: [
                .text("field", "Field"), .text("value", "Value"),
                .text("meaning", "Meaning"),
            ] + (hasAmounts ? [amount] : []) + [.count("position", "Said at")],
            rows: facts.map { fact in
                let money = fact.field.money.map { Report.Cell.amount($0.minorUnits) } ?? .empty
                return .init(
                    [
                        .text(fact.field.label), cell(fact.field.value), cell(fact.field.names(on: fact.date)),
                    ] + (hasAmounts ? [money] : []) + [.count(fact.position)])
            })
    }

    private static func balanceSection(_ balances: [Account: Int64]) -> Report.Section {
        let order = Account.Kind.allCases
        let accounts = balances.keys.sorted { a, b in
            (order.firstIndex(of: a.kind) ?? 0, a.description) < (order.firstIndex(of: b.kind) ?? 0, b.description)
        }
        return Report.Section(
            key: "balances", title: "Money",
            columns: [
                .text("account", "Account"),
                .text("meaning", "Meaning"),
                .text("instrument", "Kind of money"),
                .amount("balance", "Balance"),
            ],
            rows: accounts.map { account in
                .init([
                    .text(account.description), .text(account.kind.holds), .text(account.instrument.rawValue),
                    .amount(balances[account] ?? 0),
                ])
            })
    }

    private static func historySection(
        _ thing: Thing, _ facts: [Thing.Fact], amount: (Money) -> String
    ) -> Report.Section {
        Report.Section(
            key: "history", title: "History",
            columns: [
                .count("position", "Position"),
                .date("effective_on", "Effective on"),
                .text("recorded_at", "Recorded at"),
                .text("type", "Type"), .text("actor", "Actor"),
                .text("recorder", "Recorder"),
                .text("says", "Says"),
            ],
            rows: thing.events.map { event in
                .init([
                    .count(event.position), .date(event.effectiveOn.description), .text(event.recordedAt.description),
                    .text(event.type), .text(event.actor), .text(event.recorder),
                    .text(thing.words(of: event, facts, amount: amount)),
                ])
            })
    }

    private static func cell(_ text: String?) -> Report.Cell { text.map(Report.Cell.text) ?? .empty }
}

extension Thing {
    /// What an event says in a few words: its amounts, and all else that is not as the first event said it and it still is.
    fileprivate func words(of event: RecordedEvent, _ facts: [Fact], amount: (Money) -> String) -> String {
        let unchanged = facts.filter { $0.position == events.first?.position }.map(\.field)
        let told = event.fields.filter { field in
            field.money.map { !$0.isZero } ?? !unchanged.contains(field)
        }
        return told.map { $0.phrase(on: event.effectiveOn, amount: amount) }.joined(separator: "; ")
    }
}
