import Assistance
import CanonicalJSON
import Journal
import Projection

extension Inspection {
    /// What was taken up so far.
    struct State: Sendable {
        private var ledger = InspectedLedger()
        /// By the positions of the events that made them.
        private var payments: [Int64: InspectedLedger.Payment] = [:]
        /// By the year, and by the project's account.
        private var given: [InspectedLedger.Year: [String: InspectedLedger.Given]] = [:]
        private let delayMin: Int

        init(delayMin: Int) { self.delayMin = delayMin }

        var finished: InspectedLedger {
            var ledger = ledger
            ledger.given = given.mapValues { $0.values.sorted { $0.project < $1.project } }
            ledger.payments = payments.values.sorted { $0.position < $1.position }
            return ledger
        }

        mutating func take(_ record: EventRecord, _ event: AssistanceEvent, _ movements: ArraySlice<Movement>) {
            ledger.day = ledger.day.map { max($0, record.effectiveOn) } ?? record.effectiveOn
            noteTimes(record)
            take(event, record)
            for movement in movements { take(movement) }
            if case .fundsSpent(let spent) = event { payments[record.position] = payment(spent, record, movements) }
        }

        // MARK: Money

        private func payment(
            _ spent: FundsSpent, _ record: EventRecord, _ movements: ArraySlice<Movement>
        ) -> InspectedLedger.Payment {
            var payment = InspectedLedger.Payment(
                payment: spent.payment.description, project: record.subject, amount: spent.amount.minorUnits,
                payee: spent.payee, category: spent.category, contract: spent.contract?.description,
                invoice: spent.invoice, payeeKind: spent.payeeKind, payeeDigest: spent.payeeDigest,
                on: record.effectiveOn, position: record.position)
            let most = movements.max { $0.row.amount < $1.row.amount }?.row
            payment.pairing = most?.pairing
            payment.fiscalYear = most?.fiscalYear ?? 0
            for row in movements.lazy.map(\.row) {
                let isUnknown = row.pairing == nil && row.agreement == nil && row.transfer == nil
                let cameLater = row.since.map { $0 > record.effectiveOn } ?? false
                if isUnknown || cameLater { payment.unfounded += row.amount }
            }
            return payment
        }

        private mutating func take(_ movement: Movement) {
            let row = movement.row
            switch (movement.source.kind, movement.target.kind) {
            case (.holding, .project): give(row.amount, to: movement.target, row)
            case (.project, .holding): give(-row.amount, to: movement.source, row)
            default: break
            }
            if movement.target.kind == .holding || movement.target.kind == .project {
                ledger.arrivals[row.target, default: []].append(row.key.position)
            }
            guard movement.source.kind == .holding, movement.target.kind == .transit, let since = row.since,
                let transfer = row.transfer, let holder = RegionCode(movement.source.owner), holder.tier != .county
            else { return }
            ledger.stays.append(
                .init(
                    transfer: transfer, pairing: row.pairing, holder: holder, amount: row.amount, since: since,
                    until: row.effectiveOn, position: row.key.position))
        }

        private mutating func give(_ amount: Int64, to account: AccountRow, _ row: MovementRow) {
            guard let pairing = row.pairing else { return }
            let new = InspectedLedger.Given(
                project: account.owner, place: RegionCode(account.place), purpose: Purpose(rawValue: account.purpose))
            let year = InspectedLedger.Year(pairing: pairing, year: Int(row.fiscalYear))
            given[year, default: [:]][account.owner, default: new].amount += amount
            given[year, default: [:]][account.owner, default: new].positions.append(row.key.position)
        }

        // MARK: Times

        /// What this program records for itself does not change what a report tells of.
        private static let others: Set<String> = ["report", "finding", "document", "policy", "claim"]

        private mutating func noteTimes(_ record: EventRecord) {
            let delay = record.effectiveOn.days(until: record.recordedAt.date)
            if delay >= delayMin {
                ledger.delays.append(.init(stream: record.stream, days: delay, act: Self.act(record)))
            }
            guard !ledger.publications.isEmpty,
                !Self.others.contains(record.stream.prefix { $0 != "/" }.description)
            else { return }
            for index in ledger.publications.indices {
                let report = ledger.publications[index]
                if record.position >= report.knownAt, report.startsOn <= record.effectiveOn,
                    record.effectiveOn <= report.endsOn
                {
                    ledger.publications[index].changes.append(Self.act(record))
                }
            }
        }

        private static func act(_ record: EventRecord, _ amount: Int64 = 0) -> InspectedLedger.Act {
            .init(on: record.effectiveOn, amount: amount, actor: record.actor, position: record.position)
        }

        // MARK: Events

        private mutating func take(_ event: AssistanceEvent, _ record: EventRecord) {
            let subject = record.subject
            switch event {
            case .fundsCommitted(let committed):
                ledger.agreements[subject] = .init(
                    pairing: committed.pairing.description, dueOn: committed.dueOn, offPair: committed.offPair,
                    promises: [Self.act(record, committed.amount.minorUnits)])
            case .commitmentRevised(let revised):
                let change = revised.amount.minorUnits - revised.previous.minorUnits
                ledger.agreements[subject]?.promises.append(Self.act(record, change))
            case .commitmentCancelled(let cancelled):
                ledger.agreements[subject]?.promises.append(Self.act(record, -cancelled.amount.minorUnits))
            case .fundsTransferred(let sent):
                ledger.transfers[subject] = .init(
                    pairing: sent.pairing.description, agreement: sent.agreement.description, sender: sent.from,
                    receiver: sent.to, offPair: sent.offPair, sent: Self.act(record, sent.amount.minorUnits))
            case .fundsForwarded(let sent):
                ledger.transfers[subject] = .init(
                    sender: sent.from, receiver: sent.to, sent: Self.act(record, sent.amount.minorUnits))
            case .fundsReceived(let received):
                ledger.transfers[subject]?.receipts.append(Self.act(record, received.amount.minorUnits))
                ledger.transfers[subject]?.isClosed = received.closes
            case .fundsRejected(let rejected):
                ledger.transfers[subject]?.rejections.append(Self.act(record, rejected.amount.minorUnits))
            case .fundsAllocated(let allocated):
                ledger.projects[subject, default: .init()].allocations.append(
                    Self.act(record, allocated.amount.minorUnits))
            case .fundsReleased(let released):
                ledger.projects[subject, default: .init()].allocations.append(
                    Self.act(record, -released.amount.minorUnits))
            case .payeesEntitled(let entitled):
                ledger.projects[subject, default: .init()].entitlements.append(
                    .init(
                        persons: Set(entitled.persons), startsOn: entitled.startsOn, endsOn: entitled.endsOn,
                        position: record.position))
            case .entryReversed(let reversed): takeBack(reversed, record)
            case .reportPublished(let published):
                ledger.publications.append(
                    .init(
                        report: subject, startsOn: published.startsOn, endsOn: published.endsOn,
                        knownAt: published.knownAt, act: Self.act(record)))
            case .evidenceAttached(let attached):
                guard attached.documentKind == .disclosure, attached.about.kind == .project else { return }
                ledger.projects[attached.about.identifier.description, default: .init()].disclosures
                    .append(Self.act(record))
            case .indicatorDefined, .outcomeReported, .outcomeVerified, .beneficiariesCounted:
                takeOutcome(event, record)
            default: takeProject(event, record)
            }
        }

        private mutating func takeBack(_ reversed: EntryReversed, _ record: EventRecord) {
            let subject = record.subject
            func stays(_ act: InspectedLedger.Act) -> Bool { act.position != reversed.position }
            switch reversed.original {
            case .fundsSpent: payments[reversed.position] = nil
            case .fundsCommitted, .commitmentRevised, .commitmentCancelled:
                ledger.agreements[subject]?.promises.removeAll { !stays($0) }
            case .fundsTransferred, .fundsForwarded: ledger.transfers[subject]?.isTakenBack = true
            case .fundsReceived: ledger.transfers[subject]?.receipts.removeAll { !stays($0) }
            case .fundsRejected: ledger.transfers[subject]?.rejections.removeAll { !stays($0) }
            case .fundsAllocated, .fundsReleased:
                ledger.projects[subject]?.allocations.removeAll { !stays($0) }
            default: break
            }
        }

        private mutating func takeProject(_ event: AssistanceEvent, _ record: EventRecord) {
            let subject = record.subject
            switch event {
            case .projectProposed(let proposed):
                ledger.projects[subject, default: .init()].proposed = Self.act(record)
                ledger.projects[subject, default: .init()].take(proposed.plan)
            case .projectApproved(let approved):
                ledger.projects[subject, default: .init()].approved = Self.act(record)
                ledger.projects[subject, default: .init()].take(approved.plan)
                ledger.projects[subject, default: .init()].budgets.append(
                    Self.act(record, approved.plan.plannedAid.minorUnits))
            case .budgetRevised(let revised):
                ledger.projects[subject, default: .init()].budgets.append(
                    Self.act(record, revised.plannedAid.minorUnits))
            case .contractAwarded(let awarded):
                ledger.projects[subject, default: .init()].contracts.append(
                    .init(
                        contract: awarded.contract.description, supplier: awarded.supplier, buyer: awarded.buyer,
                        method: awarded.method, awarded: Self.act(record, awarded.amount.minorUnits)))
            case .projectStarted: ledger.projects[subject, default: .init()].started = Self.act(record)
            case .workReported(let reported):
                ledger.projects[subject, default: .init()].work.append(Self.act(record, reported.aidDone.minorUnits))
            case .projectCompleted: ledger.projects[subject, default: .init()].completed = Self.act(record)
            case .useInspected(let inspected):
                ledger.projects[subject, default: .init()].inspections.append(Self.act(record, inspected.inUse ? 1 : 0))
            case .projectCancelled, .projectClosed: ledger.projects[subject, default: .init()].ended = Self.act(record)
            default: break
            }
        }

        private mutating func takeOutcome(_ event: AssistanceEvent, _ record: EventRecord) {
            let subject = record.subject
            switch event {
            case .indicatorDefined(let defined):
                ledger.indicators[subject] = .init(
                    project: defined.project?.description, eligible: defined.eligiblePopulation,
                    position: record.position)
            case .outcomeReported(let reported):
                // A later report of the same period takes the place of the earlier one.
                ledger.indicators[subject]?.reports.removeAll {
                    $0.periodStart == reported.periodStart && $0.periodEnd == reported.periodEnd
                }
                ledger.indicators[subject]?.reports.append(
                    .init(
                        number: record.version, value: reported.value.number, periodStart: reported.periodStart,
                        periodEnd: reported.periodEnd, reportedBy: reported.reportedBy, act: Self.act(record)))
            case .outcomeVerified(let verified):
                guard
                    let index = ledger.indicators[subject]?.reports.firstIndex(where: {
                        $0.number == verified.report
                    })
                else { return }
                ledger.indicators[subject]?.reports[index].verifications.append(
                    .init(by: verified.verifiedBy, act: Self.act(record)))
            case .beneficiariesCounted(let counted):
                ledger.indicators[subject]?.counts.append(
                    .init(
                        persons: counted.persons, eligible: counted.eligiblePopulation, list: counted.digest,
                        act: Self.act(record)))
            default: break
            }
        }
    }
}

extension InspectedLedger.Project {
    fileprivate mutating func take(_ plan: ProjectPlan) {
        place = plan.place.region
        purpose = plan.purpose
        implementer = plan.implementer
        plannedEnd = plan.plannedEnd
    }
}
