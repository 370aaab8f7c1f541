import Assistance
import CanonicalJSON

/// A project with its money, the day on which it gets it, and who acts for it.
struct ProjectWorks {
    let project: ProjectDraft
    let funding: Funding
    let allocatedOn: CalendarDate
    /// The county's office for planning, which proposes it and carries it out.
    let planning: String
    /// The county's office for finance, which pays.
    let finance: String
    /// The office of the tier above, which approves it.
    let approver: String

    init(
        _ project: ProjectDraft, _ funding: Funding, allocatedOn: CalendarDate, planning: String, finance: String,
        approver: String
    ) {
        self.project = project
        self.funding = funding
        self.allocatedOn = allocatedOn
        self.planning = planning
        self.finance = finance
        self.approver = approver
    }

    var plannedEnd: CalendarDate { allocatedOn.later(by: 300) }
    /// Whether it is the one of its agreement in which the irregularity is, if there is one.
    var isFirst: Bool { project.id == funding.projects[0].id }
}
