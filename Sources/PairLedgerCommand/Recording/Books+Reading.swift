import Assistance
import CanonicalJSON
import Journal
import Projection

extension Books {
    /// What a ledger has on record of some things, its events taken up one after another.
    ///
    /// - Parameter horizon: only what it reaches.
    static func read(
        _ selection: LogSelection, within horizon: Horizon = Horizon(), in ledger: LedgerOptions
    ) async throws -> Books {
        let database = try await Database.open(ledger.database)
        let connection = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
        var books = Books()
        for try await page in Journal(try ledger.name(), on: connection).pages(selection) {
            for event in page where horizon.reaches(event) {
                guard let stream = StreamName(event.stream) else { continue }
                let meaning = try AssistanceEvent(type: event.type, version: event.v, data: event.statement)
                books.replay(meaning, of: stream, on: event.effectiveOn, by: event.actor)
            }
        }
        return books
    }
}
