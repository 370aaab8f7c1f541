import Assistance
import Interchange

extension TemplateSample {
    private static func state<Content: Statement>(_ content: Content, _ thing: String, _ date: String) -> any Request {
        State(content, of: id(thing), on: day(date))
    }

    private static func same(_ template: CSVTemplate, _ fields: [(String, String)], _ request: any Request) -> Self {
        TemplateSample(
            template: template, fields: fields.map { (name: $0.0, text: $0.1) }, full: request, bare: request)
    }

    static let regional = [
        same(
            .designations,
            [("region", "653022"), ("designation", "deep-poverty"), ("since", "2014-03-01"), ("basis", "2014年名单")],
            state(RegionDesignated(.deepPoverty, since: day("2014-03-01"), basis: "2014年名单"), "653022", "2014-03-01")),
        same(
            .delistings,
            [("region", "653022"), ("designation", "border"), ("last_day", "2014-03-01"), ("basis", "退出公告")],
            state(RegionDelisted(.border, lastDay: day("2014-03-01"), basis: "退出公告"), "653022", "2014-03-01")),
        TemplateSample(
            template: .figures,
            fields: [
                ("region", "653022"), ("year", "2013"), ("indicator", "population"), ("value", "217,000"),
                ("source", "yearbook"), ("reason", "census"), ("on", "2014-03-31"),
            ],
            full: state(
                RegionIndicatorReported(.population, of: 2013, value: 217_000, source: "yearbook", reason: "census"),
                "653022", "2014-03-31"),
            bare: state(
                RegionIndicatorReported(.population, of: 2013, value: 217_000, source: "yearbook"), "653022",
                "2014-03-31")),
    ]

    static let ofProjects = [
        TemplateSample(
            template: .contracts,
            fields: [
                ("project", "K1"), ("contract", "C1"), ("supplier", "施工单位"), ("buyer", "县教育局"),
                ("method", "invited-tender"), ("amount", "1234567.89"), ("on", "2014-03-30"),
            ],
            full: state(
                ContractAwarded(
                    contract: id("C1"), supplier: "施工单位", buyer: "县教育局", method: .invitedTender,
                    amount: fen(123_456_789)), "K1", "2014-03-30"),
            bare: state(
                ContractAwarded(
                    contract: id("C1"), supplier: "施工单位", method: .invitedTender, amount: fen(123_456_789)), "K1",
                "2014-03-30")),
        same(.starts, [("project", "K1"), ("on", "2014-04-10")], state(ProjectStarted(), "K1", "2014-04-10")),
        TemplateSample(
            template: .milestones,
            fields: [("project", "K1"), ("milestone", "主体封顶"), ("planned_on", "2014-10-01"), ("on", "2014-10-12")],
            full: state(MilestoneReached(name: "主体封顶", plannedOn: day("2014-10-01")), "K1", "2014-10-12"),
            bare: state(MilestoneReached(name: "主体封顶"), "K1", "2014-10-12")),
        TemplateSample(
            template: .releases,
            fields: [
                ("project", "K1"), ("to", "653000"), ("instrument", "social-donation"), ("amount", "1234567.89"),
                ("on", "2014-12-15"), ("reason", "结余"),
            ],
            full: ReleaseFunds(
                project: id("K1"), to: region("653000"), instrument: .socialDonation, amount: fen(123_456_789),
                releasedOn: day("2014-12-15"), reason: "结余"),
            bare: ReleaseFunds(
                project: id("K1"), to: nil, instrument: .fiscal, amount: fen(123_456_789),
                releasedOn: day("2014-12-15"), reason: nil)),
        TemplateSample(
            template: .returns,
            fields: [
                ("agreement", "A1"), ("from", "653000"), ("amount", "1234567.89"), ("on", "2014-12-20"),
                ("reason", "项目取消"),
            ],
            full: ReturnFunds(
                agreement: id("A1"), from: region("653000"), amount: fen(123_456_789), returnedOn: day("2014-12-20"),
                reason: "项目取消"),
            bare: ReturnFunds(
                agreement: id("A1"), from: region("653000"), amount: fen(123_456_789), returnedOn: day("2014-12-20"))),
    ]

    static let ofOutcomes = [
        TemplateSample(
            template: .indicators,
            fields: [
                ("indicator", "I1"), ("project", "K1"), ("region", "653022"), ("name", "Tap water"),
                ("name_zh", "自来水"), ("measure", "percentage"), ("unit", "households"), ("ascending", "no"),
                ("baseline", "62%"), ("baseline_on", "2013-12-31"), ("target", "95.5%"), ("due_on", "2015-12-31"),
                ("eligible_population", "2,000"), ("on", "2014-01-10"),
            ],
            full: state(
                IndicatorDefined(
                    project: id("K1"), region: region("653022"), name: "Tap water", nameZH: "自来水",
                    measure: .percentage, unit: "households", ascending: false, baseline: 6_200,
                    baselineOn: day("2013-12-31"), target: 9_550, dueOn: day("2015-12-31"), eligiblePopulation: 2_000),
                "I1", "2014-01-10"),
            bare: state(
                IndicatorDefined(
                    name: "Tap water", measure: .percentage, unit: "households", target: 9_550,
                    dueOn: day("2015-12-31")), "I1", "2014-01-10")),
        TemplateSample(
            template: .outcomes,
            fields: [
                ("indicator", "I1"), ("value", "93.5%"), ("period_start", "2014-01-01"), ("period_end", "2014-12-31"),
                ("reported_by", "县教育局"), ("remark", "初步"), ("on", "2014-12-31"),
            ],
            full: state(outcome("初步"), "I1", "2014-12-31"), bare: state(outcome(nil), "I1", "2014-12-31")),
        TemplateSample(
            template: .beneficiaries,
            fields: [
                ("indicator", "I1"), ("persons", "1200"), ("households", "350"), ("group", "students"),
                ("eligible_population", "2000"), ("period_start", "2014-01-01"), ("period_end", "2014-12-31"),
                ("digest", String(repeating: "0a", count: 32)), ("on", "2014-12-31"),
            ],
            full: state(
                BeneficiariesCounted(
                    persons: 1_200, households: 350, group: .students, eligiblePopulation: 2_000,
                    periodStart: day("2014-01-01"), periodEnd: day("2014-12-31"),
                    digest: DocumentDigest(String(repeating: "0a", count: 32))), "I1", "2014-12-31"),
            bare: state(
                BeneficiariesCounted(
                    persons: 1_200, group: .students, periodStart: day("2014-01-01"), periodEnd: day("2014-12-31")),
                "I1", "2014-12-31")),
        same(
            .verifications,
            [
                ("indicator", "I1"), ("report", "2"), ("verified_by", "县审计局"), ("method", "入户抽查"),
                ("value", "90%"), ("on", "2014-12-31"),
            ],
            state(
                OutcomeVerified(report: 2, verifiedBy: "县审计局", method: "入户抽查", value: figure("90%")), "I1",
                "2014-12-31")),
        same(
            .disputes,
            [
                ("indicator", "I1"), ("report", "2"), ("disputed_by", "县审计局"), ("reason", "重复统计"),
                ("value", "1,100"), ("on", "2014-12-31"),
            ],
            state(
                OutcomeDisputed(report: 2, disputedBy: "县审计局", reason: "重复统计", value: figure("1100")), "I1",
                "2014-12-31")),
    ]

    private static func outcome(_ remark: String?) -> OutcomeReported {
        OutcomeReported(
            value: figure("93.5%"), periodStart: day("2014-01-01"), periodEnd: day("2014-12-31"), reportedBy: "县教育局",
            remark: remark)
    }

    private static func figure(_ text: String) -> Figure {
        guard let figure = Figure(text) else { preconditionFailure("no figure: \(text)") }
        return figure
    }

    /// A sample of cooperation: done for the donor, which is left out in the bare one.
    private static func cooperation<Content: Statement>(
        _ template: CSVTemplate, _ own: [(String, String)], _ content: @escaping (Cooperation) -> Content,
        bare: ((Cooperation) -> Content)? = nil
    ) -> TemplateSample {
        let common = [("cooperation", "C1"), ("pairing", "p"), ("direction", "to-donor"), ("region", "320100")]
        let full = Cooperation(pairing: id("p"), direction: .toDonor, region: region("320100"))
        let plain = Cooperation(pairing: id("p"), region: region("320100"))
        return TemplateSample(
            template: template, fields: (common + own).map { (name: $0.0, text: $0.1) },
            full: state(content(full), "C1", "2014-03-01"), bare: state((bare ?? content)(plain), "C1", "2014-03-01"))
    }

    static let ofCooperation = [
        cooperation(
            .secondments,
            [("profession", "doctors"), ("persons", "20"), ("ends_on", "2014-08-31"), ("on", "2014-03-01")],
            { PersonnelSeconded($0, profession: .doctors, persons: 20, endsOn: day("2014-08-31")) },
            bare: { PersonnelSeconded($0, profession: .doctors, persons: 20) }),
        cooperation(
            .placements,
            [
                ("persons", "20"), ("registered_poor", "12"), ("workplace", "partner-province"),
                ("industry", "manufacturing"), ("monthly_wage", "1234567.89"), ("on", "2014-03-01"),
            ],
            {
                LabourPlaced(
                    $0, persons: 20, registeredPoor: 12, workplace: .partnerProvince, industry: .manufacturing,
                    monthlyWage: fen(123_456_789))
            },
            bare: {
                LabourPlaced(
                    $0, persons: 20, registeredPoor: 12, workplace: .partnerProvince, industry: .manufacturing)
            }),
        cooperation(
            .trainings, [("topic", "致富带头人"), ("persons", "20"), ("days", "5"), ("on", "2014-03-01")],
            { TrainingHeld($0, topic: "致富带头人", persons: 20, days: 5) }),
        cooperation(
            .purchases,
            [("buyer_kind", "trade-unions"), ("goods", "杏干"), ("amount", "1234567.89"), ("on", "2014-03-01")],
            { ConsumptionPurchased($0, buyer: .tradeUnions, goods: "杏干", amount: fen(123_456_789)) }),
        cooperation(
            .investments,
            [
                ("investor", "纺织企业"), ("committed", "2000000"), ("paid_in", "1234567.89"), ("industry", "trade"),
                ("jobs", "120"), ("linked_households", "0"), ("on", "2014-03-01"),
            ],
            {
                IndustryInvested(
                    $0, investor: "纺织企业", committed: fen(200_000_000), paidIn: fen(123_456_789), industry: .trade,
                    jobs: 120, linkedHouseholds: 0)
            }),
    ]
}
