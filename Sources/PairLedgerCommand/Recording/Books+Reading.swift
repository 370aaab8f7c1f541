import Assistance
import CanonicalJSON
import Journal

extension Books {
    /// What a ledger has on record of some things, its events taken up one after another.
    ///
    /// - Parameter date: only what had happened by then; nil for all.
    static func read(
        _ selection: LogSelection, by date: CalendarDate? = nil, in ledger: LedgerOptions
    ) async throws -> Books {
        let database = try await Database.open(ledger.database)
        let connection = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
        var books = Books()
        for try await page in Journal(try ledger.name(), on: connection).pages(selection) {
            for event in page where date.map({ event.effectiveOn <= $0 }) ?? true {
                guard let stream = StreamName(event.stream) else { continue }
                let meaning = try AssistanceEvent(type: event.type, version: event.v, data: event.statement)
                books.replay(meaning, of: stream, on: event.effectiveOn, by: event.actor)
            }
        }
        return books
    }
}
