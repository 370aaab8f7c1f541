import ArgumentParser
import Assistance
import Interchange
import Journal
import Projection

extension ExportCommand {
    struct IATI: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "iati", abstract: "Write pairings and projects as activities of IATI 2.03.",
            discussion: """
                Each pairing is two activities, the donor's and the recipient's, and each project is one; money stands in both \
                activities that it concerns, with the identifier of the other. Where each transaction stands in the log, and the hash \
                of its leaf, are told in a namespace of our own.

                What is written is held against the rules of the standard first; nothing is written of a ledger that breaks one. The \
                same ledger gives the same file: its dates come from the log and not from the clock.

                Examples:
                  pairledger export iati --reporting-org XM-EXAMPLE-1 --reporting-name "Audit office" --output aid.xml
                  pairledger export iati --reporting-org XM-EXAMPLE-1 --pairing JS-KZ --as-of 2014-12-31
                """)

        @Option(
            help: ArgumentHelp(
                "The identifier of the organisation that publishes the file, registration agency first.",
                valueName: "ref"))
        var reportingOrg: String
        @Option(help: ArgumentHelp("Its name (default: its identifier).", valueName: "name")) var reportingName: String?
        @Option(help: ArgumentHelp("What it is, by code list OrganisationType.", valueName: "code"))
        var reportingType = "10"
        @Option(help: ArgumentHelp("Only this programme.", valueName: "id"), transform: Parse.identifier)
        var programme: Identifier?
        @Option(help: ArgumentHelp("Only this pairing.", valueName: "id"), transform: Parse.identifier)
        var pairing: Identifier?
        @Option(
            help: ArgumentHelp("Only what comes from this region, goes to it or lies in it.", valueName: "code"),
            transform: Parse.region)
        var region: RegionCode?
        @Option(
            name: .shortAndLong,
            help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"), completion: .file())
        var output: String?
        @OptionGroup var horizon: HorizonOptions
        @OptionGroup var ledger: LedgerOptions

        func validate() throws { _ = try reporter() }

        private func reporter() throws -> IATIReporter {
            guard
                let reporter = IATIReporter(
                    ref: reportingOrg, name: reportingName ?? reportingOrg, type: reportingType)
            else {
                throw ValidationError(
                    "--reporting-org is an identifier without white space and / & | ?, with a name in ordinary characters and a type of two digits"
                )
            }
            return reporter
        }

        func run() async throws {
            let (reporter, quiet) = (try reporter(), ledger.database.quiet)
            let written = try TextOutput(output)
            let observer = IATIObserver()
            let source = ReadModelSource(ledger, horizon: horizon.horizon, isStale: false)
            let folded = FoldedModels([], observers: [observer])
            let extent = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
            // Leaf hashes stand in the file, and a masked entry has another one.
            guard extent.scope == nil else { throw JournalError.masked }
            let seen = observer.ledger
            let selection = IATISelection(
                programme: programme?.description, pairing: pairing?.description, region: region)
            let count = try check(seen, reporter, selection)
            let writer = IATIWriter(generatedAt: seen.knownAt.map { "\($0)" } ?? "1970-01-01T00:00:00Z")
            try written.write(writer.head)
            try seen.forEachActivity(by: reporter, selection) { try written.write(writer.text($0)) }
            try written.write(writer.foot)
            try written.finish()
            for note in extent.notes + seen.notes { Terminal.note("note: \(note)", quiet: quiet) }
            if output != nil { Terminal.note("\(count) activities", quiet: quiet) }
        }

        /// How many activities there are. Nobody is to find out from others that a file breaks the standard's rules.
        private func check(_ seen: IATILedger, _ reporter: IATIReporter, _ selection: IATISelection) throws -> Int {
            var rules = IATIRules(today: seen.today)
            var problems: [String] = []
            var count = 0
            seen.forEachActivity(by: reporter, selection) { activity in
                count += 1
                let id = activity.first("iati-identifier")?.text ?? ""
                problems += rules.check(activity).map { "\(id): \($0)" }
            }
            guard count > 0 else {
                throw CommandFailure(
                    .refused, "there is no pairing or project on record where the file looks",
                    remedy: "the standard has no file without activities: widen the selection, or record them first")
            }
            guard problems.isEmpty else {
                throw CommandFailure(
                    .refused,
                    "the activities break \(problems.count) of the standard's rules, and nothing was written:\n  "
                        + problems.prefix(20).joined(separator: "\n  "),
                    remedy: "see what is on record of them with pairledger show, and correct it")
            }
            return count
        }
    }
}
