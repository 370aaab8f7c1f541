import Foundation
import Testing

extension DescriptionSuite {
    @Suite("as its guides tell it")
    struct GuideTests {
        @Test("prints what the page shows, command by command", .timeLimit(.minutes(5)), arguments: Guide.all)
        func consoleBlocks(of guide: Guide) async throws {
            let steps = try guide.steps()
            try #require(!steps.isEmpty)
            let outputs = try await Self.run(steps.map(\.command))
            try #require(outputs.count == steps.count, "the session ended after \(outputs.count) commands: \(outputs)")
            for (step, output) in zip(steps, outputs) {
                let printed = Self.masked(output)
                let shown = Self.masked(step.output.joined(separator: "\n"))
                #expect(
                    Self.matches(printed[...], shown[...]),
                    """
                    \(guide):\(step.line): $ \(step.command)
                    shows:
                    \(shown.joined(separator: "\n"))
                    and the program prints:
                    \(printed.joined(separator: "\n"))
                    """)
            }
        }

        @Test("has guides that show commands and what they print")
        func guides() throws {
            #expect(try Guide.readme.steps().count > 30)
            #expect(try Guide.readme.mentions().count > 10)
            #expect(Guide.all.count > 1)
        }

        @Test("knows every other command and option that the pages mention")
        func mentions() async throws {
            let home = try CommandHome()
            defer { home.remove() }
            let root = try await CommandTree.read(by: home)
            for guide in Guide.all {
                for mention in try guide.mentions() {
                    #expect(
                        root.firstUnknown(of: mention.words) == nil,
                        "\(guide):\(mention.line): pairledger \(mention.words.joined(separator: " "))")
                }
            }
        }

        @Test("a command or option that does not exist is told from one that does")
        func unknownWords() throws {
            let spend = CommandTree.Node(
                commandName: "spend", subcommands: nil, arguments: [.init(names: [.init(kind: "long", name: "amount")])]
            )
            let root = CommandTree.Node(commandName: "pairledger", subcommands: [spend], arguments: nil)
            #expect(root.firstUnknown(of: ["spend", "X", "--amount", "1"]) == nil)
            #expect(root.firstUnknown(of: ["help", "spend"]) == nil)
            #expect(root.firstUnknown(of: ["spent"]) == "spent")
            #expect(root.firstUnknown(of: ["spend", "--sum=1"]) == "--sum")
        }

        @Test("a line … stands for any lines, and nothing else is passed over")
        func ellipsis() {
            #expect(Self.matches(["a", "b", "c"], ["a", "…", "c"]))
            #expect(Self.matches(["a", "c"], ["a", "…", "c"]))
            #expect(Self.matches([], ["…"]))
            #expect(!Self.matches(["a", "b", "c"], ["a", "…", "b"]))
            #expect(!Self.matches(["a", "b"], ["a"]))
            #expect(!Self.matches([], ["a"]))
        }

        /// Runs the commands one after another in one shell, as a reader would, and answers what each one printed.
        private static func run(_ commands: [String]) async throws -> [String] {
            let home = try CommandHome()
            defer { home.remove() }
            try FileManager.default.createSymbolicLink(
                atPath: "\(home.folder)/Scripts", withDestinationPath: Guide.package.appending(path: "Scripts").path)
            let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
            // After each command a separator, and its exit status for the next one to see.
            let session = commands.map { "\($0)\n{ status=$?; printf '\\036'; (exit $status); }\n" }.joined()
            try home.write("exec 2>&1\n" + session, to: "session.sh")
            let outcome = try await CommandProcess(
                ["--norc", "session.sh"],
                variables: ["PAIRLEDGER_HOME": home.path, "PATH": "\(Guide.products.path):\(path)"],
                folder: home.folder,
                program: "bash"
            ).outcome()
            return outcome.output.components(separatedBy: "\u{1E}").dropLast()
        }

        /// The lines of an output without what differs from one run to the next: when events were recorded and how late, the identifiers that
        /// are made of the time, and how many migrations this version has.
        private static func masked(_ output: String) -> [String] {
            var text = output.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/, with: "(instant)")
            // Days until something of long ago was recorded are as many more as the guide is older.
            text.replace(#/\(instant\) +\d,\d{3} /#, with: "(instant) (days) ")
            text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "(identifier)")
            text.replace(/\+[0-9a-f]{8}\+[A-Za-z0-9+\/]{44}/, with: "(key)")
            text.replace(/[A-Za-z0-9+\/]{43}=/, with: "(hash)")
            text.replace(/\d+ migrations applied/, with: "(number) migrations applied")
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
                String($0.reversed().drop { $0 == " " }.reversed())
            }
            while lines.last == "" { lines.removeLast() }
            return lines
        }

        /// Whether lines are those of a pattern in which `…` stands for any lines, or none.
        private static func matches(_ lines: ArraySlice<String>, _ pattern: ArraySlice<String>) -> Bool {
            guard let first = pattern.first else { return lines.isEmpty }
            if first == "…" {
                return (lines.startIndex...lines.endIndex).contains { matches(lines[$0...], pattern.dropFirst()) }
            }
            return lines.first == first && matches(lines.dropFirst(), pattern.dropFirst())
        }
    }
}
