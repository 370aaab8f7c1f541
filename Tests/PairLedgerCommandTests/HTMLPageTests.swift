import Accountability
import Assistance
import Testing

@testable import PairLedgerCommand

@Suite("HTML pages in a browser", .serialized, .timeLimit(.minutes(3)))
struct HTMLPageTests {
    private static let page = HTMLRenderer(unit: .wan).render(RenderingSamples.flows)

    @Test("no text runs out of its box, and no label lies on another, at any width")
    func boxes() async throws {
        let seal = "# note — audit.example/demo \(String(repeating: "msi4XVBQmYbX", count: 12))\n"
        let pages = [
            Self.page.replacing("</main>", with: "</main>\n<footer><h2>Seal</h2><pre>\n\(seal)</pre></footer>"),
            HTMLRenderer().render(RenderingSamples.position),
            HTMLRenderer().render(
                RenderingSamples.everywhere("克孜勒苏柯尔克孜自治州 \(String(repeating: "Unbreakable", count: 9))")),
            HTMLRenderer(unit: .yi).render(RenderingSamples.amounts([.max, .min, 1])),
        ]
        for page in pages {
            let (answers, console) = try await Browser.measure(page, at: [400, 800, 1_400], Self.boxes, as: Boxes.self)
            #expect(console.isEmpty)
            for answer in answers {
                #expect(answer.problems.isEmpty, "at \(answer.width): \(answer.problems.joined(separator: "\n"))")
                #expect(answer.texts > 8)
            }
        }
    }

    @Test("what is looked for in boxes is found where it is wrong")
    func boxesControl() async throws {
        let broken = Self.page.replacing("克孜勒苏柯尔克孜自治州</text>", with: "克孜勒苏柯尔克孜自治州克孜勒苏柯尔克孜自治州克孜勒苏柯尔克孜自治州</text>")
        let (answers, _) = try await Browser.measure(broken, at: [1_400], Self.boxes, as: Boxes.self)
        #expect(answers.allSatisfy { !$0.problems.isEmpty })
        let (moved, _) = try await Browser.measure(
            Self.page.replacing("y=\"15\"", with: "y=\"2\""), at: [400], Self.boxes, as: Boxes.self)
        #expect(moved.allSatisfy { $0.problems.contains { $0.contains("cut") } }, "\(moved)")
    }

    @Test("the bands and nodes of a Sankey chart are as high as their amounts, as the browser draws them")
    func sankey() async throws {
        let (answers, console) = try await Browser.measure(Self.page, at: [1_400], Self.heights, as: Heights.self)
        #expect(console.isEmpty)
        let answer = try #require(answers.first)
        let chart = RenderingSamples.sankey
        #expect(answer.links.map(\.amount) == chart.links.map { Double($0.amount) })
        #expect(answer.nodes.count == chart.nodes.count)
        let scale = try #require(answer.nodes.map { $0.height / $0.amount }.max())
        for band in answer.links + answer.nodes {
            #expect(abs(band.height - band.amount * scale) < 0.05, "\(band)")
            if let filled = band.filled { #expect(abs(filled - band.height) < 0.3, "\(band)") }
        }
    }

    @Test("columns are sorted by their figures, a tree within its parents, and back again")
    func sorting() async throws {
        let (answers, console) = try await Browser.measure(Self.page, at: [1_400], Self.sorting, as: [String].self)
        #expect(console.isEmpty)
        #expect(
            answers == [
                [
                    "descending: 四川省,甘孜藏,凉山彝,云南省,昭通市,镇雄县,彝良县,曲靖市,宁夏回,克孜勒,六盘水",
                    "ascending: 六盘水,克孜勒,宁夏回,云南省,曲靖市,昭通市,彝良县,镇雄县,四川省,凉山彝,甘孜藏",
                    "none: 云南省,昭通市,镇雄县,彝良县,曲靖市,四川省,甘孜藏,凉山彝,克孜勒,宁夏回,六盘水",
                    "descending: 云南省,曲靖市,昭通市,镇雄县,彝良县,六盘水,克孜勒,四川省,凉山彝,甘孜藏,宁夏回",
                    "none,none,none,ascending,none", "Total",
                ]
            ], "\(answers)")
    }

    @Test("a filter leaves what has the words, with what it belongs to and what belongs to it, and says how many")
    func filtering() async throws {
        let (answers, console) = try await Browser.measure(Self.page, at: [1_400], Self.filtering, as: [String].self)
        #expect(console.isEmpty)
        #expect(
            answers == [
                [
                    "zhenXIONG → 云南省,昭通市,镇雄县 (3 of 11 rows)", "甘孜 → 四川省,甘孜藏 (2 of 11 rows)",
                    "Sichuan → 四川省,甘孜藏,凉山彝 (3 of 11 rows)", "25,260 → 宁夏回 (1 of 11 rows)", "nowhere →  (0 of 11 rows)",
                    " → 云南省,昭通市,镇雄县,彝良县,曲靖市,四川省,甘孜藏,凉山彝,克孜勒,宁夏回,六盘水 ()",
                ]
            ], "\(answers)")
    }

    @Test("nothing but the page's own style and script counts, whatever is written into it")
    func policy() async throws {
        let clean = try await Browser.open(["index.html": Self.page])
        #expect(clean.console.isEmpty, "\(clean.console)")
        #expect(clean.document.contains("<button type=\"button\">Received</button>"))
        let injected = Self.page.replacing(
            "</main>",
            with: "<img src=\"x.png\"><p style=\"color: red\"></p><script>document.title = 'broken'</script></main>")
        let outcome = try await Browser.open(["index.html": injected, "x.png": ""])
        #expect(!outcome.document.contains("<title>broken"))
        #expect(outcome.console.count == 3 && outcome.console.allSatisfy { $0.contains("Content Security Policy") })
        let text = HTMLRendererTests.hostileTexts.joined(separator: " ")
        let page = HTMLRenderer().render(RenderingSamples.everywhere(text))
        let (answers, console) = try await Browser.measure(page, at: [800], Self.texts, as: [String].self)
        #expect(console.isEmpty, "\(console)")
        #expect(answers == [[HTMLText.unmarked(HTMLText.escaped(text)), "1", "1"]])
    }

    @Test("all rows and charts are there without the script")
    func withoutScript() async throws {
        let page = Self.page.replacing("script-src 'sha256-", with: "script-src 'sha256-A")
        let outcome = try await Browser.open(["index.html": page])
        #expect(outcome.console.count >= 1 && outcome.console.allSatisfy { $0.contains("script-src") })
        #expect(!outcome.document.contains("<button") && outcome.document.contains("<div class=\"tools\" hidden"))
        #expect(outcome.document.matches(of: /<tr[ >]/).count == Self.page.matches(of: /<tr[ >]/).count)
    }

    // MARK: What is measured

    private struct Boxes: Decodable {
        let width: Int
        /// How many texts were looked at.
        let texts: Int
        let problems: [String]
    }

    /// Every text that is shown, against the box of its element, its region, its picture and its neighbours.
    private static let boxes = #"""
        const { document } = window;
        for (const details of document.querySelectorAll("details")) details.open = true;
        const problems = [];
        const root = document.documentElement;
        if (root.scrollWidth > window.innerWidth) problems.push(`the page is ${root.scrollWidth} wide`);
        const inside = (inner, outer) =>
            inner.left >= outer.left - 1 && inner.right <= outer.right + 1
            && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
        let texts = 0;
        const walker = document.createTreeWalker(document.body, window.NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (!node.data.trim() || element.closest(".unseen, caption, .skip, script, svg")) continue;
            let block = element;
            while (window.getComputedStyle(block).display === "inline") block = block.parentElement;
            const range = document.createRange();
            range.selectNodeContents(node);
            const box = range.getBoundingClientRect();
            if (box.width === 0) continue;
            texts += 1;
            const what = `${node.data.trim().slice(0, 40)} in ${block.tagName}.${block.className}`;
            if (!inside(box, block.getBoundingClientRect())) problems.push(`out of its box: ${what}`);
            if (!block.closest(".scroll") && box.right > window.innerWidth) problems.push(`off the page: ${what}`);
        }
        for (const svg of document.querySelectorAll("svg[role=img]")) {
            const labels = [...svg.querySelectorAll("text")].map((text) => [text, text.getBoundingClientRect()])
                .filter(([, box]) => box.width > 0);
            texts += labels.length;
            const frame = svg.getBoundingClientRect();
            const meets = (one, other) =>
                one.left < other.right - 0.5 && other.left < one.right - 0.5
                && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5;
            const nodes = [...svg.querySelectorAll(".node rect")].map((node) => node.getBoundingClientRect());
            labels.forEach(([text, box], index) => {
                if (!inside(box, frame)) problems.push(`cut: ${text.textContent}`);
                for (const [other, otherBox] of labels.slice(index + 1)) {
                    if (meets(box, otherBox)) problems.push(`overlap: ${text.textContent} and ${other.textContent}`);
                }
                if (nodes.some((node) => meets(box, node))) problems.push(`on a node: ${text.textContent}`);
            });
        }
        return { width, texts, problems };
        """#

    private struct Heights: Decodable {
        struct Band: Decodable {
            let amount: Double
            let height: Double
            /// How much of a vertical line through its middle is within it.
            let filled: Double?
        }
        let links: [Band]
        let nodes: [Band]
    }

    /// A band goes from one height to another without turning back, so that its box is as high as it is thick and that difference.
    private static let heights = #"""
        const { document } = window;
        const svg = document.querySelector("svg.sankey");
        const links = [...svg.querySelectorAll(".links path")].map((path) => {
            const numbers = path.getAttribute("d").match(/-?[0-9.]+/g).map(Number);
            const box = path.getBBox();
            const x = numbers[0] + 1;
            let inside = 0;
            for (let y = box.y - 1; y < box.y + box.height + 1; y += 0.1) {
                if (path.isPointInFill(new window.DOMPoint(x, y))) inside += 1;
            }
            return { amount: Number(path.dataset.amount), height: box.height - Math.abs(numbers[1] - numbers[7]), filled: inside / 10 };
        });
        const nodes = [...svg.querySelectorAll(".node rect")].map((rect) => {
            return { amount: Number(rect.dataset.amount), height: rect.getBBox().height };
        });
        return { links, nodes };
        """#

    private static let sorting = #"""
        const table = window.document.querySelector("#table-places table");
        const headers = [...table.tHead.rows[0].cells];
        const names = () => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent.slice(0, 3)).join();
        const click = (column) => {
            headers[column].querySelector("button").click();
            return `${headers[column].getAttribute("aria-sort")}: ${names()}`;
        };
        const seen = [click(1), click(1), click(1), click(3)];
        click(3);
        return [...seen, headers.map((header) => header.getAttribute("aria-sort")).join(), table.tFoot.rows[0].cells[0].textContent];
        """#

    private static let filtering = #"""
        const section = window.document.querySelector("#table-places");
        const input = section.querySelector("input");
        if (!input.labels[0].textContent.startsWith("Filter")) throw new Error("the filter has no label");
        return ["zhenXIONG", "甘孜", "Sichuan", "25,260", "nowhere", ""].map((words) => {
            input.value = words;
            input.dispatchEvent(new window.Event("input"));
            const shown = [...section.querySelectorAll("tbody tr")].filter((row) => row.getBoundingClientRect().height > 0);
            const names = shown.map((row) => row.cells[0].textContent.slice(0, 3)).join();
            return `${words} → ${names} (${section.querySelector("output").textContent})`;
        });
        """#

    private static let texts = #"""
        const { document } = window;
        const count = (name) => String(document.getElementsByTagName(name).length);
        return [document.querySelector("h1").textContent, count("script"), count("style")];
        """#
}
