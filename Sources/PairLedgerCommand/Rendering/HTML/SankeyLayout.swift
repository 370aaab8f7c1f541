import Accountability

/// Where the nodes and links of a Sankey chart lie, in points from the upper left corner. Heights are as the amounts are, exactly: a
/// node is as high as what comes in or what goes out, whichever is more.
struct SankeyLayout: Equatable {
    /// What the layout is to leave room for.
    struct Measures: Equatable {
        var nodeWidth = 14.0
        /// What the largest column comes to.
        var flowHeight = 360.0
        /// Between what belongs to two nodes of a column.
        var gap = 8.0
        /// How much of a column's height a node has at least, for its label.
        var leastSlot = 34.0
        /// From the left side of a column to that of the next.
        var columnDistance = 300.0
        /// For labels at the left and at the right.
        var leading = 160.0
        var trailing = 160.0
    }

    /// A rectangle.
    struct Node: Equatable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
        var amount: Int128

        var middle: Double { y + height / 2 }
    }

    /// A band from the right side of a node to the left side of another; `y` is its upper edge.
    struct Link: Equatable {
        var startX: Double
        var startY: Double
        var endX: Double
        var endY: Double
        var height: Double
    }

    /// In the order of the chart.
    let nodes: [Node]
    let links: [Link]
    let width: Double
    let height: Double

    init(_ chart: Chart.Sankey, _ measures: Measures = Measures()) {
        for link in chart.links {
            precondition(chart.nodes[link.source].column < chart.nodes[link.target].column, "money runs to the right")
        }
        let amounts = chart.throughputs
        let columns = Dictionary(grouping: chart.nodes.indices) { chart.nodes[$0].column }
        let largest = columns.values.map { $0.reduce(0) { $0 + amounts[$1] } }.max() ?? 0
        let scale = largest > 0 ? measures.flowHeight / Double(largest) : 0
        func slot(_ node: Int) -> Double { max(Double(amounts[node]) * scale, measures.leastSlot) }
        func extent(_ column: [Int]) -> Double {
            column.reduce(measures.gap * Double(column.count - 1)) { $0 + slot($1) }
        }
        height = columns.values.map(extent).max() ?? 0
        var nodes = Array(repeating: Node(x: 0, y: 0, width: 0, height: 0, amount: 0), count: chart.nodes.count)
        for (column, members) in columns {
            var top = (height - extent(members)) / 2
            for member in members {
                let nodeHeight = Double(amounts[member]) * scale
                nodes[member] = Node(
                    x: measures.leading + Double(column) * measures.columnDistance,
                    y: top + (slot(member) - nodeHeight) / 2, width: measures.nodeWidth, height: nodeHeight,
                    amount: amounts[member])
                top += slot(member) + measures.gap
            }
        }
        self.nodes = nodes
        let steps = chart.nodes.map(\.column).max() ?? 0
        width = measures.leading + Double(steps) * measures.columnDistance + measures.nodeWidth + measures.trailing
        links = SankeyLayout.links(chart, nodes, scale: scale)
    }

    /// At every node, links are in the order of what they lead to, so that as few as possible cross.
    private static func links(_ chart: Chart.Sankey, _ nodes: [Node], scale: Double) -> [Link] {
        var links = chart.links.map { link in
            Link(
                startX: nodes[link.source].x + nodes[link.source].width, startY: 0, endX: nodes[link.target].x, endY: 0,
                height: Double(link.amount) * scale)
        }
        var starts = nodes.map(\.y)
        var ends = nodes.map(\.y)
        func ordered(by other: (Chart.Sankey.Link) -> Int) -> [Int] {
            links.indices.sorted { first, second in
                let (one, two) = (other(chart.links[first]), other(chart.links[second]))
                return (nodes[one].middle, one, first) < (nodes[two].middle, two, second)
            }
        }
        for index in ordered(by: \.target) {
            links[index].startY = starts[chart.links[index].source]
            starts[chart.links[index].source] += links[index].height
        }
        for index in ordered(by: \.source) {
            links[index].endY = ends[chart.links[index].target]
            ends[chart.links[index].target] += links[index].height
        }
        return links
    }
}

extension Chart.Sankey {
    /// What runs through each node: what comes in or what goes out, whichever is more.
    fileprivate var throughputs: [Int128] {
        var (into, outOf) = (nodes.map { _ in Int128(0) }, nodes.map { _ in Int128(0) })
        for link in links {
            into[link.target] += Int128(link.amount)
            outOf[link.source] += Int128(link.amount)
        }
        return zip(into, outOf).map(max)
    }
}
