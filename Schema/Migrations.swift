/// One step on the way from an empty database to the present schema: a file of this folder, applied once, in a transaction.
///
/// The list only grows. A table is changed by a new file; a function, view or trigger by editing its file and naming the file
/// again at the end of the list, which supersedes the earlier line.
public struct Migration: Sendable {
    /// 1 for the first line of the list; no number is ever skipped or given twice.
    public let number: Int
    /// Where the object stands in this folder, such as `functions/append.sql`.
    public let file: String
    /// The statements, as they go to the server.
    public let sql: [UInt8]

    /// Roles and schemas are made by whoever administers the database; all else by the owner of the ledger's objects.
    public var runsAsAdministrator: Bool { file.hasPrefix("roles/") || file.hasPrefix("schemas/") }
}

extension Migration {
    /// Makes the table that remembers which migrations were applied. It may be run at any time.
    public static let bookkeeping: [UInt8] = PackageResources.migration_sql

    /// Every migration, in the order of their numbers.
    public static let all: [Migration] = list.enumerated().map {
        Migration(number: $0.offset + 1, file: $0.element.file, sql: $0.element.sql)
    }

    private static let list: [(file: String, sql: [UInt8])] = [
        ("roles/pairledger_owner.sql", PackageResources.pairledger_owner_sql),
        ("roles/pairledger_recorder.sql", PackageResources.pairledger_recorder_sql),
        ("roles/pairledger_projector.sql", PackageResources.pairledger_projector_sql),
        ("roles/pairledger_inspector.sql", PackageResources.pairledger_inspector_sql),
        ("schemas/pairledger.sql", PackageResources.pairledger_sql),
        ("schemas/pairledger_read.sql", PackageResources.pairledger_read_sql),
        ("tables/ledger.sql", PackageResources.ledger_sql),
        ("tables/event.sql", PackageResources.event_sql),
        ("functions/is_guarded.sql", PackageResources.is_guarded_sql),
        ("tables/account.sql", PackageResources.account_sql),
        ("functions/refuse_change.sql", PackageResources.refuse_change_sql),
        ("triggers/event_append_only.sql", PackageResources.event_append_only_sql),
        ("triggers/ledger_not_removed.sql", PackageResources.ledger_not_removed_sql),
        ("functions/posting.sql", PackageResources.posting_sql),
        ("functions/entry_before_recording.sql", PackageResources.entry_before_recording_sql),
        ("functions/entry_after_recording.sql", PackageResources.entry_after_recording_sql),
        ("functions/append.sql", PackageResources.append_sql),
        ("functions/flush.sql", PackageResources.flush_sql),
        ("functions/create_ledger.sql", PackageResources.create_ledger_sql),
        ("ledgers/main.sql", PackageResources.main_sql),
        ("tables/projection.sql", PackageResources.projection_sql),
        ("tables/position_lot.sql", PackageResources.position_lot_sql),
        ("tables/position_pairing.sql", PackageResources.position_pairing_sql),
        ("tables/position_project.sql", PackageResources.position_project_sql),
        ("privileges/recorder_reads_nothing.sql", PackageResources.recorder_reads_nothing_sql),
    ]
}
