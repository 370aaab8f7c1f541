import Interchange
import Testing

@Suite("How an input problem is shown")
struct InputProblemTests {
    @Test("the line, a caret under the column, and the remedy")
    func ascii() {
        let problem = InputProblem(
            file: "payments.csv", line: 7, column: 7, excerpt: "P-001,12.345,2014-05-01",
            message: "amount \"12.345\" has 3 decimals, but CNY has 2", remedy: "write it as 12.34 or 12.35")
        #expect(
            problem.rendered() == """
                payments.csv:7:7: error: amount "12.345" has 3 decimals, but CNY has 2
                  7 | P-001,12.345,2014-05-01
                    |       ^
                  write it as 12.34 or 12.35

                """)
        #expect(problem.description + "\n" == problem.rendered())
    }

    @Test("the caret counts two columns for a Chinese character")
    func wide() {
        let problem = InputProblem(
            file: "项目.csv", line: 12, column: 13, excerpt: "克孜勒苏柯尔克孜自治州,壹佰,x", message: "amount \"壹佰\" is no number")
        #expect(
            problem.rendered() == """
                项目.csv:12:13: error: amount "壹佰" is no number
                  12 | 克孜勒苏柯尔克孜自治州,壹佰,x
                     |                        ^

                """)
    }

    @Test("combining marks and emoji do not move the caret, and a tab is shown as a space")
    func marks() {
        let problem = InputProblem(
            file: "a.csv", line: 1, column: 6, excerpt: "e\u{301}\t😀,,x", message: "m", remedy: nil)
        #expect(
            problem.rendered() == """
                a.csv:1:6: error: m
                  1 | e\u{301} 😀,,x
                    |       ^

                """)
    }

    @Test("a caret may stand after the last character")
    func end() {
        let problem = InputProblem(file: "a.csv", line: 1, column: 99, excerpt: "ab", message: "m")
        #expect(problem.rendered() == "a.csv:1:99: error: m\n  1 | ab\n    |   ^\n")
    }

    @Test("a problem of a line or of the file has no caret")
    func wholes() {
        #expect(InputProblem(file: "a.csv", message: "m", remedy: "r").rendered() == "a.csv: error: m\n  r\n")
        #expect(InputProblem(file: "a.csv", line: 3, message: "m").rendered() == "a.csv:3: error: m\n")
        #expect(
            InputProblem(file: "a.csv", line: 3, excerpt: "x", message: "m").rendered()
                == "a.csv:3: error: m\n  3 | x\n")
    }

    @Test("a long line is cut around the caret")
    func long() throws {
        let line = String(repeating: "中文", count: 500) + "!" + String(repeating: "x", count: 1_000)
        let problem = InputProblem(file: "a.csv", line: 1, column: 1_001, excerpt: line, message: "m")
        let lines = problem.rendered().split(separator: "\n")
        try #require(lines.count == 3)
        #expect(lines[1].hasPrefix("  1 | …") && lines[1].hasSuffix("x…"))
        #expect(DisplayWidth.of(String(lines[1])) <= 128)
        let before = try #require(lines[1].firstIndex(of: "!"))
        #expect(DisplayWidth.of(String(lines[1][..<before])) == lines[2].count - 1)
    }
}
