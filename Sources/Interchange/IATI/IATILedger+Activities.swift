import Assistance
public import CanonicalJSON

/// What the making of every activity knows.
struct IATIMaking {
    let ledger: IATILedger
    let reporter: IATIReporter
    /// The day of the last event: what is later is in the future.
    let today: CalendarDate

    func programme(_ id: String) -> ProgrammeEstablished? { ledger.programmes[id] }
    func implementer(of project: String) -> String { ledger.projects[project]?.implementer ?? project }
    func donor(of pairing: String) -> (pairing: String, donor: IATIRegion)? {
        ledger.pairings[pairing].map { (pairing, IATIRegion(code: $0.formed.donor, date: $0.formed.startsOn)) }
    }

    /// Those that can be told, in the order of the log.
    func transactions(_ flows: [IATIFlow]) -> [IATIFlow] {
        flows.filter { $0.amount != 0 && $0.source.effectiveOn <= today }
    }

    func activity(_ hierarchy: Int, _ changedAt: Instant, _ children: [IATIElement]) -> IATIElement {
        IATIElement(
            "iati-activity",
            [
                "default-currency": "CNY", "hierarchy": "\(hierarchy)", "last-updated-datetime": "\(changedAt)",
                "xml:lang": "en",
            ], children)
    }
}

extension IATILedger {
    /// The last day that is no future, as it was in China when the last event was recorded.
    public var today: CalendarDate {
        knownAt?.adding(microseconds: 8 * 3_600 * 1_000_000)?.date ?? .epoch
    }

    /// Hands over all activities that are wanted, each made when it is its turn: the pairings by their identifiers, the donor's side
    /// first, and then the projects.
    public func forEachActivity(
        by reporter: IATIReporter, _ selection: IATISelection = IATISelection(),
        _ body: (IATIElement) throws -> Void
    ) rethrows {
        let making = IATIMaking(ledger: self, reporter: reporter, today: today)
        let wanted = pairings.filter { selection.has($0.key, $0.value.formed) }
        for (id, pairing) in wanted.sorted(by: { $0.key < $1.key }) {
            try body(pairing.donorSide(id, making))
            try body(pairing.recipientSide(id, making))
        }
        let isAll = selection == IATISelection()
        for (id, project) in projects.sorted(by: { $0.key < $1.key }) {
            let isIn =
                selection.pairing == nil && selection.programme == nil
                && selection.region.map { project.plan.place.region.isWithin($0) } ?? false
            guard isAll || isIn || project.pairings.contains(where: { wanted[$0] != nil }) else { continue }
            try body(project.activity(id, making))
        }
    }

    /// What the file does not tell.
    public var notes: [String] {
        var omissions = omissions
        let flows = pairings.values.flatMap { $0.given + $0.taken } + projects.values.flatMap(\.flows)
        omissions.future = Set(flows.filter { $0.source.effectiveOn > today }.map(\.source.position)).count
        return omissions.notes
    }
}
