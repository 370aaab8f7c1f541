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

    /// Provinces, the prefectures in them and the counties in those, each with the sum of what is its own and lies within it. A region of
    /// another tier without any of its own stands there only as the head of more than one.
    ///
    /// - Parameter depth: how many levels are shown; nil for all.
    func nodes(depth: Int? = nil) -> [Node] {
        var sums: [RegionCode: Figures] = [:]
        for (region, figures) in own {
            var above: RegionCode? = region
            while let code = above {
                sums[code, default: Figures()].add(figures)
                above = code.parent
            }
        }
        let levels = max(1, depth ?? .max)
        return sums.sorted { $0.key < $1.key }.map { region, figures in
            Node(region: region, depth: region.level, figures: figures)
        }.filter { $0.depth < levels }
    }

    /// The rows that a request asks for.
    func nodes(_ request: ReportRequest, isTree: Bool) -> [Node] {
        (request.isTree ?? isTree) ? nodes(depth: request.depth) : flat
    }
}

extension RegionCode {
    /// How deep it stands among regions by the shape of its code: 0 for a province.
    fileprivate var level: Int {
        var level = 0
        var above = parent
        while let code = above {
            level += 1
            above = code.parent
        }
        return level
    }
}
