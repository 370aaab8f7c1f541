import Accountability
import Testing

@testable import PairLedgerCommand

@Suite("Sankey charts")
struct HTMLSankeyTests {
    @Test("heights are as the amounts are, and what comes in is as high as what goes out")
    func proportional() throws {
        let chart = RenderingSamples.sankey
        let layout = SankeyLayout(chart)
        let scale = try #require(layout.links.first).height / Double(chart.links[0].amount)
        for (link, place) in zip(chart.links, layout.links) {
            #expect(abs(place.height - Double(link.amount) * scale) < 1e-9)
        }
        for (index, node) in layout.nodes.enumerated() {
            let (into, outOf) = Self.heights(at: index, chart, layout)
            #expect(abs(node.height - max(into, outOf)) < 1e-9)
            #expect(abs(node.height - Double(node.amount) * scale) < 1e-9)
        }
        // Everything that the fourth recipient was given is accounted for.
        let (into, outOf) = Self.heights(at: 8, chart, layout)
        #expect(abs(into - outOf) < 1e-9)
    }

    @Test("links fill the sides of their nodes from the top, without gaps and without overlaps")
    func ports() {
        let chart = RenderingSamples.sankey
        let layout = SankeyLayout(chart)
        for (index, node) in layout.nodes.enumerated() {
            for isStart in [true, false] {
                let spans = zip(chart.links, layout.links).compactMap { link, place -> (y: Double, height: Double)? in
                    guard (isStart ? link.source : link.target) == index else { return nil }
                    #expect(isStart ? place.startX == node.x + node.width : place.endX == node.x)
                    return (isStart ? place.startY : place.endY, place.height)
                }
                var y = node.y
                for span in spans.sorted(by: { $0.y < $1.y }) {
                    #expect(abs(span.y - y) < 1e-9)
                    y = span.y + span.height
                }
                #expect(y < node.y + node.height + 1e-9)
            }
        }
    }

    @Test("one huge amount and many tiny ones: nothing overlaps, every node has room for its label, nothing is outside")
    func hugeAndTiny() {
        let tiny = (1...30).map { Chart.Sankey.Node(label: "county \($0)", column: 1) }
        let chart = Chart.Sankey(
            title: "x", nodes: [Chart.Sankey.Node(label: "donor", column: 0)] + tiny,
            links: (1...30).map { Chart.Sankey.Link(source: 0, target: $0, amount: $0 == 7 ? .max : 1) })
        let measures = SankeyLayout.Measures()
        let layout = SankeyLayout(chart, measures)
        Self.expectSeparate(chart, layout, measures)
        #expect(layout.nodes[0].amount == Int128(Int64.max) + 29)
        #expect(layout.links[6].height > 359 && layout.links[0].height > 0 && layout.links[0].height < 1e-9)
    }

    @Test("forty nodes in every column stand apart")
    func forty() {
        let nodes = (0..<120).map { Chart.Sankey.Node(label: "n\($0)", column: $0 / 40) }
        let links = (0..<80).flatMap { source in
            (0..<5).map {
                Chart.Sankey.Link(
                    source: source, target: 40 * (source / 40 + 1) + (source * 7 + $0 * 11) % 40,
                    amount: Int64(source + 1) * Int64($0 + 1))
            }
        }
        let chart = Chart.Sankey(title: "x", nodes: nodes, links: links)
        let measures = SankeyLayout.Measures()
        let layout = SankeyLayout(chart, measures)
        Self.expectSeparate(chart, layout, measures)
        #expect(layout == SankeyLayout(chart, measures))
    }

    @Test("one link, no link, and nothing at all")
    func small() {
        let nodes = ["a", "b"].enumerated().map { Chart.Sankey.Node(label: $1, column: $0) }
        let one = SankeyLayout(
            Chart.Sankey(title: "x", nodes: nodes, links: [Chart.Sankey.Link(source: 0, target: 1, amount: 1)]))
        #expect(one.nodes.map(\.height) == [360, 360] && one.nodes.map(\.y) == [0, 0] && one.height == 360)
        #expect(one.links == [SankeyLayout.Link(startX: 174, startY: 0, endX: 460, endY: 0, height: 360)])
        #expect(one.width == 160 + 300 + 14 + 160)
        let none = SankeyLayout(Chart.Sankey(title: "x", nodes: nodes, links: []))
        #expect(none.nodes.map(\.height) == [0, 0] && none.links.isEmpty && none.height == 34)
        let empty = SankeyLayout(Chart.Sankey(title: "x", nodes: [], links: []))
        #expect(empty.nodes.isEmpty && empty.height == 0)
    }

    @Test("the order in which links are told changes nothing")
    func order() {
        var chart = RenderingSamples.sankey
        let layout = SankeyLayout(chart)
        chart.links.reverse()
        let reversed = SankeyLayout(chart)
        #expect(reversed.nodes == layout.nodes)
        for (one, other) in zip(reversed.links.reversed(), layout.links) {
            #expect(abs(one.startY - other.startY) < 1e-9 && abs(one.endY - other.endY) < 1e-9)
        }
    }

    private static func heights(
        at node: Int, _ chart: Chart.Sankey, _ layout: SankeyLayout
    ) -> (into: Double, outOf: Double) {
        zip(chart.links, layout.links).reduce((0, 0)) { sums, link in
            (
                sums.0 + (link.0.target == node ? link.1.height : 0),
                sums.1 + (link.0.source == node ? link.1.height : 0)
            )
        }
    }

    private static func expectSeparate(
        _ chart: Chart.Sankey, _ layout: SankeyLayout, _ measures: SankeyLayout.Measures
    ) {
        for (column, members) in Dictionary(grouping: chart.nodes.indices, by: { chart.nodes[$0].column }) {
            let places = members.map { layout.nodes[$0] }
            #expect(places.allSatisfy { $0.y > -1e-9 && $0.y + $0.height < layout.height + 1e-9 })
            for (above, below) in zip(places, places.dropFirst()) {
                #expect(above.y + above.height + measures.gap <= below.y + 1e-9, "column \(column)")
                #expect(below.middle - above.middle >= measures.leastSlot, "column \(column)")
            }
        }
    }
}
