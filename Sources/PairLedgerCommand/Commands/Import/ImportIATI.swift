import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Interchange
import Journal

extension ImportCommand {
    struct IATI: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "iati",
            abstract: "Record what others report of activities and organisations (IATI 2.01 to 2.03).",
            discussion: """
                What others report is a claim: it stands in streams of its own (activity/… and organisation/…), word for word and in \
                its own currency, and moves no money. A later edition of a file records only what it changes.

                A file is read through before anything is recorded; one that is not XML or not of the standard records nothing. \
                Activities without an identifier, or with one that came before, are left out and listed. With --check nothing is \
                recorded, and each activity is held against the rules that the standard's schema cannot express.

                Examples:
                  pairledger import iati aid.xml
                  pairledger import iati --check aid.xml
                """)

        @Argument(help: "The file.", completion: .file(extensions: ["xml"])) var file: String
        @Flag(help: "Only check: record nothing.") var check = false
        @OptionGroup var by: ActorOption
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func validate() throws {
            if file == "-" { throw ValidationError("the file is read twice, so it cannot be standard input") }
        }

        func run() async throws {
            let shown = try output.openForReport()
            let today = Instant.now().date
            let look = try IATILook(file, today: today, holdingRules: check)
            var counts = IATIRecording.Counts()
            if !check {
                let recorder = try await Recorder.open(ledger, actor: by.actor)
                let recording = IATIRecording(
                    file: file, look: look, recorder: recorder, today: today, quiet: ledger.database.quiet)
                counts = try await recording.record()
            }
            try shown.write(IATIImportReport.make(look, check ? nil : counts))
            try shown.finish()
            if check, !look.broken.isEmpty {
                throw CommandFailure(
                    .no,
                    "\(file) breaks the standard's rules in \(look.brokenCount) place\(look.brokenCount == 1 ? "" : "s")",
                    remedy: "correct them where the file is made")
            }
        }
    }
}

/// A file as it was read through once: what it holds, and what is wrong with it.
struct IATILook {
    private(set) var summary = IATISummary()
    /// The lines of what is left out when it is recorded.
    private(set) var leftOut: [InputProblem] = []
    private(set) var leftOutLines: Set<Int> = []
    /// The first of the rules that are broken; nobody reads more.
    private(set) var broken: [IATIProblem] = []
    private(set) var brokenCount = 0
    private(set) var oversized: [String] = []
    private(set) var standard = IATIStandard.version203

    private static let shownMax = 100

    /// - Throws: `CommandFailure` for a file of which nothing can be recorded.
    init(_ file: String, today: CalendarDate, holdingRules: Bool) throws {
        do {
            let reader = try IATIReader(path: file)
            // One day more, since it is tomorrow already in China.
            var rules = IATIRules(today: today.adding(days: 1) ?? today)
            var seen: Set<String> = []
            while let item = try reader.next() {
                standard = reader.standard
                do {
                    let imported = try IATIImport(
                        item, of: reader.standard, generatedAt: reader.generatedAt, in: file, otherwiseOn: today)
                    let identifier = imported.request.identifier
                    guard seen.insert(identifier).inserted else {
                        throw InputProblem(
                            file: file, line: imported.line, message: "\(identifier) stands in the file before",
                            remedy: "leave one of them out, or join them")
                    }
                    oversized += imported.oversized.map { "\(identifier): <\($0.name)> of \($0.bytes) bytes" }
                } catch {
                    leaveOut(error)
                }
                summary.take(item)
                if holdingRules, item.isActivity { note(rules.check(item.element)) }
            }
            guard summary.activities + summary.organisations > 0 else {
                throw InputProblem(
                    .header, file: file, message: "the file holds no activity and no organisation",
                    remedy: "get it again from where it came")
            }
        } catch let problem as InputProblem {
            throw CommandFailure(
                problem.code == .unreadable ? .usage : .refused,
                verbatim: "\(problem)\npairledger: error: nothing of \(file) was recorded")
        }
    }

    private mutating func leaveOut(_ error: any Error) {
        guard let problem = error as? InputProblem else { return }
        leftOut.append(problem)
        leftOutLines.insert(problem.line)
    }

    private mutating func note(_ problems: [IATIProblem]) {
        brokenCount += problems.count
        broken += problems.prefix(max(0, IATILook.shownMax - broken.count))
    }
}

/// Records a file that was read through, some activities at a time.
struct IATIRecording {
    struct Counts {
        var recorded = 0
        var unchanged = 0
        var events = 0
        var organisations = 0
    }

    let file: String
    let look: IATILook
    let recorder: Recorder
    let today: CalendarDate
    let quiet: Bool

    /// What is decided and appended at a time: few enough for little memory, and many enough for few calls.
    private static let itemsMax = 200
    private static let elementsMax = 4_000

    func record() async throws -> Counts {
        var counts = Counts()
        let reader = try IATIReader(path: file)
        let progress = Progress(goal: Int64(look.summary.activities + look.summary.organisations), quiet: quiet)
        var requests: [ReportThing] = []
        var elements = 0
        var done: Int64 = 0
        while let item = try reader.next() {
            done += 1
            guard !look.leftOutLines.contains(item.element.line) else { continue }
            let imported = try IATIImport(
                item, of: reader.standard, generatedAt: reader.generatedAt, in: file, otherwiseOn: today)
            requests.append(imported.request)
            elements += imported.request.items.count
            guard requests.count >= IATIRecording.itemsMax || elements >= IATIRecording.elementsMax else { continue }
            try await record(requests, &counts)
            progress.show(done)
            (requests, elements) = ([], 0)
        }
        try await record(requests, &counts)
        var named = namedOrganisations[...]
        while !named.isEmpty {
            try await record(Array(named.prefix(IATIRecording.itemsMax)), &counts)
            named = named.dropFirst(IATIRecording.itemsMax)
        }
        progress.end()
        return counts
    }

    private var namedOrganisations: [ReportThing] {
        look.summary.namedOrganisations.map { organisation in
            ReportThing(
                .namedOrganisation, IATIImport.name(organisation.ref), identifier: organisation.ref,
                name: organisation.name, standard: look.standard,
                attributes: organisation.type.map { ["type", $0] } ?? [], items: [], on: today)
        }
    }

    private func record(_ requests: [ReportThing], _ counts: inout Counts) async throws {
        guard !requests.isEmpty else { return }
        let outcomes: [Recorder.Outcome]
        do {
            outcomes = try await recorder.record(requests.map { .init(request: $0, key: nil) })
        } catch let refused as Recorder.Refusals {
            let problems = refused.refusals.map { "\(requests[$0.index].identifier): \($0.refusal.description)" }
            throw CommandFailure(
                .refused, "\(file) was recorded up to here only:\n  " + problems.prefix(20).joined(separator: "\n  "),
                remedy: "correct it and import the file again: what is on record is not recorded twice")
        }
        for (request, outcome) in zip(requests, outcomes) {
            guard case .recorded(let decided, _, _) = outcome else { continue }
            counts.events += decided.count
            if request.kind == .namedOrganisation {
                counts.organisations += decided.isEmpty ? 0 : 1
            } else if decided.isEmpty {
                counts.unchanged += 1
            } else {
                counts.recorded += 1
            }
        }
    }
}
