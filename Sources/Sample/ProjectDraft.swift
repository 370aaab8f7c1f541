import Assistance

/// A project as it is planned, before anything of it happens.
struct ProjectDraft {
    let id: Identifier
    let county: Places.County
    let kind: ProjectKind
    /// Which of the two sums sent pays for it: 0 in spring, 1 in summer.
    let instalment: Int
    /// What the aid is to pay, in minor units.
    let aid: Int64
    /// What all sources are to pay, in minor units.
    let total: Int64
    /// The same as it was proposed; the county's own share may grow later.
    let proposedTotal: Int64
    /// What is left over and goes back, in minor units.
    let leftover: Int64
    var payments: [PaymentDraft]

    /// Its contracts: one for each trade, each worth what is paid under it.
    var contracts: [ContractDraft] {
        kind.trades.indices.map { trade in
            let paid = payments.indices.filter { $0 % kind.trades.count == trade }
            return ContractDraft(
                id: .known("H\(trade + 1)"), supplier: paid.first.map { payments[$0].supplier } ?? "",
                amount: paid.reduce(0) { $0 + payments[$1].amount })
        }.filter { $0.amount > 0 }
    }

    /// Makes one supplier's of two contracts.
    mutating func giveSecondContractToFirstSupplier() {
        for index in payments.indices where index % kind.trades.count == 1 {
            payments[index].supplier = payments[0].supplier
            payments[index].payee = payments[0].supplier
        }
    }

    /// Makes the second and the third payment subsidies to one person.
    mutating func paySamePersonTwice(_ person: DocumentDigest) {
        for index in 1...2 {
            payments[index].payee = "脱贫户"
            payments[index].category = "产业奖补"
            payments[index].person = person
        }
    }

    /// Makes the last payment a subsidy to a person.
    mutating func payPerson(_ person: DocumentDigest) {
        payments[payments.count - 1].payee = "脱贫户"
        payments[payments.count - 1].category = "产业奖补"
        payments[payments.count - 1].person = person
    }

    /// Makes the first payment the same as another project's, and the last one so much smaller or larger.
    mutating func copyFirstPayment(of other: ProjectDraft) {
        let difference = other.payments[0].amount - payments[0].amount
        payments[0] = other.payments[0]
        payments[0].isCopy = true
        payments[payments.count - 1].amount -= difference
    }
}

/// A payment as it is planned.
struct PaymentDraft {
    /// In minor units.
    var amount: Int64
    var payee: String
    var category: String
    /// Whom the contract is with that it is paid under.
    var supplier: String
    var isCopy = false
    /// Of the salted identity of the person that it goes to; nil where it goes to an organisation.
    var person: DocumentDigest?

    var isToPerson: Bool { person != nil || payee.hasSuffix("个人账户") }
}

/// A contract as it is planned.
struct ContractDraft {
    let id: Identifier
    let supplier: String
    /// In minor units.
    let amount: Int64
}

/// A kind of project: what it is called and whom it pays.
struct ProjectKind {
    let purpose: Purpose
    let sector: Sector
    let name: String
    let nameZH: String
    /// What payments are for, and who is paid for it.
    let trades: [(category: String, payee: String)]

    private static let building = [("工程款", "施工单位"), ("材料款", "材料供应商"), ("设计监理费", "监理单位")]
    private static let teaching = [("培训费", "培训机构"), ("教材设备款", "设备供应商"), ("食宿交通费", "服务单位")]

    /// Nine in ten are for people's livelihoods (民生), as the programmes ask.
    static let all = [
        ProjectKind(
            purpose: .housingInfrastructure, sector: .resettlement, name: "Housing resettlement", nameZH: "安居富民工程",
            trades: building),
        ProjectKind(
            purpose: .housingInfrastructure, sector: .roads, name: "Village roads", nameZH: "乡村道路", trades: building),
        ProjectKind(
            purpose: .housingInfrastructure, sector: .drinkingWater, name: "Drinking water", nameZH: "安全饮水工程",
            trades: building),
        ProjectKind(
            purpose: .education, sector: .educationFacilities, name: "School buildings", nameZH: "学校校舍建设",
            trades: building),
        ProjectKind(
            purpose: .education, sector: .primaryEducation, name: "Kindergarten", nameZH: "双语幼儿园", trades: building),
        ProjectKind(
            purpose: .employmentTraining, sector: .employment, name: "Workshop for employment", nameZH: "就业帮扶车间",
            trades: building),
        ProjectKind(
            purpose: .employmentTraining, sector: .vocationalTraining, name: "Training of workers", nameZH: "劳动力技能培训",
            trades: teaching),
        ProjectKind(
            purpose: .socialServices, sector: .healthInfrastructure, name: "County hospital", nameZH: "县医院能力提升",
            trades: building),
        ProjectKind(
            purpose: .socialServices, sector: .basicHealth, name: "Village clinics", nameZH: "村卫生室标准化建设",
            trades: building),
        ProjectKind(purpose: .industry, sector: .agroIndustry, name: "Cold store", nameZH: "农产品冷链", trades: building),
    ]
}
