import Assistance
import CanonicalJSON
public import Projection

/// A sample for an audit: which units are to be examined, how they were chosen, and room for what the auditor finds.
public enum AuditSampleReport {
    /// 样本设计: what is to be chosen, and how.
    public struct Design: Hashable, Sendable {
        public var population: SamplingPopulation
        public var method: SampleSelection.Method
        /// How many units, 1 at least.
        public var size: Int
        public var seed: UInt64
        /// Whether there are empty columns for the auditor's findings.
        public var isWorksheet: Bool

        public init(
            _ population: SamplingPopulation, _ method: SampleSelection.Method, size: Int, seed: UInt64,
            isWorksheet: Bool = false
        ) {
            self.population = population
            self.method = method
            self.size = size
            self.seed = seed
            self.isWorksheet = isWorksheet
        }
    }

    /// The models whose rows the report needs.
    public static let models: [any ReadModel.Type] = [Funds.self]

    /// - Parameter units: as ``PopulationCollector/units`` has them.
    /// - Throws: ``UnknownThing`` for a pairing or programme that is not on record, ``ReportRefusal`` for such a region.
    public static func make(
        _ design: Design, of units: [SamplingUnit], _ input: ReportInput, _ request: ReportRequest
    ) throws -> Report {
        _ = try request.scope(input)
        let selection = SampleSelection(
            of: design.size, from: units.map(\.amount), by: design.method, seed: design.seed)
        let columns = columns(design, request)
        let chosen = selection.choices.map { units[$0.index] }
        return Report(
            name: "audit-sample", title: "Audit sample",
            facts: request.facts(input) + facts(design, selection, units, request),
            sections: [
                Report.Section(
                    key: "sample", title: "What is to be examined", columns: columns.map(\.column),
                    rows: zip(selection.choices, chosen).enumerated().map { number, pair in
                        let item = Item(number: number + 1, choice: pair.0, unit: pair.1)
                        return Report.Row(columns.map { $0.cell(item) }, basis: .positions(pair.1.positions))
                    },
                    total: Report.Row(
                        columns.enumerated().map { index, column in
                            index == 1 ? .text(request.language("Total")) : column.total(chosen)
                        }))
            ], notes: notes(design, selection, units) + input.notes(request))
    }

    // MARK: Facts

    private static func facts(
        _ design: Design, _ selection: SampleSelection, _ units: [SamplingUnit], _ request: ReportRequest
    ) -> [Report.Fact] {
        var facts: [Report.Fact] = []
        func add(_ key: String, _ label: String, _ value: Report.Cell) {
            facts.append(.init(key: key, label: label, value: value))
        }
        func sum(_ choices: [SampleSelection.Choice]) -> Int128 {
            choices.reduce(0) { $0 + Int128(units[$1.index].amount) }
        }
        let total = units.reduce(Int128(0)) { $0 + Int128($1.amount) }
        add("population", "Population", .text(request.language(design.population.rawValue)))
        add("units", "Units in it", .count(Int64(units.count)))
        add("units_sum", "What they come to", .amount(total))
        add("method", "Method of selection", .text(request.language(design.method.rawValue)))
        // No number to be grouped.
        add("seed", "Seed", .text(String(design.seed)))
        add("size", "Sample size asked for", .count(Int64(design.size)))
        if let interval = selection.interval, let start = selection.start {
            add("interval", "Sampling interval", .amount(interval))
            add("random_start", "Random start", .amount(start))
            add("hits", "Hits", .count(Int64(selection.hits)))
            let certain = selection.choices.filter { $0.reason == .certain }
            add("certain", "Chosen for certain", .count(Int64(certain.count)))
            add("certain_sum", "What those come to", .amount(sum(certain)))
        }
        let chosen = sum(selection.choices)
        add("chosen", "Units chosen", .count(Int64(selection.choices.count)))
        add("chosen_sum", "What they come to together", .amount(chosen))
        add("coverage", "Share of the population's money", .ratio(chosen, of: total))
        return facts
    }

    private static func notes(
        _ design: Design, _ selection: SampleSelection, _ units: [SamplingUnit]
    ) -> [String] {
        guard !units.isEmpty else { return [emptyNote] }
        var notes: [String] = []
        if design.size >= units.count {
            notes.append(wholeNote)
        } else {
            notes.append(design.method == .monetaryUnit ? monetaryUnitNote : randomNote)
        }
        notes.append(design.population == .projects ? projectNote : entryNote)
        return notes
    }

    static let emptyNote = "there is nothing to choose from"
    static let wholeNote = "all units are chosen: there are no more than were asked for"
    static let monetaryUnitNote =
        "hits stand at the random start and at every interval after it, along the cumulative amounts; what comes to an interval or more is certain to be hit"
    static let randomNote =
        "each unit was as likely to be drawn as any other; a larger sample of the same seed begins with the same draws"
    static let entryNote = "an entry that was reversed is not in the population"
    static let projectNote = "a project counts with what it was given less what it gave back"

    // MARK: Rows

    /// A chosen unit.
    private struct Item {
        let number: Int
        let choice: SampleSelection.Choice
        let unit: SamplingUnit
    }

    private struct Column {
        let column: Report.Column
        var total: ([SamplingUnit]) -> Report.Cell = { _ in .empty }
        let cell: (Item) -> Report.Cell

        init(_ column: Report.Column, _ cell: @escaping (Item) -> Report.Cell) {
            self.column = column
            self.cell = cell
        }

        func summed(_ amount: @escaping (SamplingUnit) -> Int64?) -> Column {
            var column = self
            column.total = { .amount($0.reduce(Int128(0)) { $0 + Int128(amount($1) ?? 0) }) }
            return column
        }
    }

    private static func columns(_ design: Design, _ request: ReportRequest) -> [Column] {
        let (name, first, second) = titles(of: design.population)
        var columns = [
            Column(.count("number", "No.")) { .count(Int64($0.number)) },
            Column(name) { .text($0.unit.name) },
            Column(.count("position", "Position")) { .count($0.unit.position) },
            Column(.date("effective_on", "Effective on")) { .date($0.unit.effectiveOn) },
            Column(first) { details(of: $0.unit, request).first },
            Column(second) { details(of: $0.unit, request).second },
        ]
        if design.population != .projects {
            columns.append(Column(.amount("whole", "Whole entry")) { .amount($0.unit.whole ?? 0) }.summed(\.whole))
        }
        columns.append(Column(.amount("amount", "Amount sampled")) { .amount($0.unit.amount) }.summed(\.amount))
        switch design.method {
        case .monetaryUnit:
            columns += [
                Column(.amount("cumulative", "Cumulative amount")) { .amount($0.choice.cumulative) },
                Column(.amount("hit", "First hit")) { $0.choice.hit.map { .amount($0) } ?? .empty },
                Column(.count("hits", "Hits")) { $0.choice.hits > 0 ? .count(Int64($0.choice.hits)) : .empty },
            ]
        case .random:
            columns.append(Column(.count("draw", "Draw")) { $0.choice.draw.map { .count(Int64($0)) } ?? .empty })
        }
        columns.append(Column(.text("reason", "Why chosen")) { .text(request.language($0.choice.reason.rawValue)) })
        return columns + (design.isWorksheet ? worksheet : [])
    }

    private static var worksheet: [Column] {
        [
            Column(.text("document_seen", "Document seen")) { _ in .empty },
            Column(.amount("audited_amount", "Audited amount")) { _ in .empty },
            Column(.amount("difference", "Difference")) { _ in .empty },
            Column(.text("remark", "Remark")) { _ in .empty },
        ]
    }

    private static func titles(
        of population: SamplingPopulation
    ) -> (name: Report.Column, first: Report.Column, second: Report.Column) {
        switch population {
        case .payments: (.text("payment", "Payment"), .text("project", "Project"), .text("payee", "Payee"))
        case .transfers, .forwardings:
            (.text("transfer", "Transfer"), .text("sender", "Sender"), .text("receiver", "Receiver"))
        case .projects: (.text("project", "Project"), .text("name", "Name"), .text("place", "Place"))
        }
    }

    private static func details(
        of unit: SamplingUnit, _ request: ReportRequest
    ) -> (first: Report.Cell, second: Report.Cell) {
        func named(_ region: RegionCode) -> Report.Cell {
            .text("\(region) \(request.name(of: region, on: unit.effectiveOn))")
        }
        switch unit.details {
        case .payment(let project, .organisation(let payee)): return (.text(project), .text(payee))
        case .payment(let project, .person(let digest)):
            return (.text(project), .text(digest?.description ?? request.language("a person")))
        case .transfer(let sender, let receiver): return (named(sender), named(receiver))
        case .project(let plan):
            let name = request.language == .chinese ? plan.nameZH ?? plan.name : plan.name
            return (.text(name), named(plan.place.region))
        }
    }
}
