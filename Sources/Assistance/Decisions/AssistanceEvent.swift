public import CanonicalJSON

/// Any event of paired assistance.
public indirect enum AssistanceEvent: Hashable, Sendable {
    case programmeEstablished(ProgrammeEstablished)
    case pairingFormed(PairingFormed)
    case pairingEnded(PairingEnded)
    case fundsCommitted(FundsCommitted)
    case commitmentRevised(CommitmentRevised)
    case commitmentCancelled(CommitmentCancelled)
    case fundsTransferred(FundsTransferred)
    case fundsReceived(FundsReceived)
    case fundsRejected(FundsRejected)
    case fundsForwarded(FundsForwarded)
    case projectProposed(ProjectProposed)
    case projectApproved(ProjectApproved)
    case budgetRevised(BudgetRevised)
    case contractAwarded(ContractAwarded)
    case projectStarted(ProjectStarted)
    case milestoneReached(MilestoneReached)
    case payeesEntitled(PayeesEntitled)
    case projectSuspended(ProjectSuspended)
    case projectResumed(ProjectResumed)
    case projectCompleted(ProjectCompleted)
    case useInspected(UseInspected)
    case projectCancelled(ProjectCancelled)
    case projectClosed(ProjectClosed)
    case fundsAllocated(FundsAllocated)
    case fundsSpent(FundsSpent)
    case workReported(WorkReported)
    case fundsReleased(FundsReleased)
    case fundsReturned(FundsReturned)
    case entryReversed(EntryReversed)
    case regionDesignated(RegionDesignated)
    case regionDelisted(RegionDelisted)
    case regionIndicatorReported(RegionIndicatorReported)
    case policySet(PolicySet)
    case findingRaised(FindingRaised)
    case findingAnswered(FindingAnswered)
    case findingRectified(FindingRectified)
    case findingClosed(FindingClosed)
    case findingReopened(FindingReopened)
    case reportPublished(ReportPublished)
    case indicatorDefined(IndicatorDefined)
    case outcomeReported(OutcomeReported)
    case outcomeVerified(OutcomeVerified)
    case outcomeDisputed(OutcomeDisputed)
    case beneficiariesCounted(BeneficiariesCounted)
    case evidenceAttached(EvidenceAttached)
    case claimPublished(ClaimPublished)
    case personnelSeconded(PersonnelSeconded)
    case secondmentEnded(SecondmentEnded)
    case labourPlaced(LabourPlaced)
    case industryInvested(IndustryInvested)
    case consumptionPurchased(ConsumptionPurchased)
    case trainingHeld(TrainingHeld)
    case bankStatementReceived(BankStatementReceived)
    case bankStatementLinesRecorded(BankStatementLinesRecorded)
    case reconciliationAccepted(ReconciliationAccepted)
    case reconciliationRejected(ReconciliationRejected)
    case reconciliationUndone(ReconciliationUndone)
    case activityReported(ActivityReported)
    case transactionsReported(TransactionsReported)
    case resultsReported(ResultsReported)
    case organisationReported(OrganisationReported)

    /// All types of events, by the names that entries give them.
    public static let catalogue: [String: any EventPayload.Type] = {
        let types: [any EventPayload.Type] = [
            ProgrammeEstablished.self,
            PairingFormed.self,
            PairingEnded.self,
            FundsCommitted.self,
            CommitmentRevised.self,
            CommitmentCancelled.self,
            FundsTransferred.self,
            FundsReceived.self,
            FundsRejected.self,
            FundsForwarded.self,
            ProjectProposed.self,
            ProjectApproved.self,
            BudgetRevised.self,
            ContractAwarded.self,
            ProjectStarted.self,
            MilestoneReached.self,
            PayeesEntitled.self,
            ProjectSuspended.self,
            ProjectResumed.self,
            ProjectCompleted.self,
            UseInspected.self,
            ProjectCancelled.self,
            ProjectClosed.self,
            FundsAllocated.self,
            FundsSpent.self,
            WorkReported.self,
            FundsReleased.self,
            FundsReturned.self,
            EntryReversed.self,
            RegionDesignated.self,
            RegionDelisted.self,
            RegionIndicatorReported.self,
            PolicySet.self,
            FindingRaised.self,
            FindingAnswered.self,
            FindingRectified.self,
            FindingClosed.self,
            FindingReopened.self,
            ReportPublished.self,
            IndicatorDefined.self,
            OutcomeReported.self,
            OutcomeVerified.self,
            OutcomeDisputed.self,
            BeneficiariesCounted.self,
            EvidenceAttached.self,
            ClaimPublished.self,
            PersonnelSeconded.self,
            SecondmentEnded.self,
            LabourPlaced.self,
            IndustryInvested.self,
            ConsumptionPurchased.self,
            TrainingHeld.self,
            BankStatementReceived.self,
            BankStatementLinesRecorded.self,
            ReconciliationAccepted.self,
            ReconciliationRejected.self,
            ReconciliationUndone.self,
            ActivityReported.self,
            TransactionsReported.self,
            ResultsReported.self,
            OrganisationReported.self,
        ]
        return Dictionary(uniqueKeysWithValues: types.map { ($0.type, $0) })
    }()

    /// The event of this type and version whose data this is. Data of an earlier version is brought to the newest form first.
    ///
    /// - Throws: `UnknownEventError` for a type or version that this program does not know, `EventFormError` for data that does
    ///   not have the form of its type.
    public init(type: String, version: Int, data: JSONValue) throws {
        try self.init(type: type, version: version, data: data, reading: nil)
    }

    /// - Parameter reading: is told of every field that is read.
    init(type: String, version: Int, data: JSONValue, reading: FieldReading?) throws {
        let payload = try AssistanceEvent.payload(type, version)
        self = try payload.event(EventFields(payload.upcast(data, from: version), of: type, reading: reading))
    }

    /// The same of data as it stands in its entry; no tree is built of it unless it has to be brought to the newest form first.
    public init(type: String, version: Int, data: CanonicalValue) throws {
        let payload = try AssistanceEvent.payload(type, version)
        guard version >= payload.readableSince else {
            try self.init(type: type, version: version, data: data.tree)
            return
        }
        self = try payload.event(EventFields(data, of: type))
    }

    private static func payload(_ type: String, _ version: Int) throws(UnknownEventError) -> any EventPayload.Type {
        guard let payload = catalogue[type], 1...payload.version ~= version else {
            throw UnknownEventError(type: type, version: version)
        }
        return payload
    }

    public var payload: any EventPayload {
        switch self {
        case .programmeEstablished(let payload): payload
        case .pairingFormed(let payload): payload
        case .pairingEnded(let payload): payload
        case .fundsCommitted(let payload): payload
        case .commitmentRevised(let payload): payload
        case .commitmentCancelled(let payload): payload
        case .fundsTransferred(let payload): payload
        case .fundsReceived(let payload): payload
        case .fundsRejected(let payload): payload
        case .fundsForwarded(let payload): payload
        case .projectProposed(let payload): payload
        case .projectApproved(let payload): payload
        case .budgetRevised(let payload): payload
        case .contractAwarded(let payload): payload
        case .projectStarted(let payload): payload
        case .milestoneReached(let payload): payload
        case .payeesEntitled(let payload): payload
        case .projectSuspended(let payload): payload
        case .projectResumed(let payload): payload
        case .projectCompleted(let payload): payload
        case .useInspected(let payload): payload
        case .projectCancelled(let payload): payload
        case .projectClosed(let payload): payload
        case .fundsAllocated(let payload): payload
        case .fundsSpent(let payload): payload
        case .workReported(let payload): payload
        case .fundsReleased(let payload): payload
        case .fundsReturned(let payload): payload
        case .entryReversed(let payload): payload
        case .regionDesignated(let payload): payload
        case .regionDelisted(let payload): payload
        case .regionIndicatorReported(let payload): payload
        case .policySet(let payload): payload
        case .findingRaised(let payload): payload
        case .findingAnswered(let payload): payload
        case .findingRectified(let payload): payload
        case .findingClosed(let payload): payload
        case .findingReopened(let payload): payload
        case .reportPublished(let payload): payload
        case .indicatorDefined(let payload): payload
        case .outcomeReported(let payload): payload
        case .outcomeVerified(let payload): payload
        case .outcomeDisputed(let payload): payload
        case .beneficiariesCounted(let payload): payload
        case .evidenceAttached(let payload): payload
        case .claimPublished(let payload): payload
        case .personnelSeconded(let payload): payload
        case .secondmentEnded(let payload): payload
        case .labourPlaced(let payload): payload
        case .industryInvested(let payload): payload
        case .consumptionPurchased(let payload): payload
        case .trainingHeld(let payload): payload
        case .bankStatementReceived(let payload): payload
        case .bankStatementLinesRecorded(let payload): payload
        case .reconciliationAccepted(let payload): payload
        case .reconciliationRejected(let payload): payload
        case .reconciliationUndone(let payload): payload
        case .activityReported(let payload): payload
        case .transactionsReported(let payload): payload
        case .resultsReported(let payload): payload
        case .organisationReported(let payload): payload
        }
    }
}

extension EventPayload {
    fileprivate static func upcast(_ data: JSONValue, from version: Int) -> JSONValue {
        guard version < readableSince, var members = data.objectValue else { return data }
        for earlier in version..<readableSince { upcast(&members, from: earlier) }
        return .object(members)
    }
}

/// An event of a type or version that this program does not know: the ledger was written by a newer one.
public struct UnknownEventError: Error, Hashable, Sendable, CustomStringConvertible {
    public let type: String
    public let version: Int

    public var description: String {
        "this program does not know events of type \(type), version \(version): a newer pairledger wrote them; upgrade"
    }
}
