import Assistance

/// A contracting process: what its releases say, of each field the latest.
struct OCDSProcess {
    struct Award {
        var suppliers: [String] = []
        var value: JSONNode?
        var date: String?
        var status: String?
    }

    struct Transaction {
        var date: String?
        var value: JSONNode?
        var payee: String?
        var place: Place
    }

    struct Milestone {
        var title: String?
        var status: String?
        var dateMet: String?
        var dueDate: String?
        var place: Place
    }

    struct Contract {
        var awardID: String?
        var status: String?
        var dateSigned: String?
        var value: JSONNode?
        var transactions: [String: Transaction] = [:]
        var milestones: [String: Milestone] = [:]
        var place: Place
    }

    /// Where something stands in the file.
    struct Place {
        let line: Int
        /// Such as `releases[3].contracts[0]`.
        let path: String

        /// The path of a part of it.
        func path(_ part: String) -> String { path.isEmpty ? part : "\(path).\(part)" }
    }

    let ocid: String
    /// Where it stands first.
    let place: Place
    private(set) var projectID: String?
    private(set) var buyer: String?
    private(set) var method: String?
    private(set) var methodDetails: String?
    private(set) var awards: [String: Award] = [:]
    private(set) var contracts: [String: Contract] = [:]
    /// By the identifiers of organisations, what they are called.
    private var names: [String: String] = [:]
    private var lastDate: OCDSDate?

    init(ocid: String, place: Place) {
        self.ocid = ocid
        self.place = place
    }

    /// Takes a release up. What an earlier one says counts only where no later one says it, in whatever order they stand in the file.
    ///
    /// - Throws: ``OCDSFlaw`` for a part of it without the identifier by which later releases mean the same.
    mutating func take(_ release: JSONNode, at place: Place, on date: OCDSDate) throws(OCDSFlaw) {
        let isLatest = lastDate.map { date >= $0 } ?? true
        if isLatest { lastDate = date }
        func set<Value>(_ field: inout Value?, _ value: Value?) {
            if let value, isLatest || field == nil { field = value }
        }
        for party in release["parties"]?.elements ?? [] {
            if let id = party["id"]?.text, let name = party["name"]?.text { names[id] = name }
        }
        set(&projectID, release["planning"]?["budget"]?["projectID"]?.text)
        let tender = release["tender"]
        set(&buyer, name(of: release["buyer"]) ?? name(of: tender?["procuringEntity"]))
        set(&method, tender?["procurementMethod"]?.text)
        set(&methodDetails, tender?["procurementMethodDetails"]?.text)
        for (index, node) in (release["awards"]?.elements ?? []).enumerated() {
            let id = try OCDSProcess.id(node, place.path("awards[\(index)]"), place)
            var award = awards[id] ?? Award()
            let suppliers = (node["suppliers"]?.elements ?? []).compactMap { name(of: $0) }
            if !suppliers.isEmpty, isLatest || award.suppliers.isEmpty { award.suppliers = suppliers }
            set(&award.value, node["value"])
            set(&award.date, node["date"]?.text)
            set(&award.status, node["status"]?.text)
            awards[id] = award
        }
        for (index, node) in (release["contracts"]?.elements ?? []).enumerated() {
            let path = place.path("contracts[\(index)]")
            let id = try OCDSProcess.id(node, path, place)
            var contract = contracts[id] ?? Contract(place: Place(line: place.line, path: path))
            set(&contract.awardID, node["awardID"]?.text)
            set(&contract.status, node["status"]?.text)
            set(&contract.dateSigned, node["dateSigned"]?.text)
            set(&contract.value, node["value"])
            try take(node, path, place, into: &contract, isLatest)
            contracts[id] = contract
        }
    }

    private func take(
        _ node: JSONNode, _ path: String, _ place: Place, into contract: inout Contract, _ isLatest: Bool
    ) throws(OCDSFlaw) {
        let implementation = node["implementation"]
        for (index, node) in (implementation?["transactions"]?.elements ?? []).enumerated() {
            let path = "\(path).implementation.transactions[\(index)]"
            let id = try OCDSProcess.id(node, path, place)
            guard isLatest || contract.transactions[id] == nil else { continue }
            contract.transactions[id] = Transaction(
                date: node["date"]?.text, value: node["value"], payee: name(of: node["payee"]),
                place: Place(line: place.line, path: path))
        }
        for (member, nodes) in [
            ("milestones", node["milestones"]?.elements ?? []),
            ("implementation.milestones", implementation?["milestones"]?.elements ?? []),
        ] {
            for (index, node) in nodes.enumerated() {
                let path = "\(path).\(member)[\(index)]"
                let id = try OCDSProcess.id(node, path, place)
                guard isLatest || contract.milestones[id] == nil else { continue }
                contract.milestones[id] = Milestone(
                    title: node["title"]?.text, status: node["status"]?.text, dateMet: node["dateMet"]?.text,
                    dueDate: node["dueDate"]?.text, place: Place(line: place.line, path: path))
            }
        }
    }

    /// What an organisation is called, where it is named or referred to.
    private func name(of organisation: JSONNode?) -> String? {
        organisation?["name"]?.text ?? organisation?["id"]?.text.flatMap { names[$0] }
    }

    private static func id(_ node: JSONNode, _ path: String, _ place: Place) throws(OCDSFlaw) -> String {
        guard let id = node["id"]?.text, !id.isEmpty else {
            throw OCDSFlaw(
                Place(line: place.line, path: path), "it has no id", "OCDS asks for one: have its publisher add it")
        }
        return id
    }
}

/// What is wrong with a part of a release.
struct OCDSFlaw: Error {
    let place: OCDSProcess.Place
    let message: String
    let remedy: String

    init(_ place: OCDSProcess.Place, _ message: String, _ remedy: String) {
        self.place = place
        self.message = message
        self.remedy = remedy
    }

    func problem(in file: String) -> InputProblem {
        InputProblem(
            file: file, line: place.line, message: place.path.isEmpty ? message : "\(place.path): \(message)",
            remedy: remedy)
    }
}
