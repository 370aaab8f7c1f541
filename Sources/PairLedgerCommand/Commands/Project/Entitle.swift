import ArgumentParser
import Assistance
import CanonicalJSON
import Interchange

extension ProjectCommand {
    struct Entitle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "entitle",
            abstract: "Record who is entitled to what a project pays out, by digests.",
            discussion: """
                The file has a digest a line, the one that payments give with --payee-digest: the SHA-256 of a person's or \
                household's identity with a salt that stays with the bureau. Empty lines and those that begin with # are passed \
                over. All of the list is recorded, or none. Lists add to each other; from then on rule R15 finds who is paid in the \
                period without being on one.

                Example:
                  pairledger project entitle KZ14-001 households.txt \\
                    --from 2014-01-01 --until 2014-12-31 --on 2014-01-05
                """)

        @OptionGroup var of: ProjectArgument
        @Argument(help: "The list; - for standard input.", completion: .file()) var file: String
        @Option(
            help: ArgumentHelp("The first day on which they are entitled.", valueName: "date"), transform: Parse.date)
        var from: CalendarDate
        @Option(help: ArgumentHelp("The last day.", valueName: "date"), transform: Parse.date) var until: CalendarDate
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        /// As many as one atom can hold at ease.
        private static let personsMax = 100_000

        func run() async throws {
            let persons = try persons()
            let parts = stride(from: 0, to: persons.count, by: PayeesEntitled.personsMax).map {
                persons[$0..<min($0 + PayeesEntitled.personsMax, persons.count)]
            }
            try await record.record(
                parts.map {
                    State(
                        PayeesEntitled(persons: Array($0), startsOn: from, endsOn: until), of: of.project, on: on.date)
                })
        }

        private func persons() throws -> [DocumentDigest] {
            var lines: [DocumentDigest: Int] = [:]
            do {
                try LineFile.forEachLine(of: file) { number, line in
                    let text = line.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
                        .drop { $0 == "\u{FEFF}" }.trimmed
                    if text.isEmpty || text.hasPrefix("#") { return }
                    guard let digest = DocumentDigest(String(text)) else {
                        throw problem(
                            number, "\"\(text.prefix(80))\" is no digest", "give its 64 small hexadecimal digits")
                    }
                    if let earlier = lines.updateValue(number, forKey: digest) {
                        throw problem(number, "the digest stands in line \(earlier) already", "give each person once")
                    }
                    guard lines.count <= Self.personsMax else {
                        throw problem(
                            number, "more than \(Self.personsMax) persons", "give a longer list in several files")
                    }
                }
            } catch let problem as InputProblem {
                throw CommandFailure(.usage, verbatim: problem.description)
            }
            guard !lines.isEmpty else {
                throw CommandFailure(.usage, "\(file) names nobody", remedy: "give a digest a line")
            }
            return lines.keys.sorted()
        }

        private func problem(_ line: Int, _ message: String, _ remedy: String) -> InputProblem {
            InputProblem(.value, file: file, line: line, message: message, remedy: remedy)
        }
    }
}
