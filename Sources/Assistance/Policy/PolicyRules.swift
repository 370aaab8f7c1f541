// The rules and what a policy may set of them, with what applies while none does. A rule without parameters and lists compares
// exactly, and leaves nothing to set.

extension PolicyRule {
    /// All rules, by identifier.
    public static let all: [PolicyRule] = [
        rule(
            1, "Idle funds", "资金闲置",
            days("idle_days", 365, "older lots with a remainder are idle"),
            days("severe_days", 730, "older ones are a severe finding")),
        rule(
            2, "Retained funds", "资金滞留",
            days("forward_days", 30, "after its receipt, a tier that is not the last has forwarded the money")),
        rule(
            3, "Commitment shortfall", "承诺资金未到位",
            share("received_share", 10_000, "of what was promised is received by the due date")),
        rule(
            4, "Two-sided mismatch", "两地账目不符",
            days("receipt_days", 10, "after it was sent, money is received"),
            money("tolerance", 0, "by which sent and received may differ")),
        rule(
            5, "Bank mismatch", "银行对账不符", money("tolerance", 0, "by which a closing balance may differ")),
        rule(6, "Broken chain", "资金链条中断"),
        rule(7, "Off-pair money", "结对关系外资金"),
        rule(
            8, "Diversion", "挪用",
            lists: [list("negative_categories", negativeCategories, "categories for which aid must not be spent")]),
        rule(
            9, "Grassroots and livelihood", "两个百分之八十",
            share("grassroots_share", 8_000, "of the money goes to counties and below"),
            share("livelihood_share", 8_000, "of the money goes to livelihoods"),
            lists: [
                list(
                    "livelihood_purposes", livelihoodPurposes, "purposes that count as livelihoods (民生)",
                    vocabulary: Purpose.allCases.map(\.rawValue))
            ]),
        rule(
            10, "Overspending", "超概算支付",
            share("tolerance_share", 0, "of the approved amount by which payments may exceed it")),
        rule(11, "Not started", "未开工", days("start_days", 180, "after it was funded, a project has started")),
        rule(12, "Late", "进度滞后", days("grace_days", 90, "after its planned end, a project is complete")),
        rule(13, "Built but unused", "建成闲置", days("use_days", 180, "after its completion, a project is in use")),
        rule(14, "Duplicate claim", "重复申报"),
        rule(
            15, "Ineligible payout", "冒领",
            days("cycle_days", 365, "that a cycle of payouts has"),
            count("payouts_max", 1, "payouts to one payee in a cycle")),
        rule(
            16, "Split contract", "化整为零规避招标",
            // 必须招标的工程项目规定 (2018), article 5: works of 4 million yuan.
            money("tender_threshold", 400_000_000, "from which a contract must be tendered"),
            days("window_days", 90, "within which contracts count together"),
            count("contracts_min", 2, "contracts that make a cluster")),
        rule(
            17, "Concentration", "供应商集中",
            share("top_share", 5_000, "of a county's year that one supplier may have"),
            count("payments_min", 5, "payments from which a county's year is looked at")),
        rule(
            18, "Unverified outcome", "成效未核验", days("verification_days", 90, "after its report, an outcome is verified")
        ),
        rule(
            19, "Implausible outcome", "成效失实", times("jump_factor", 5, "the median from which a change is a jump")),
        rule(
            20, "Backdating and year-end rush", "倒签日期与年底突击花钱",
            days("backdating_days", 30, "after it happened, an event is recorded"),
            share("december_share", 4_000, "of a year's payments that December may have")),
        rule(21, "Changed after report", "报后变更"),
        rule(22, "Control breach", "内控失效", days("disclosure_days", 20, "after its approval, a project is disclosed")),
        rule(
            23, "Open findings", "问题整改不到位",
            days("grace_days", 0, "after its due date, a finding is rectified"),
            count("recurrences_min", 2, "findings of one rule about one thing that make it recurring")),
    ]

    /// The prohibitions of 财政衔接推进乡村振兴补助资金管理办法 (2021) and of its predecessor of 2017, as categories of payments.
    private static let negativeCategories = [
        "administrative-expenses",  // 单位基本支出
        "vehicles-communication",  // 交通工具及通讯设备
        "office-buildings",  // 修建楼堂馆所
        "bonuses-allowances",  // 各种奖金津贴和福利补助
        "enterprise-losses",  // 弥补企业亏损
        "debt-repayment",  // 偿还债务和垫资
    ]

    /// All but industry and cadres.
    private static let livelihoodPurposes: [String] = [
        Purpose.housingInfrastructure, .education, .employmentTraining, .socialServices,
    ].map(\.rawValue)

    private static func rule(
        _ number: Int, _ english: String, _ chinese: String, _ parameters: Parameter..., lists: [List] = []
    ) -> PolicyRule {
        guard let id = Identifier(number < 10 ? "R0\(number)" : "R\(number)") else {
            preconditionFailure("rule \(number)")
        }
        return PolicyRule(id: id, english: english, chinese: chinese, parameters: parameters, lists: lists)
    }

    private static func days(_ name: String, _ standard: Int64, _ meaning: String) -> Parameter {
        Parameter(name: name, unit: .days, standard: standard, meaning: meaning)
    }

    private static func share(_ name: String, _ standard: Int64, _ meaning: String) -> Parameter {
        Parameter(name: name, unit: .basisPoints, standard: standard, meaning: meaning)
    }

    private static func money(_ name: String, _ standard: Int64, _ meaning: String) -> Parameter {
        Parameter(name: name, unit: .minorUnits, standard: standard, meaning: meaning)
    }

    private static func count(_ name: String, _ standard: Int64, _ meaning: String) -> Parameter {
        Parameter(name: name, unit: .count, standard: standard, meaning: meaning)
    }

    private static func times(_ name: String, _ standard: Int64, _ meaning: String) -> Parameter {
        Parameter(name: name, unit: .times, standard: standard, meaning: meaning)
    }

    private static func list(
        _ name: String, _ standard: [String], _ meaning: String, vocabulary: [String]? = nil
    ) -> List {
        List(name: name, standard: standard, vocabulary: vocabulary, meaning: meaning)
    }
}
