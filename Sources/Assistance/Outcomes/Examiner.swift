import CanonicalJSON

/// An organisation that looks into a report of an outcome, and must have no part in what it looks into.
struct Examiner {
    /// The number of the report.
    let report: Int64
    let name: String
    /// The field that names it.
    let field: String

    init(of report: Int64, name: String, field: String) {
        self.report = report
        self.name = name
        self.field = field
    }

    /// Who carried the project out, whose result it is, is told by the project's own events.
    static func needs(for indicator: Identifier, knowing books: Books) -> Needs {
        Needs(streams: Set(books.indicators[indicator]?.project.map { [StreamName(.project, $0)] } ?? []))
    }

    /// Neither the organisation nor the person may be the one whose claim or whose work it is, nor may they have seen the claim
    /// before it was made.
    func mustBeIndependent(
        of claim: Indicator.Reported, carriedOutBy implementer: String?, _ occurrence: Occurrence
    ) throws(Refusal) {
        try name.mustBeText(field: field)
        try occurrence.date.mustNotPrecede(
            claim.reportedOn, "what is said", "report \(report)", field: "effective_on")
        let parts = [
            (claim.reportedBy, "reported it"), (claim.actor, "put it on record"),
            (implementer ?? "", "carried the project out"),
        ]
        for (other, role) in parts where name.namesSameBody(as: other) {
            throw Refusal(
                .person, "\(name) cannot look into report \(report): it \(role) itself",
                remedy: "name the organisation that looked into it and had no part in it", field: field)
        }
        guard !occurrence.actor.namesSameBody(as: claim.actor) else {
            throw Refusal(
                .person,
                "\(occurrence.actor) put report \(report) on record, and cannot record what others found of it",
                remedy: "have it recorded by those who looked into it (--actor)", field: "actor")
        }
    }

    /// One organisation speaks once about a report.
    func mustNotBe(among others: [String], _ did: String) throws(Refusal) {
        guard !others.contains(where: name.namesSameBody) else {
            throw Refusal(
                .exists, "\(name) has \(did) report \(report) already",
                remedy: "what one organisation found counts once; a correction belongs to a new report", field: field)
        }
    }
}
