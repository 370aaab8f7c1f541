import Assistance
import CanonicalJSON
import Projection

extension FlowsReport {
    /// How deep a row stands: whose figures it has.
    private enum Level: Int {
        case donor, recipient, place, purpose

        /// Whether money is told apart there by the stage, so that nothing is 0.
        func tells(_ measure: FlowMeasure, _ request: ReportRequest) -> Bool {
            switch measure {
            case .given, .sent: self <= .recipient && request.filter.purpose == nil
            case .received: self <= .place && request.filter.purpose == nil
            case .allocated, .spent: true
            }
        }

        static func <= (a: Level, b: Level) -> Bool { a.rawValue <= b.rawValue }
    }

    // MARK: Tree

    /// What went, or what came back: donor, recipient, place and purpose, one within the other or one beside the other.
    static func flowSection(_ table: FlowTable, isBack: Bool) -> Report.Section {
        let request = table.request
        let isTree = request.isTree ?? true
        let names =
            isTree
            ? [
                .text("code", "Code"),
                .text("name", "Name"),
            ]
            : [
                ("donor", "Donor"), ("recipient", "Recipient"), ("place", "Place"), ("purpose", "Purpose"),
            ].flatMap { key, label in
                [
                    Report.Column(key: key, label: "Code", kind: .text),
                    Report.Column(key: "\(key)_name", label: label, kind: .text),
                ]
            }
        let paths = table.paths.filter { isBack ? $0.figures.hasComeBack : $0.figures.hasWent }
        let empty = Array(repeating: Report.Cell.empty, count: names.count - 1)
        let rows =
            isTree
            ? request.rows(tree(paths, request)) { row($0, isBack, request) }
            : list(paths, isBack, request)
        return Report.Section(
            key: isBack ? "came_back" : "went", title: isBack ? "What came back" : "What went",
            columns: names + (isBack ? backColumns : wentColumns),
            rows: rows.shown, omitted: rows.omitted,
            total: Report.Row(
                [.text(request.language("Total"))] + empty + cells(table.total, .donor, isBack, request)))
    }

    /// A line of the tree, which adds up what some paths have.
    private struct Branch {
        let part: Part
        let level: Level
        let paths: Paths
    }

    private typealias Paths = ArraySlice<FlowTable.Line>

    /// - Parameter paths: in their order.
    private static func tree(_ paths: [FlowTable.Line], _ request: ReportRequest) -> [Branch] {
        var branches: [Branch] = []
        add(paths[...], .donor, request, to: &branches)
        return branches
    }

    /// - Parameter paths: in their order, all those of one branch of the level above.
    private static func add(_ paths: Paths, _ level: Level, _ request: ReportRequest, to branches: inout [Branch]) {
        guard level.rawValue < request.depth ?? .max else { return }
        var rest = paths
        while let first = rest.first {
            let part = part(of: first.path, level)
            let members = rest.prefix { Self.part(of: $0.path, level) == part }
            rest = rest.dropFirst(members.count)
            // Before money is anywhere, or for anything, it is its recipient's or place's alone.
            if part.isEmpty, !(level <= .recipient) { continue }
            branches.append(Branch(part: part, level: level, paths: members))
            if let below = Level(rawValue: level.rawValue + 1) { add(members, below, request, to: &branches) }
        }
    }

    private static func row(_ branch: Branch, _ isBack: Bool, _ request: ReportRequest) -> Report.Row {
        let sum = branch.paths.reduce(into: FlowFigures()) { $0.add($1.figures) }
        return Report.Row(
            [.text(branch.part.code), .text(branch.part.name(request))] + cells(sum, branch.level, isBack, request),
            depth: branch.level.rawValue,
            basis: request.basis(branch.paths.first.map { basis(of: $0.path, branch.level) }))
    }

    private static func list(
        _ paths: [FlowTable.Line], _ isBack: Bool, _ request: ReportRequest
    ) -> (shown: [Report.Row], omitted: Int) {
        let deepest = Level(rawValue: min(request.depth ?? 4, 4) - 1) ?? .purpose
        var sums: [FlowTable.Line] = []
        for (path, figures) in paths {
            var path = path
            if !(.purpose <= deepest) { path.purpose = nil }
            if !(.place <= deepest) { path.place = nil }
            if !(.recipient <= deepest) { path.recipient = nil }
            if let last = sums.indices.last, sums[last].path == path {
                sums[last].figures.add(figures)
            } else {
                sums.append((path, figures))
            }
        }
        let levels = [Level.donor, .recipient, .place, .purpose]
        return request.rows(sums) { path, figures in
            let parts = levels.map { part(of: path, $0) }
            let own: Level = path.purpose != nil ? .purpose : path.place != nil ? .place : .recipient
            let shown = own <= deepest ? own : deepest
            var names: [Report.Cell] = []
            for (level, part) in zip(levels, parts) {
                let isKnown = !part.isEmpty || (level <= .recipient && level <= deepest)
                names += isKnown ? [.text(part.code), .text(part.name(request))] : [.empty, .empty]
            }
            return Report.Row(
                names + cells(figures, shown, isBack, request, isLeaf: shown.rawValue < deepest.rawValue),
                basis: request.basis(basis(of: path, shown)))
        }
    }

    // MARK: Parts of a path

    /// A region or a purpose, or that nobody can say.
    private struct Part: Hashable, Comparable {
        var region: RegionCode?
        var purpose: Purpose?

        var isEmpty: Bool { region == nil && purpose == nil }
        var code: String { region?.description ?? purpose?.rawValue ?? "" }

        func name(_ request: ReportRequest) -> String {
            if let region { return request.name(of: region) }
            if let purpose { return request.language == .chinese ? purpose.chinese : purpose.english }
            return request.language("not known")
        }

        private var rank: (Int32, Int) {
            (region?.number ?? .max, purpose?.rank ?? .max)
        }

        static func < (a: Part, b: Part) -> Bool { a.rank < b.rank }
    }

    private static func part(of path: FlowPath, _ level: Level) -> Part {
        switch level {
        case .donor: Part(region: path.donor)
        case .recipient: Part(region: path.recipient)
        case .place: Part(region: path.place)
        case .purpose: Part(purpose: path.purpose)
        }
    }

    private static func basis(of path: FlowPath, _ level: Level) -> Basis {
        var whose = MoneyBasis()
        guard let donor = path.donor else { return .money(MoneyBasis(pairing: "")) }
        whose.donor = donor
        if .recipient <= level { whose.recipient = path.recipient }
        if .purpose <= level { whose.purpose = path.purpose }
        guard .place <= level, let place = path.place else { return .money(whose) }
        return .money(in: place, whose)
    }

    // MARK: Figures

    private static let wentColumns: [Report.Column] = [
        .amount("given", "Given"),
        .amount("sent", "Sent"),
        .amount("received", "Received"),
        .amount("allocated", "Allocated to projects"),
        .amount("spent", "Spent"),
    ]

    private static let backColumns: [Report.Column] = [
        .amount("given_back", "No longer given"),
        .amount("sent_back", "Sent back"),
        .amount("received_back", "Returned by recipients"),
        .amount("allocated_back", "Released by projects"),
        .amount("spent_back", "Payments taken back"),
    ]

    /// - Parameter isLeaf: whether what lies deeper stands in rows of its own, and nothing of it here.
    private static func cells(
        _ figures: FlowFigures, _ level: Level, _ isBack: Bool, _ request: ReportRequest, isLeaf: Bool = false
    ) -> [Report.Cell] {
        FlowMeasure.allCases.map { measure in
            let amount = isBack ? figures[back: measure] : figures[measure]
            let below = Level(rawValue: level.rawValue + 1) ?? .purpose
            if request.filter.purpose != nil, !Level.purpose.tells(measure, request) { return .empty }
            let isTold = level.tells(measure, request) && !(isLeaf && below.tells(measure, request))
            return amount == 0 && !isTold ? .empty : .amount(amount)
        }
    }

    // MARK: Time

    static func timeSection(_ table: FlowTable) -> Report.Section {
        let request = table.request
        func row(_ name: String, _ figures: FlowFigures, _ basis: Basis?) -> Report.Row {
            Report.Row(
                [.text(name)] + cells(figures, .donor, false, request) + cells(figures, .donor, true, request),
                basis: basis)
        }
        return Report.Section(
            key: "times", title: "What moved, by time",
            columns: [.text("time", "Time")] + wentColumns + backColumns,
            rows: table.times.sorted { $0.key < $1.key }.map { time, donors in
                let name = request.step?.name(of: time) ?? "\(time)"
                let sum = donors.values.reduce(into: FlowFigures()) { $0.add($1) }
                return row(name, sum, .money(MoneyBasis(time: name)))
            }, total: row(request.language("Total"), table.total, nil))
    }

    static func donorTimeSection(_ table: FlowTable) -> Report.Section {
        let request = table.request
        let entries = table.times.flatMap { time, donors in
            donors.map { (donor: $0.key, time: time, figures: $0.value) }
        }
        return Report.Section(
            key: "donor_times", title: "By donor and time",
            columns: [
                .text("donor", "Code"),
                .text("name", "Donor"),
                .text("time", "Time"),
            ] + wentColumns,
            rows: entries.sorted { (Part(region: $0.donor), $0.time) < (Part(region: $1.donor), $1.time) }.map {
                entry in
                let name = request.step?.name(of: entry.time) ?? "\(entry.time)"
                let end = request.step?.end(from: entry.time)
                return Report.Row(
                    [
                        .text(entry.donor?.description ?? ""),
                        .text(entry.donor.map { request.name(of: $0, on: end) } ?? request.language("not known")),
                        .text(name),
                    ] + cells(entry.figures, .donor, false, request),
                    basis: .money(
                        entry.donor.map { MoneyBasis(donor: $0, time: name) } ?? MoneyBasis(pairing: "", time: name)))
            })
    }
}
