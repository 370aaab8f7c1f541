import Accountability
import Projection
import Synchronization

/// Takes a report as a value from the command that would show it, drawn from another point of the log.
final class ReportTaking: Sendable {
    /// Set while a command is to hand its report over.
    @TaskLocal static var current: ReportTaking?

    /// A report with what is needed to ask for the events behind its figures.
    struct Taken: Sendable {
        let report: Report
        let request: ReportRequest
        let drawing: ReportDrawing
        /// How many events it rests on.
        let knownTo: Int64
    }

    private let knownAt: Horizon.KnownAt?
    private let taken = Mutex<Taken?>(nil)

    /// - Parameter knownAt: what the ledger knew; nil for all that is recorded.
    init(knownAt: Horizon.KnownAt?) { self.knownAt = knownAt }

    var result: Taken? { taken.withLock { $0 } }

    func take(_ drawing: ReportDrawing, _ make: @escaping ReportDrawing.Making) async throws {
        let asOf = drawing.options.horizon.asOf
        let request = try drawing.options.request(Horizon(asOf: asOf, knownAt: knownAt))
        let known = Mutex<Int64>(0)
        let report = try await drawing.report(request) { input, request in
            known.withLock { $0 = input.knownTo }
            return try make(input, request)
        }
        let result = Taken(report: report, request: request, drawing: drawing, knownTo: known.withLock { $0 })
        taken.withLock { $0 = result }
    }
}
