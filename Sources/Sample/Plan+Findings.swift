import Assistance
import CanonicalJSON

extension Plan {
    /// Plans what auditors find: in one of thirty projects that papers are missing, which is put right in time and with evidence.
    mutating func planFinding(_ works: ProjectWorks, completedOn: CalendarDate) {
        let isNeglected = works.isFirst && works.funding.irregularity == .neglected
        guard random.oneIn(30) || isNeglected else { return }
        let project = works.project.id
        let finding = Identifier.known("\(project)-A")
        let province = works.project.county.code.province
        let audit = places.office(.audit, of: province, in: works.funding.year)
        let raisedOn = completedOn.later(by: random.within(30...60))
        let dueOn = raisedOn.later(by: 90)
        let neglected =
            isNeglected ? [note(Answer("R23", "finding/\(finding)", ["due_on_days": Int64(dueOn.daysSince1970)]))] : []
        add(
            State(
                FindingRaised(
                    about: .thing(StreamName(.project, project)), severity: .minor, statement: "项目档案资料不完整",
                    raisedBy: audit, dueOn: dueOn), of: finding, on: raisedOn), by: audit, proves: neglected)
        let answeredOn = raisedOn.later(by: random.within(5...20))
        add(
            State(FindingAnswered(by: works.planning, text: "资料正在补充归档"), of: finding, on: answeredOn),
            by: works.planning)
        if isNeglected { return }
        let rectifiedOn = answeredOn.later(by: random.within(10...40))
        add(
            WithEvidence(
                State(FindingRectified(text: "资料已补充归档"), of: finding, on: rectifiedOn), [paper("项目档案")]),
            by: works.planning)
        let closedOn = rectifiedOn.later(by: random.within(5...20))
        if random.oneIn(5) {
            add(State(FindingReopened(reason: "抽查发现仍缺验收单"), of: finding, on: rectifiedOn), by: audit)
            let answered = FindingAnswered(by: works.planning, text: "验收单已补")
            add(
                WithEvidence(State(answered, of: finding, on: rectifiedOn.later(by: 2)), [paper("验收单")]),
                by: works.planning)
        }
        add(State(FindingClosed(remark: "经复核，资料齐全"), of: finding, on: closedOn), by: audit)
    }

    private mutating func paper(_ title: String) -> DocumentDescription {
        DocumentDescription(
            digest: digest(), bytes: Int64(random.within(20_000...900_000)),
            mediaType: MediaType(ofFileNamed: "\(title).pdf"), title: title, kind: .inspection)
    }

    /// What the rules of the first year are, where they are not the usual ones.
    mutating func planPolicies() {
        let policy = PolicySet(
            from: .known(Plan.years.lowerBound, 1, 1), lists: ["negative_categories": Plan.negativeCategories],
            basis: "援助资金使用负面清单")
        add(State(policy, of: .known("R08"), on: .known(Plan.years.lowerBound, 1, 1)), by: "国家发展和改革委员会")
        // All of a sample is recorded at once, years after it is said to have happened.
        let times = PolicySet(
            from: .known(Plan.years.lowerBound, 1, 1), parameters: ["backdating_days": 36_500], basis: "历史台账补录")
        add(State(times, of: .known("R20"), on: .known(Plan.years.lowerBound, 1, 1)), by: "国家发展和改革委员会")
    }

    /// What aid must not pay for, in the words of payments.
    static let negativeCategories = [
        "administrative-expenses", "office-buildings", "vehicles-communication", Plan.reception,
    ]
    /// Official receptions.
    static let reception = "公务接待费"
}
