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
        var knownTo: Int64 {
            guard case .count(let events) = report.facts.first(where: { $0.key == "events" })?.value else { return 0 }
            return events
        }
    }

    private let knownAt: Horizon.KnownAt?
    private let taken = Mutex<Taken?>(nil)

    /// - Parameter knownAt: what the ledger knew; nil for all that is recorded.
    init(knownAt: Horizon.KnownAt?) { self.knownAt = knownAt }

    var result: Taken? { taken.withLock { $0 } }

    func take(_ drawing: ReportDrawing, _ draw: (ReportRequest) async throws -> Report) async throws {
        let asOf = drawing.options.horizon.asOf
        var request = try drawing.options.request(Horizon(asOf: asOf, knownAt: knownAt))
        request.limit = nil
        request.isExplained = true
        let report = try await draw(request)
        let result = Taken(report: report, request: request, drawing: drawing)
        taken.withLock { $0 = result }
    }
}
