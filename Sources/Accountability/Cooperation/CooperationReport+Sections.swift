import Assistance
import CanonicalJSON
import Projection

extension CooperationReport {
    /// A kind of cooperation, one way.
    private struct Way: Hashable, Comparable {
        let kind: CooperationKind
        let direction: Direction

        init(kind: CooperationKind, direction: Direction) {
            self.kind = kind
            self.direction = direction
        }

        init(_ item: CooperationItem) { self.init(kind: item.kind, direction: item.direction) }

        private var rank: (Int, Int) {
            (CooperationKind.allCases.firstIndex(of: kind) ?? 0, Direction.allCases.firstIndex(of: direction) ?? 0)
        }

        static func < (a: Way, b: Way) -> Bool { a.rank < b.rank }
    }

    private static let wayColumns: [Report.Column] = [
        .text("kind", "Code"),
        .text("kind_name", "Kind"),
        .text("direction", "Direction"),
        .text("direction_name", "Done"),
    ]

    private static let figureColumns: [Report.Column] = [
        .count("entries", "Entries"),
        .count("persons", "Persons"),
        .count("registered_poor", "Registered poor"),
        .count("person_days", "Person-days"),
        .amount("amount", "Paid"),
        .amount("committed", "Agreed"),
        .count("jobs", "Jobs"),
        .count("linked_households", "Linked households"),
    ]

    private static func cells(_ way: Way, _ request: ReportRequest) -> [Report.Cell] {
        [
            .text(way.kind.rawValue), .text(way.kind.name(request)), .text(way.direction.rawValue),
            .text(way.direction.name(request)),
        ]
    }

    /// What a kind does not have is empty.
    private static func cells(_ figures: CooperationFigures, _ kind: CooperationKind?) -> [Report.Cell] {
        func has(_ kinds: CooperationKind...) -> Bool { kind.map(kinds.contains) ?? true }
        return [
            .sumCount(figures.entries),
            has(.secondment, .placement, .training) ? .sumCount(figures.persons) : .empty,
            has(.placement) ? .sumCount(figures.registeredPoor) : .empty,
            has(.training) ? .sumCount(figures.personDays) : .empty,
            has(.investment, .purchase) ? .amount(figures.amount) : .empty,
            has(.investment) ? .amount(figures.committed) : .empty, has(.investment) ? .sumCount(figures.jobs) : .empty,
            has(.investment) ? .sumCount(figures.linkedHouseholds) : .empty,
        ]
    }

    // MARK: Kinds and pairings

    static func kindSection(_ items: [CooperationItem], _ request: ReportRequest) -> Report.Section {
        let pairings = Set(items.map(\.pairing))
        return Report.Section(
            key: "kinds", title: "By kind", columns: wayColumns + figureColumns,
            rows: Dictionary(grouping: items, by: Way.init).sorted { $0.key < $1.key }.map { way, items in
                Report.Row(
                    cells(way, request) + cells(items.sum, way.kind),
                    basis: items.basis(
                        CooperationBasis(pairings: pairings, kind: way.kind, direction: way.direction)))
            },
            total: Report.Row(
                [.text(request.language("Total")), .empty, .empty, .empty] + cells(items.sum, nil)))
    }

    static func pairingSection(
        _ items: [CooperationItem], _ request: ReportRequest, _ scope: ReportScope
    ) -> Report.Section {
        let pairings = Dictionary(grouping: items, by: \.pairing).sorted { $0.key < $1.key }
        return Report.Section(
            key: "pairings", title: "By pairing",
            columns: [
                .text("pairing", "Pairing"),
                .text("donor", "Donor"),
                .text("recipient", "Recipient"),
            ] + wayColumns + figureColumns,
            rows: pairings.flatMap { pairing, items in
                let sides = scope.pairings[pairing]
                return Dictionary(grouping: items, by: Way.init).sorted { $0.key < $1.key }.map { way, items in
                    Report.Row(
                        [
                            .text(pairing), sides.map { .text(request.name(of: $0.donor, on: $0.startsOn)) } ?? .empty,
                            sides.map { .text(request.name(of: $0.recipient, on: $0.startsOn)) } ?? .empty,
                        ] + cells(way, request) + cells(items.sum, way.kind),
                        basis: items.basis(
                            CooperationBasis(pairings: [pairing], kind: way.kind, direction: way.direction)))
                }
            })
    }

    // MARK: Time

    private static func start(_ item: CooperationItem, _ request: ReportRequest) -> CalendarDate {
        (request.step ?? .year).start(of: item.day)
    }

    static func timeSection(_ items: [CooperationItem], _ request: ReportRequest) -> Report.Section {
        let all = Set(items.map(\.pairing))
        let times = Dictionary(grouping: items) { start($0, request) }.sorted { $0.key < $1.key }
        return Report.Section(
            key: "times", title: "By time",
            columns: [.text("time", "Time")] + wayColumns + figureColumns,
            rows: times.flatMap { time, items in
                Dictionary(grouping: items, by: Way.init).sorted { $0.key < $1.key }.map { way, items in
                    Report.Row(
                        [.text((request.step ?? .year).name(of: time))] + cells(way, request)
                            + cells(items.sum, way.kind),
                        basis: items.basis(
                            CooperationBasis(pairings: all, kind: way.kind, direction: way.direction, year: time.year)))
                }
            })
    }

    // MARK: Regions

    private struct OfRegion: Summable {
        var figures: [Direction: CooperationFigures] = [:]
        /// Of the events that they come of.
        var positions: [Direction: [Int64]] = [:]

        mutating func add(_ other: OfRegion) {
            for (direction, figures) in other.figures { self.figures[direction, default: .init()].add(figures) }
            positions.merge(other.positions, uniquingKeysWith: +)
        }
    }

    /// By the region where those are whom it is done for.
    static func regionSection(_ items: [CooperationItem], _ request: ReportRequest) -> Report.Section {
        var tree = RegionTree<OfRegion>()
        for item in items {
            guard let (region, position) = item.place else { continue }
            tree.add(
                OfRegion(figures: [item.direction: item.figures], positions: [item.direction: [position]]), to: region)
        }
        return Report.Section(
            key: "regions", title: "By region",
            columns: [
                .text("region", "Code"),
                .text("name", "Region"),
                .text("direction", "Direction"),
                .text("direction_name", "Done"),
            ] + figureColumns,
            rows: tree.nodes(request, isTree: true).flatMap { node in
                let name = request.name(of: node.region)
                return Direction.allCases.compactMap { direction -> Report.Row? in
                    guard let figures = node.figures.figures[direction] else { return nil }
                    let positions = node.figures.positions[direction] ?? []
                    return Report.Row(
                        [
                            .text(node.region.description), .text(name), .text(direction.rawValue),
                            .text(direction.name(request)),
                        ] + cells(figures, nil), depth: node.depth, basis: .positions(positions.sorted()))
                }
            })
    }

    // MARK: Pictures

    /// The kinds over time, both ways: persons, and amounts.
    static func charts(_ items: [CooperationItem], _ request: ReportRequest) -> [Chart] {
        struct Moment: Hashable {
            let way: Way
            let time: CalendarDate
        }
        let moments = Dictionary(grouping: items) { Moment(way: Way($0), time: start($0, request)) }.mapValues(\.sum)
        let times = Set(moments.keys.map(\.time)).sorted()
        guard !times.isEmpty else { return [] }
        func multiples(
            _ title: String, _ kinds: [CooperationKind], _ kind: Report.Column.Kind,
            _ figure: (CooperationFigures) -> Int128
        ) -> Chart? {
            let shown = kinds.filter { kind in moments.keys.contains { $0.way.kind == kind } }
            guard !shown.isEmpty else { return nil }
            let panels = shown.map { kind in
                Chart.Multiples.Panel(
                    label: kind.name(request),
                    values: Direction.allCases.map { direction in
                        times.map { time in
                            moments[Moment(way: Way(kind: kind, direction: direction), time: time)]
                                .map { Int64(clamping: figure($0)) }
                        }
                    })
            }
            return .multiples(
                .init(
                    title: title, times: times.map((request.step ?? .year).name),
                    lines: ["for the recipient", "for the donor"], panels: panels, kind: kind))
        }
        return [
            multiples("Persons, by kind and time", [.secondment, .placement, .training], .count, \.persons),
            multiples("Amounts, by kind and time", [.investment, .purchase], .amount, \.amount),
        ].compactMap { $0 }
    }
}
