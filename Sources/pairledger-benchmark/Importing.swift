import CanonicalJSON
import FoundationEssentials
import Glibc
import Journal
import PairLedgerTesting

extension Bench {
    /// A CSV file of payments imported by the command, beside appending the same events from memory in batches of 1,000, each of which is
    /// committed by itself.
    ///
    /// What the command does more: it starts, reads and checks every row, decides it on what its project has, and records all of them as one
    /// atom.
    func importing(events: Int) async throws -> [Measurement] {
        let folder = "/tmp/pairledger-benchmark-\(getpid())"
        guard mkdir(folder, 0o700) == 0 else { throw ProgramFailure("cannot make \(folder)") }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = try PaymentFiles(in: folder, payments: events)
        let (first, _) = try await imported(files)
        let samples = try await samples(
            "import", of: [{ try await self.appended(first, events) }, { try await self.imported(files).rate }])
        return [
            Measurement(
                name: "import of a CSV file of \(events) payments as one atom", unit: "events/s", ours: samples[1],
                limitName: "appending the same events from memory", limit: samples[0], bound: .atLeast(0.6))
        ]
    }

    /// Into a ledger of its own.
    private func imported(_ files: PaymentFiles) async throws -> (ledger: LedgerName, rate: Double) {
        let ledger = try await emptyLedger()
        var environment = environment()
        environment["PAIRLEDGER_LEDGER"] = ledger.description
        let pairledger = try Program.beside("pairledger")
        for command in files.openings {
            try Program.run(pairledger, command + ["--output", "/dev/null", "--quiet"], environment: environment)
        }
        let seconds = try await seconds {
            try Program.run(pairledger, ["import", "csv", files.payments, "--quiet"], environment: environment)
        }
        return (ledger, Double(files.count) / seconds)
    }

    /// All payments of a ledger appended to another, and only that is timed.
    private func appended(_ source: LedgerName, _ count: Int) async throws -> Double {
        let journal = Journal(try await emptyLedger(), on: clients.callers[0])
        var time = 0.0
        for try await page in Journal(source, on: clients.reader).pages(LogSelection()) {
            for start in stride(from: 0, to: page.count, by: 1000) {
                let batch = page[start..<min(start + 1000, page.count)].map { NewEvent($0) }
                let isPayment = page[start].type == "FundsSpent"
                let took = try await seconds { _ = try await journal.append(batch) }
                if isPayment { time += took }
            }
        }
        return Double(count) / time
    }

    private func emptyLedger() async throws -> LedgerName {
        let (text, _) = newName()
        guard let name = LedgerName(text) else { preconditionFailure("\(text) is not a ledger's name") }
        _ = try await clients.admin.createLedger(name)
        return name
    }
}

/// Files of projects that have money, and of what they pay.
private struct PaymentFiles {
    let openings: [[String]]
    let payments: String
    let count: Int

    init(in folder: String, payments count: Int) throws {
        self.count = count
        payments = "\(folder)/payments.csv"
        let projects = 1...50
        try Self.write(
            "project,name,place,purpose,planned_total,planned_aid,approved_on",
            projects.map { "K\($0),School,653000,education,9000000000,9000000000,2014-01-10" },
            to: "\(folder)/projects.csv")
        try Self.write(
            "project,amount,allocated_on", projects.map { "K\($0),9000000000,2014-04-08" },
            to: "\(folder)/allocations.csv")
        var generator = SplitMix64(seed: 2014)
        let payees = ["元阳县第二建筑工程公司", "红河州水利工程队", "the builder of Majie school", "勐腊县农机服务站"]
        try Self.write(
            "payment,project,amount,payee,category,paid_on",
            (1...count).lazy.map { number in
                let project = Int.random(in: projects, using: &generator)
                let amount = Int.random(in: 1...90_000, using: &generator)
                let day = Int.random(in: 10...28, using: &generator)
                let payee = payees[number % payees.count]
                return "PAY-2014-\(number),K\(project),\(amount).\(day),\(payee),第三期工程款,2014-06-\(day)"
            }, to: payments)
        let words = [
            "programme establish aid --name Aid --from 2010-03-30",
            "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
            "commit c --pairing p --fiscal-year 2014 --amount 500000000000 --on 2014-02-20",
            "transfer t --agreement c --amount 500000000000 --on 2014-03-18", "receive t --on 2014-03-21",
            "import csv \(folder)/projects.csv \(folder)/allocations.csv",
        ]
        openings = words.map { $0.split(separator: " ").map(String.init) }
    }

    private static func write(_ header: String, _ rows: some Sequence<String>, to path: String) throws {
        guard let file = fopen(path, "w") else { throw ProgramFailure("cannot write \(path)") }
        fputs(header + "\n", file)
        for row in rows { fputs(row + "\n", file) }
        guard fclose(file) == 0 else { throw ProgramFailure("cannot write \(path)") }
    }
}

extension NewEvent {
    /// An event as it stands in a log, to be appended to another.
    fileprivate init(_ event: RecordedEvent) {
        self.init(
            id: event.id, stream: event.stream, expectedVersion: .any, type: event.type, v: Int(event.v),
            effectiveOn: event.effectiveOn, actor: event.actor, causation: event.causation,
            correlation: event.correlation, data: event.data.objectValue ?? [:], postings: event.postings)
    }
}
