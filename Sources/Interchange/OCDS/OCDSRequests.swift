import Assistance
import CanonicalJSON

/// Makes requests of contracting processes.
struct OCDSRequests {
    struct Reason: Hashable {
        let what: String
        let reason: String
    }

    private let file: String
    private let project: Identifier?
    private let takesPayments: Bool
    private(set) var items: [OCDSFile.Item] = []
    private(set) var problems: [InputProblem] = []
    private(set) var rounded: [String] = []
    private(set) var notTaken: [Reason: Int] = [:]

    init(file: String, project: Identifier?, takesPayments: Bool) {
        self.file = file
        self.project = project
        self.takesPayments = takesPayments
    }

    private mutating func leave(_ what: String, _ reason: String) {
        notTaken[Reason(what: what, reason: reason), default: 0] += 1
    }

    mutating func take(_ process: OCDSProcess) {
        let contracted = Set(process.contracts.values.compactMap(\.awardID))
        for id in process.awards.keys where !contracted.contains(id) {
            leave("award", "no contract of it is in the file")
        }
        guard !process.contracts.isEmpty else { return }
        do throws(OCDSFlaw) {
            let project = try self.project(of: process)
            for (id, contract) in process.contracts.sorted(by: { $0.key < $1.key }) {
                do throws(OCDSFlaw) {
                    try take(contract, id, of: process, project)
                } catch {
                    problems.append(error.problem(in: file))
                }
            }
        } catch {
            problems.append(error.problem(in: file))
        }
    }

    private func project(of process: OCDSProcess) throws(OCDSFlaw) -> Identifier {
        if let project { return project }
        guard let text = process.projectID else {
            throw OCDSFlaw(
                process.place, "process \(process.ocid) says no project in planning.budget.projectID",
                "name the one that all of the file belongs to with --project")
        }
        guard let identifier = Identifier(text) else {
            throw OCDSFlaw(
                process.place,
                "process \(process.ocid): planning.budget.projectID \"\(text)\" names no project of a ledger",
                "projects are named by \(Identifier.form): name the one of the file with --project")
        }
        return identifier
    }

    private mutating func take(
        _ contract: OCDSProcess.Contract, _ id: String, of process: OCDSProcess, _ project: Identifier
    ) throws(OCDSFlaw) {
        let name = Identifier(naming: "\(process.ocid)-\(id)")
        let award = contract.awardID.flatMap { process.awards[$0] }
        guard let found = try fields(of: contract, award, process) else {
            if takesPayments {
                contract.transactions.values.forEach { _ in leave("payment", "its contract is not taken") }
            }
            contract.milestones.values.forEach { _ in leave("milestone", "its contract is not taken") }
            return
        }
        if let text = found.value.rounded {
            rounded.append("\(contract.place.path): \(text) was rounded to \(found.value.amount)")
        }
        items.append(
            .init(
                kind: .contract,
                request: State(
                    ContractAwarded(
                        contract: name, supplier: found.supplier, buyer: process.buyer, method: found.method,
                        amount: found.value.amount), of: project, on: found.day),
                key: "ocds/\(process.ocid)/contract/\(id)", line: contract.place.line, path: contract.place.path))
        for (milestoneID, milestone) in contract.milestones.sorted(by: { $0.key < $1.key }) {
            try take(milestone, "ocds/\(process.ocid)/contract/\(id)/milestone/\(milestoneID)", project)
        }
        for (transactionID, transaction) in contract.transactions.sorted(by: { $0.key < $1.key }) {
            guard takesPayments else {
                leave("payment", "they are not wanted")
                continue
            }
            let payment = Identifier(naming: "\(process.ocid)-\(id)-\(transactionID)")
            try take(transaction, payment, of: name, supplier: found.supplier, project)
        }
    }

    /// What a contract needs to be recorded; nil when it says it was not made, or not all that is needed.
    private mutating func fields(
        of contract: OCDSProcess.Contract, _ award: OCDSProcess.Award?, _ process: OCDSProcess
    ) throws(OCDSFlaw) -> (value: OCDSValue, supplier: String, method: ProcurementMethod, day: CalendarDate)? {
        switch (contract.status, award?.status) {
        case ("cancelled", _), (_, "cancelled"): return none("it was cancelled")
        case ("pending", _), (_, "pending"): return none("it is pending")
        case (_, "unsuccessful"): return none("its award was unsuccessful")
        default: break
        }
        guard let value = try value(contract.value ?? award?.value, contract.place, "contract") else { return nil }
        guard let supplier = award.flatMap({ $0.suppliers.isEmpty ? nil : $0.suppliers.joined(separator: "、") }) else {
            return none("no award names its supplier")
        }
        guard let method = ProcurementMethod(ocds: process.method, details: process.methodDetails) else {
            return none("no tender.procurementMethod says how its supplier was chosen")
        }
        guard let date = contract.dateSigned ?? award?.date else {
            return none("no day of signature or award is known")
        }
        return (value, supplier, method, try day(date, contract.place))
    }

    private mutating func none<Value>(_ reason: String) -> Value? {
        leave("contract", reason)
        return nil
    }

    private mutating func take(
        _ milestone: OCDSProcess.Milestone, _ key: String, _ project: Identifier
    ) throws(OCDSFlaw) {
        guard milestone.status == "met" || milestone.status == nil, let date = milestone.dateMet else {
            return leave("milestone", "it was not met yet")
        }
        guard let title = milestone.title else { return leave("milestone", "it has no title") }
        items.append(
            .init(
                kind: .milestone,
                request: State(
                    MilestoneReached(
                        name: title,
                        plannedOn: try milestone.dueDate.map { date throws(OCDSFlaw) in try day(date, milestone.place) }
                    ),
                    of: project, on: try day(date, milestone.place)),
                key: key, line: milestone.place.line, path: milestone.place.path))
    }

    private mutating func take(
        _ transaction: OCDSProcess.Transaction, _ payment: Identifier, of contract: Identifier, supplier: String,
        _ project: Identifier
    ) throws(OCDSFlaw) {
        guard let value = try value(transaction.value, transaction.place, "payment") else { return }
        guard let date = transaction.date else { return leave("payment", "its day is not known") }
        if let text = value.rounded {
            rounded.append("\(transaction.place.path): \(text) was rounded to \(value.amount)")
        }
        let request = SpendFunds(
            payment: payment, project: project, amount: value.amount, payee: transaction.payee ?? supplier,
            contract: contract, paidOn: try day(date, transaction.place), amountText: value.rounded)
        items.append(
            .init(
                kind: .payment, request: request, key: request.identity ?? "payment/\(payment)",
                line: transaction.place.line, path: transaction.place.path))
    }

    /// An amount in CNY; nil for one in another currency, and where there is none.
    private mutating func value(
        _ node: JSONNode?, _ place: OCDSProcess.Place, _ what: String
    ) throws(OCDSFlaw) -> OCDSValue? {
        guard let node, let amount = node["amount"] else {
            leave(what, "it has no value")
            return nil
        }
        guard case .number(let number) = amount else {
            throw OCDSFlaw(place, "its value.amount is no number", "have its publisher write it as one, without quotes")
        }
        guard let currency = node["currency"]?.text else {
            leave(what, "its value has no currency")
            return nil
        }
        guard currency == Currency.cny.code else {
            leave(what, "its value is in \(currency.prefix(3)), and contracts of a ledger are in CNY")
            return nil
        }
        do {
            return try OCDSValue(number: number)
        } catch {
            throw OCDSFlaw(place, error.description, error.remedy)
        }
    }

    private func day(_ text: String, _ place: OCDSProcess.Place) throws(OCDSFlaw) -> CalendarDate {
        guard let date = OCDSDate(text) else {
            throw OCDSFlaw(place, "\"\(text)\" is not a date", "OCDS writes 2014-03-18T09:30:00+08:00")
        }
        return date.day
    }
}
