public import Assistance
import CanonicalJSON

/// What a file of contracting releases (Open Contracting Data Standard 1.1) asks to put on record.
///
/// Source: <https://standard.open-contracting.org/1.1/en/schema/reference/>. Read are release packages, arrays of releases, and releases
/// one after the other. A contract with its award becomes ``ContractAwarded``, a transaction of its implementation ``FundsSpent`` and a
/// milestone that was met ``MilestoneReached``; what has no counterpart is counted by its path.
public struct OCDSFile: Sendable {
    /// Something that is to be put on record.
    public struct Item: Sendable {
        public let kind: Kind
        public let request: any Request
        /// What makes it the same one in a later edition of the file.
        public let key: String
        /// Of the release, from 1.
        public let line: Int
        /// Such as `releases[3].contracts[0]`.
        public let path: String
    }

    public enum Kind: String, CaseIterable, Sendable { case contract, milestone, payment }

    /// Something that stays in the file.
    public struct NotTaken: Hashable, Sendable {
        /// A path as `tender.items[].description`, or what was not taken, such as `contract`.
        public let what: String
        /// Empty where the ledger has no place for it.
        public let reason: String
        public let count: Int
    }

    /// As the user named it.
    public let file: String
    public private(set) var items: [Item] = []
    public private(set) var notTaken: [NotTaken] = []
    public private(set) var releaseCount = 0
    public private(set) var processCount = 0
    /// Figures that had to be rounded, in words.
    public private(set) var rounded: [String] = []

    /// Reads a whole file: memory grows with its processes, not with its size.
    ///
    /// - Parameters:
    ///   - project: to which all of it belongs; nil where the releases say it in `planning.budget.projectID`.
    ///   - takesPayments: whether transactions are taken.
    /// - Throws: all that is wrong with the file.
    public init(path: String, project: Identifier?, takesPayments: Bool = true) throws(InputProblems) {
        file = path
        var reading = OCDSReading(file: path)
        try reading.read(path)
        releaseCount = reading.releaseCount
        processCount = reading.processes.count
        var requests = OCDSRequests(file: path, project: project, takesPayments: takesPayments)
        for ocid in reading.order {
            if let process = reading.processes[ocid] { requests.take(process) }
        }
        guard requests.problems.isEmpty else { throw InputProblems(requests.problems) }
        items = requests.items
        rounded = requests.rounded
        let reasons = requests.notTaken.map { NotTaken(what: $0.key.what, reason: $0.key.reason, count: $0.value) }
        let leaves = reading.unread.map { NotTaken(what: $0.key, reason: "", count: $0.value) }
        notTaken =
            reasons.sorted { ($0.what, $0.reason) < ($1.what, $1.reason) } + leaves.sorted { $0.what < $1.what }
    }
}

/// Goes through the releases of a file, and puts the processes together.
struct OCDSReading {
    private let file: String
    private(set) var processes: [String: OCDSProcess] = [:]
    /// Their ocids as they come first.
    private(set) var order: [String] = []
    private(set) var releaseCount = 0
    /// By their paths, how often there is a value that nothing is made of.
    private(set) var unread: [String: Int] = [:]
    private var problems: [InputProblem] = []

    /// More than these nobody reads, in either list.
    private static let problemsMax = 100
    private static let pathsMax = 1_000
    private static let others = "(other paths)"

    init(file: String) { self.file = file }

    mutating func read(_ path: String) throws(InputProblems) {
        do throws(InputProblem) {
            var reader = try ReleaseReader(path: path)
            while problems.count < OCDSReading.problemsMax, let item = try reader.next() {
                switch item {
                case .metadata(let name, let value): count(value, under: name)
                case .release(let release, let line, let path):
                    releaseCount += 1
                    do throws(OCDSFlaw) {
                        try take(release, OCDSProcess.Place(line: line, path: path))
                    } catch {
                        problems.append(error.problem(in: file))
                    }
                }
            }
            if releaseCount == 0, problems.isEmpty {
                problems.append(
                    InputProblem(
                        .header, file: path, message: "the file has no release",
                        remedy: "it should be an OCDS release package: {\"releases\": […]}"))
            }
        } catch {
            problems.append(error)
        }
        guard problems.isEmpty else { throw InputProblems(problems) }
    }

    private mutating func take(_ release: JSONNode, _ place: OCDSProcess.Place) throws(OCDSFlaw) {
        guard let ocid = release["ocid"]?.text, !ocid.isEmpty else {
            throw OCDSFlaw(place, "this is no release: it has no ocid", "OCDS asks for one: look at the file")
        }
        guard let text = release["date"]?.text, let date = OCDSDate(text) else {
            throw OCDSFlaw(
                place, "release of \(ocid): its date is \(release["date"]?.text.map { "\"\($0)\"" } ?? "missing")",
                "OCDS asks for one, such as 2014-03-18T09:30:00+08:00, to tell which release is the latest")
        }
        var process = processes[ocid] ?? OCDSProcess(ocid: ocid, place: place)
        if processes[ocid] == nil { order.append(ocid) }
        // So that the process is not copied while it grows.
        processes[ocid] = nil
        defer { processes[ocid] = process }
        try process.take(release, at: place, on: date)
        count(release, under: "")
    }

    private mutating func count(_ value: JSONNode, under name: String) {
        var found: [String] = []
        value.forEachLeaf(name) { if !OCDSReading.read.contains($0) { found.append($0) } }
        for path in found {
            let known = unread[path] != nil || unread.count < OCDSReading.pathsMax
            unread[known ? String(path.prefix(200)) : OCDSReading.others, default: 0] += 1
        }
    }

    /// The paths of which something is made.
    private static let read: Set<String> = [
        "ocid", "id", "date", "buyer.id", "buyer.name", "parties[].id", "parties[].name", "planning.budget.projectID",
        "tender.procurementMethod", "tender.procurementMethodDetails", "tender.procuringEntity.id",
        "tender.procuringEntity.name", "awards[].id", "awards[].date", "awards[].status", "awards[].suppliers[].id",
        "awards[].suppliers[].name", "awards[].value.amount", "awards[].value.currency", "contracts[].id",
        "contracts[].awardID", "contracts[].status", "contracts[].dateSigned", "contracts[].value.amount",
        "contracts[].value.currency", "contracts[].milestones[].id", "contracts[].milestones[].title",
        "contracts[].milestones[].status", "contracts[].milestones[].dateMet", "contracts[].milestones[].dueDate",
        "contracts[].implementation.milestones[].id", "contracts[].implementation.milestones[].title",
        "contracts[].implementation.milestones[].status", "contracts[].implementation.milestones[].dateMet",
        "contracts[].implementation.milestones[].dueDate", "contracts[].implementation.transactions[].id",
        "contracts[].implementation.transactions[].date", "contracts[].implementation.transactions[].value.amount",
        "contracts[].implementation.transactions[].value.currency",
        "contracts[].implementation.transactions[].payee.id",
        "contracts[].implementation.transactions[].payee.name",
    ]
}
