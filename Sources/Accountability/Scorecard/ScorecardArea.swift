/// The six areas of the annual evaluation of east–west collaboration of 2017 to 2020 (东西部扶贫协作成效考核). The ledger has no events
/// of meetings and plans, so that nothing can be on record for the first.
enum ScorecardArea: Int, CaseIterable {
    case organisation
    case personnel
    case funds
    case industry
    case labour
    case twinning

    var code: String {
        switch self {
        case .organisation: "organisation"
        case .personnel: "personnel"
        case .funds: "funds"
        case .industry: "industry"
        case .labour: "labour"
        case .twinning: "twinning"
        }
    }

    var english: String {
        switch self {
        case .organisation: "Organisation and leadership"
        case .personnel: "Personnel exchange"
        case .funds: "Use of funds"
        case .industry: "Industrial cooperation"
        case .labour: "Labour cooperation"
        case .twinning: "Joint moderate prosperity"
        }
    }

    var chinese: String {
        switch self {
        case .organisation: "组织领导"
        case .personnel: "人才交流"
        case .funds: "资金使用"
        case .industry: "产业合作"
        case .labour: "劳务协作"
        case .twinning: "携手奔小康"
        }
    }

    /// What is measured in it.
    var measures: [ScorecardMeasure] { Self.measures[rawValue] }

    private static let measures = allCases.map { area in ScorecardMeasure.allCases.filter { $0.area == area } }
}

/// A figure of the scorecard. Where both sides can have it, each has what it does for the other.
enum ScorecardMeasure: Int, CaseIterable {
    case personsSent
    case personsTrained
    case trainingDays
    case given
    case sent
    case received
    case spent
    /// Of what was received, what is at or below the county.
    case inCounties
    case investments
    case investedAgreed
    case invested
    case jobs
    case linkedHouseholds
    case purchases
    case workersPlaced
    case workersPoor
    /// Counties of the side that have one of the other as their twin (结对帮扶).
    case twinnedCounties
    /// Counties to which money came.
    case countiesWithAid

    var code: String {
        switch self {
        case .personsSent: "persons-sent"
        case .personsTrained: "persons-trained"
        case .trainingDays: "training-person-days"
        case .given: "given"
        case .sent: "sent"
        case .received: "received"
        case .spent: "spent"
        case .inCounties: "in-counties"
        case .investments: "investments"
        case .investedAgreed: "investment-agreed"
        case .invested: "investment-paid-in"
        case .jobs: "jobs"
        case .linkedHouseholds: "linked-households"
        case .purchases: "purchases"
        case .workersPlaced: "workers-placed"
        case .workersPoor: "workers-registered-poor"
        case .twinnedCounties: "twinned-counties"
        case .countiesWithAid: "counties-with-aid"
        }
    }

    var area: ScorecardArea {
        switch self {
        case .personsSent, .personsTrained, .trainingDays: .personnel
        case .given, .sent, .received, .spent, .inCounties: .funds
        case .investments, .investedAgreed, .invested, .jobs, .linkedHouseholds, .purchases: .industry
        case .workersPlaced, .workersPoor: .labour
        case .twinnedCounties, .countiesWithAid: .twinning
        }
    }

    var isMoney: Bool {
        switch self {
        case .given, .sent, .received, .spent, .inCounties, .investedAgreed, .invested, .purchases: true
        default: false
        }
    }

    var english: String {
        switch self {
        case .personsSent: "Persons sent to work on the other side"
        case .personsTrained: "Persons of the other side trained"
        case .trainingDays: "Person-days of training"
        case .given: "Given"
        case .sent: "Sent"
        case .received: "Received"
        case .spent: "Spent"
        case .inCounties: "Received in counties"
        case .investments: "Investments on the other side"
        case .investedAgreed: "Investment agreed"
        case .invested: "Investment paid in"
        case .jobs: "Jobs there"
        case .linkedHouseholds: "Households linked to them"
        case .purchases: "Goods bought of the other side"
        case .workersPlaced: "Workers of the other side placed"
        case .workersPoor: "Of them registered poor"
        case .twinnedCounties: "Counties with a twin"
        case .countiesWithAid: "Counties with money"
        }
    }

    var chinese: String {
        switch self {
        case .personsSent: "选派到对方的人员"
        case .personsTrained: "培训对方人员"
        case .trainingDays: "培训人天"
        case .given: "安排资金"
        case .sent: "拨付资金"
        case .received: "到位资金"
        case .spent: "支出资金"
        case .inCounties: "县级到位资金"
        case .investments: "引导对方投资项目"
        case .investedAgreed: "协议投资额"
        case .invested: "到位投资额"
        case .jobs: "吸纳就业人数"
        case .linkedHouseholds: "利益联结户数"
        case .purchases: "采购对方产品"
        case .workersPlaced: "帮助对方劳动力就业"
        case .workersPoor: "其中建档立卡贫困劳动力"
        case .twinnedCounties: "结对县"
        case .countiesWithAid: "有资金的县"
        }
    }
}
