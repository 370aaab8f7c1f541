import Assistance

extension Plan {
    /// The fiscal years of a sample.
    static let years = 2016...2025

    /// Plans the programmes that the pairings are under, and the pairings' beginnings and ends.
    mutating func planPairings(_ pairs: [PlannedPair]) {
        let office = "国家发展和改革委员会"
        for programme in PlannedProgramme.all where pairs.contains(where: { $0.programme == programme.id }) {
            add(programme.request, by: office)
        }
        planPolicies()
        for pair in pairs {
            add(pair.formation, by: office)
            guard let end = pair.endsOn else { continue }
            let successor = pairs.first { $0.id.description == pair.successor }?.id
            add(
                State(PairingEnded(endsOn: end, successor: successor, reason: "结对关系调整"), of: pair.id, on: end),
                by: office)
        }
    }

    /// Plans a year's agreements and all that comes of them.
    ///
    /// - Parameter isEnough: whether enough is planned; asked before each agreement.
    mutating func planYear(_ year: Int, _ pairs: [PlannedPair], steps: Int, until isEnough: (Plan) -> Bool) {
        begin(year)
        let active = pairs.filter { $0.isActive(in: year) && !places.counties(of: $0.recipient, in: year).isEmpty }
        guard !active.isEmpty else { return }
        let usual = min(Plan.projectsMax, max(1, steps / Plan.stepsPerProject / active.count))
        var numbers = [Int](repeating: 0, count: active.count)
        // In another order each year, so that nobody is always among the last, for whom there may be nothing left.
        var order = random.sample(active.count, of: Array(active.indices))
        while !isEnough(self) {
            let index = order.popLast() ?? random.below(active.count)
            numbers[index] += 1
            let projects = max(1, usual - usual / 3 + random.below(usual / 3 * 2 + 1))
            planAgreement(active[index], year, number: numbers[index], projects: projects)
        }
    }

    /// How many steps there are for one project, those of its money and of what people do beside it among them, roughly.
    private static let stepsPerProject = 22
    /// The most projects that one agreement pays for.
    private static let projectsMax = 600
}
