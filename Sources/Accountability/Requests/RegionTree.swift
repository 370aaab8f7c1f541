import Assistance
import CanonicalJSON

/// What can be added up along a tree of regions.
protocol Summable {
    init()
    mutating func add(_ other: Self)
}

/// Figures of regions as rows: one below the other, or in a tree in which a region has the sum of what lies within it.
struct RegionTree<Figures: Summable> {
    /// A region with its figures, and how deep it stands.
    struct Node {
        let region: RegionCode
        let depth: Int
        let figures: Figures
    }

    private var own: [RegionCode: Figures] = [:]

    init() {}

    mutating func add(_ figures: Figures, to region: RegionCode) { own[region, default: Figures()].add(figures) }

    var total: Figures { own.values.reduce(into: Figures()) { $0.add($1) } }

    /// By code.
    var flat: [Node] { own.sorted { $0.key < $1.key }.map { Node(region: $0.key, depth: 0, figures: $0.value) } }

    /// Provinces, the prefectures in them and the counties in those, each with the sum of what is its own and lies within it. A code that
    /// no region ever had, such as that of a prefecture where counties belong to the province, stands there only with figures of its own.
    ///
    /// - Parameter depth: how many levels are shown; nil for all.
    func nodes(depth: Int? = nil) -> [Node] {
        var sums: [RegionCode: Figures] = [:]
        for (region, figures) in own {
            for code in [region] + above(region) { sums[code, default: Figures()].add(figures) }
        }
        let levels = max(1, depth ?? .max)
        return sums.sorted { $0.key < $1.key }.map { region, figures in
            Node(region: region, depth: above(region).count, figures: figures)
        }.filter { $0.depth < levels }
    }

    /// The regions that a region lies within, from the nearest.
    private func above(_ region: RegionCode) -> [RegionCode] {
        var regions: [RegionCode] = []
        var next = region.parent
        while let code = next {
            if own[code] != nil || !Regions.history(of: code).isEmpty { regions.append(code) }
            next = code.parent
        }
        return regions
    }

    /// The rows that a request asks for.
    func nodes(_ request: ReportRequest, isTree: Bool) -> [Node] {
        (request.isTree ?? isTree) ? nodes(depth: request.depth) : flat
    }
}
