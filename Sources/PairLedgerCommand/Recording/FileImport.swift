import Assistance
import Interchange
import Journal

/// Puts one CSV file on record, or checks it: reads it row by row, decides what its rows ask for, and tells of everything that is wrong in the
/// order of the file, so that memory does not grow with it.
struct FileImport {
    let path: String
    let template: CSVTemplate?
    let form: CSVForm
    /// Whether the sound rows are recorded although others are not.
    let keepsGoing: Bool
    let quiet: Bool

    struct Summary {
        var file = ""
        var template: CSVTemplate
        var encoding: TextEncoding?
        /// All that could be read.
        var rows: Int64 = 0
        /// Those that are on record now, or would be.
        var sound: Int64 = 0
        var replayed: Int64 = 0
        var problems: Int64 = 0
        var rounded: Int64 = 0
    }

    /// Nobody reads more of them; they are counted all the same.
    private static let problemsShown = 10_000
    private static let batch = 1_000

    /// Records the file as one atom; anew when somebody else came in between.
    func record(with recorder: Recorder) async throws -> Summary {
        var attempt = 1
        var report = ProblemList(limit: Self.problemsShown)
        while true {
            let run = RecordingRun(recorder, records: true)
            do {
                let summary = try await go(through: run, telling: &report)
                try await run.commit()
                return summary
            } catch let error as JournalError where error.isRace && attempt < Recorder.attempts && path != "-" {
                await run.abandon()
                report.beginAgain()
                attempt += 1
            } catch {
                await run.abandon()
                throw error
            }
        }
    }

    /// Decides all rows on the books of `run`, or only reads them where there is none, and records nothing.
    func check(with run: RecordingRun?) async throws -> Summary {
        var report = ProblemList(limit: Self.problemsShown)
        return try await go(through: run, telling: &report)
    }

    private func go(through run: RecordingRun?, telling report: inout ProblemList) async throws -> Summary {
        var rows = try open()
        var summary = Summary(file: path, template: rows.template)
        let progress = Progress(goal: rows.byteCount ?? 0, quiet: quiet)
        defer { progress.end() }
        var batch: [CSVImport.Row] = []
        var problems: [InputProblem] = []
        while true {
            let item = try next(&rows)
            switch item {
            case .row(let row): batch.append(row)
            case .problem(let problem): problems.append(problem)
            case .rounded(let sentence):
                summary.rounded += 1
                if summary.rounded <= Self.problemsShown { report.note(sentence, quiet: quiet) }
            case nil: break
            }
            guard item == nil || batch.count == Self.batch || problems.count == Self.batch else { continue }
            try await decide(batch, on: run, &summary, &problems)
            summary.problems += Int64(problems.count)
            report.tell(&problems)
            if summary.problems > 0, !keepsGoing { await run?.abandon() }
            batch.removeAll(keepingCapacity: true)
            progress.show(rows: summary.rows, bytes: rows.bytesRead)
            if item == nil { break }
        }
        report.finish()
        summary.encoding = rows.encoding
        return summary
    }

    private func decide(
        _ rows: [CSVImport.Row], on run: RecordingRun?, _ summary: inout Summary, _ problems: inout [InputProblem]
    ) async throws {
        summary.rows += Int64(rows.count)
        guard let run, !rows.isEmpty else { return }
        let verdicts = try await run.decide(rows.map { .init(request: $0.request, key: $0.identity) })
        for (row, verdict) in zip(rows, verdicts) {
            switch verdict {
            case .replayed: summary.replayed += 1
            case .decided: summary.sound += 1
            case .refused(let refusal): problems.append(CSVImport.problem(refusal, in: row.record))
            }
        }
    }

    private func open() throws -> CSVRows {
        do {
            return try CSVRows(contentsOf: path, as: template, form: form)
        } catch {
            throw CommandFailure(.usage, verbatim: error.description)
        }
    }

    private func next(_ rows: inout CSVRows) throws -> CSVRows.Item? {
        do {
            return try rows.next()
        } catch {
            throw CommandFailure(.usage, verbatim: error.description)
        }
    }
}

/// Tells of the problems of a file as they are found, each once even when the file is gone through again.
private struct ProblemList {
    let limit: Int
    private var found = 0
    private var told = 0
    private var notes = 0
    private var notesTold = 0

    init(limit: Int) { self.limit = limit }

    mutating func beginAgain() { (found, notes) = (0, 0) }

    mutating func tell(_ problems: inout [InputProblem]) {
        for problem in problems.sorted(by: { ($0.line, $0.column) < ($1.line, $1.column) }) {
            found += 1
            guard found > told else { continue }
            told = found
            if found <= limit { Terminal.note(problem.description) }
        }
        problems.removeAll(keepingCapacity: true)
    }

    mutating func note(_ sentence: String, quiet: Bool) {
        notes += 1
        guard notes > notesTold else { return }
        notesTold = notes
        Terminal.note("note: \(sentence)", quiet: quiet)
    }

    func finish() {
        if found > limit { Terminal.note("(and \(found - limit) more)") }
    }
}
