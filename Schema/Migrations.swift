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
        ("roles/pairledger_observer.sql", PackageResources.pairledger_observer_sql),
        ("schemas/pairledger.sql", PackageResources.pairledger_sql),
        ("schemas/pairledger_model.sql", PackageResources.pairledger_model_sql),
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
        ("functions/restore_entries.sql", PackageResources.restore_entries_sql),
        ("ledgers/main.sql", PackageResources.main_sql),
        ("tables/generation.sql", PackageResources.generation_sql),
        ("tables/skip.sql", PackageResources.skip_sql),
        ("functions/begin_generation.sql", PackageResources.begin_generation_sql),
        ("functions/attach_generation.sql", PackageResources.attach_generation_sql),
        ("functions/drop_generation.sql", PackageResources.drop_generation_sql),
        ("views/read_projection.sql", PackageResources.read_projection_sql),
        ("views/read_skipped_event.sql", PackageResources.read_skipped_event_sql),
        ("tables/model_account.sql", PackageResources.model_account_sql),
        ("tables/model_movement.sql", PackageResources.model_movement_sql),
        ("tables/model_position.sql", PackageResources.model_position_sql),
        ("tables/model_position_sum.sql", PackageResources.model_position_sum_sql),
        ("tables/model_pairing.sql", PackageResources.model_pairing_sql),
        ("tables/model_agreement.sql", PackageResources.model_agreement_sql),
        ("tables/model_transfer.sql", PackageResources.model_transfer_sql),
        ("tables/model_project_place.sql", PackageResources.model_project_place_sql),
        ("views/read_account.sql", PackageResources.read_account_sql),
        ("views/read_lot.sql", PackageResources.read_lot_sql),
        ("views/read_movement.sql", PackageResources.read_movement_sql),
        ("views/read_register.sql", PackageResources.read_register_sql),
        ("views/read_position.sql", PackageResources.read_position_sql),
        ("views/read_pairing.sql", PackageResources.read_pairing_sql),
        ("views/read_agreement.sql", PackageResources.read_agreement_sql),
        ("views/read_transfer.sql", PackageResources.read_transfer_sql),
        ("tables/model_project.sql", PackageResources.model_project_sql),
        ("tables/model_contract.sql", PackageResources.model_contract_sql),
        ("tables/model_milestone.sql", PackageResources.model_milestone_sql),
        ("tables/model_project_group.sql", PackageResources.model_project_group_sql),
        ("tables/model_project_stage.sql", PackageResources.model_project_stage_sql),
        ("tables/model_thing.sql", PackageResources.model_thing_sql),
        ("tables/model_attachment.sql", PackageResources.model_attachment_sql),
        ("views/read_project.sql", PackageResources.read_project_sql),
        ("views/read_contract.sql", PackageResources.read_contract_sql),
        ("views/read_milestone.sql", PackageResources.read_milestone_sql),
        ("views/read_project_group.sql", PackageResources.read_project_group_sql),
        ("views/read_thing.sql", PackageResources.read_thing_sql),
        ("views/read_timeline.sql", PackageResources.read_timeline_sql),
        ("tables/model_indicator.sql", PackageResources.model_indicator_sql),
        ("tables/model_outcome_report.sql", PackageResources.model_outcome_report_sql),
        ("tables/model_outcome_period.sql", PackageResources.model_outcome_period_sql),
        ("tables/model_outcome_group.sql", PackageResources.model_outcome_group_sql),
        ("tables/model_measured_project.sql", PackageResources.model_measured_project_sql),
        ("tables/model_beneficiary_count.sql", PackageResources.model_beneficiary_count_sql),
        ("tables/model_region_year.sql", PackageResources.model_region_year_sql),
        ("tables/model_region_headcount.sql", PackageResources.model_region_headcount_sql),
        ("tables/model_region_designation.sql", PackageResources.model_region_designation_sql),
        ("tables/model_open_designation.sql", PackageResources.model_open_designation_sql),
        ("tables/model_cooperation.sql", PackageResources.model_cooperation_sql),
        ("tables/model_cooperation_year.sql", PackageResources.model_cooperation_year_sql),
        ("tables/model_finding.sql", PackageResources.model_finding_sql),
        ("views/read_indicator.sql", PackageResources.read_indicator_sql),
        ("views/read_outcome_report.sql", PackageResources.read_outcome_report_sql),
        ("views/read_outcome_group.sql", PackageResources.read_outcome_group_sql),
        ("views/read_beneficiary_count.sql", PackageResources.read_beneficiary_count_sql),
        ("views/read_region_year.sql", PackageResources.read_region_year_sql),
        ("views/read_region_designation.sql", PackageResources.read_region_designation_sql),
        ("views/read_cooperation.sql", PackageResources.read_cooperation_sql),
        ("views/read_cooperation_year.sql", PackageResources.read_cooperation_year_sql),
        ("views/read_finding.sql", PackageResources.read_finding_sql),
        ("privileges/recorder_reads_nothing.sql", PackageResources.recorder_reads_nothing_sql),
        ("tables/scope.sql", PackageResources.scope_sql),
        ("functions/sees.sql", PackageResources.sees_sql),
        ("functions/sees_stream.sql", PackageResources.sees_stream_sql),
        ("functions/has_names.sql", PackageResources.has_names_sql),
        ("functions/masked.sql", PackageResources.masked_sql),
        ("views/read_own_scope.sql", PackageResources.read_own_scope_sql),
        ("views/read_event.sql", PackageResources.read_event_sql),
        ("views/read_payment.sql", PackageResources.read_payment_sql),
        ("policies/contract_scope.sql", PackageResources.contract_scope_sql),
        ("policies/finding_scope.sql", PackageResources.finding_scope_sql),
        ("privileges/observer_reads_models.sql", PackageResources.observer_reads_models_sql),
        ("indexes/movement_agreement.sql", PackageResources.movement_agreement_sql),
        ("indexes/movement_beyond.sql", PackageResources.movement_beyond_sql),
        ("indexes/transfer_agreement.sql", PackageResources.transfer_agreement_sql),
        ("tables/model_account_total.sql", PackageResources.model_account_total_sql),
        ("indexes/account_in_use.sql", PackageResources.account_in_use_sql),
    ]
}
