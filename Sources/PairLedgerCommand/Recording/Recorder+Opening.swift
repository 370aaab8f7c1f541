import Journal

extension Recorder {
    /// Opens the ledger for recording, with two logins: one may read the log, the other append to it.
    static func open(_ ledger: LedgerOptions, actor: String?) async throws -> Recorder {
        let name = try ledger.name()
        let actor = actor ?? Actor.standard
        try Parse.mustBeText(actor, "the actor in $PAIRLEDGER_ACTOR")
        let database = try await Database.open(ledger.database)
        let reading = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
        let writing = try await database.connect(.record)
        let reader = Journal(name, on: reading)
        // Else a ledger that does not exist would look like one in which nothing is on record.
        _ = try await reader.nextPosition()
        return Recorder(reader: reader, writer: Journal(name, on: writing), actor: actor)
    }
}
