import Accountability
import Journal
import Projection

/// Draws a report: finds what it is made of, has it made, and shows it or the events behind it.
struct ReportDrawing {
    let options: ReportOptions
    /// Those whose rows the report reads.
    let models: [any ReadModel.Type]
    /// What of a request makes the report read what moved.
    var flows = FlowReading.whereDivided

    /// When a report reads what moved, and how finely.
    enum FlowReading {
        /// Never: its rows say when something happened.
        case never
        /// Where the period begins on a day.
        case inPeriods
        /// There, and where time is divided.
        case whereDivided
        /// There, each day by itself.
        case byDay
        /// In any case.
        case always
    }

    /// Whether the report shows events of the log one by one.
    var needsLog = false
    /// The accounts of which the report reads what moved, line by line.
    var accounts: Set<String> = []
    /// Look on while the log is folded; where the tables answer they see nothing.
    var observers: [any FoldObserver] = []

    typealias Making = @Sendable (ReportInput, ReportRequest) throws -> Report

    func draw(_ make: @escaping Making) async throws { try await draw(by: { try await report($0, make) }) }

    /// The same for a report that is not made of whole tables or flows.
    func draw(by report: (ReportRequest) async throws -> Report) async throws {
        if let taking = ReportTaking.current { return try await taking.take(self, report) }
        let (horizon, origin) = try options.sealing.origin(options.horizon.horizon, of: try options.ledger.name())
        let request = try options.request(horizon)
        if let name = options.explain { return try await explain(name, request, report) }
        let shown = try options.output.openForReport()
        let report = try await report(request).limited(to: request).worded(in: request.language)
        try shown.write(report, of: origin, ledger: try options.ledger.name())
        try shown.finish()
    }

    /// The report before its words are put into a language.
    func report(_ request: ReportRequest, _ make: @escaping Making) async throws -> Report {
        let source = ReadModelSource(options.ledger, horizon: request.horizon, isStale: options.stale)
        let needsHistory = needsHistory(request)
        if !needsHistory {
            let stored = try await source.read(models) { snapshot in
                try make(
                    ReportInput(
                        rows: snapshot, log: needsLog ? snapshot.log : nil, knownTo: snapshot.knownTo,
                        recorded: snapshot.recorded, notes: snapshot.notes), request)
            }
            if let stored { return stored }
        }
        let isByDay = flows == .byDay
        let step = isByDay ? nil : request.step
        let counter = FlowCounter(isDivided: isByDay || step != nil) { [period = request.period] in
            period.contains($0) ? step?.start(of: $0) ?? $0 : nil
        }
        let folded = FoldedModels(
            models, observers: observers + (needsHistory ? [counter] : []), keepingMovementsOf: accounts)
        let extent = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
        let making = { @Sendable [flows = counter.flows] (log: (any EventSource)?) throws in
            try make(
                ReportInput(
                    rows: folded, flows: flows, log: log, knownTo: extent.end, recorded: extent.recorded,
                    notes: extent.notes), request)
        }
        return needsLog ? try await source.withLog(until: extent.end) { try making($0) } : try making(nil)
    }

    private func needsHistory(_ request: ReportRequest) -> Bool {
        switch flows {
        case .never: false
        case .inPeriods: request.period.from != nil
        case .whereDivided, .byDay: request.needsHistory
        case .always: true
        }
    }

    // MARK: Explaining

    private func explain(
        _ name: String, _ request: ReportRequest, _ report: (ReportRequest) async throws -> Report
    ) async throws {
        let isEntries = options.output.effectiveFormat == .ndjson
        let shown = isEntries ? try Output(options.output) : try options.output.openForReport()
        var whole = request
        whole.limit = nil
        whole.isExplained = true
        let report = try await report(whole)
        let questions = ExplanationReport.questions(name, about: report)
        guard !questions.isEmpty else {
            let names = ExplanationReport.names(in: report)
            throw CommandFailure(
                .usage, "report \(report.name) has no row \"\(name)\" whose events are known",
                remedy: names.isEmpty
                    ? "nothing is in it"
                    : "there are \(names.prefix(8).joined(separator: ", "))\(names.count > 8 ? " and others" : "")")
        }
        let events = try await events(questions.map(\.basis), request)
        if isEntries {
            try await writeEntries(Set(events.joined().map(\.position)).sorted(), to: shown)
        } else {
            try shown.write(ExplanationReport.make(questions, events, of: report).worded(in: request.language))
        }
        try shown.finish()
    }

    /// For each basis the events of it.
    func events(_ bases: [Basis], _ request: ReportRequest, from first: Int64 = 0) async throws -> [[BasisEvent]] {
        let source = ReadModelSource(options.ledger, horizon: request.horizon, isStale: options.stale)
        let finder = BasisFinder(bases, of: request, from: first)
        let folded = FoldedModels([], observers: [finder])
        _ = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
        return finder.events
    }

    private func writeEntries(_ positions: [Int64], to output: Output) async throws {
        let database = try await Database.open(options.ledger.database)
        let connection = try await database.connectCurrent(.inspect, quiet: options.ledger.database.quiet)
        let journal = Journal(try options.ledger.name(), on: connection)
        for position in positions {
            try output.write(EventOutput.lines(try await journal.read(LogSelection(from: position, limit: 1))))
        }
    }
}
