/// What a published figure says how much or how many of.
public enum ClaimMeasure: String, CaseIterable, Sendable {
    /// 承诺: money promised by agreements. IATI code list TransactionType: 2, outgoing commitment.
    case committed
    /// 拨付: money sent by donors. TransactionType 3, disbursement.
    case sent
    /// 到位: money that the regions paired with donors received. TransactionType 1, incoming funds.
    case received
    /// 安排到项目: money given to projects.
    case allocated
    /// 支出: money paid out by projects. TransactionType 4, expenditure.
    case spent
    /// 受援县: counties that money was promised to or came to.
    case counties
    /// 结对关系: pairings under which money was promised.
    case pairings
    /// 项目: projects that money was given to.
    case projects

    /// Whether the figure is an amount of money; else it is a number.
    public var isMoney: Bool {
        switch self {
        case .committed, .sent, .received, .allocated, .spent: true
        case .counties, .pairings, .projects: false
        }
    }
}

extension ClaimMeasure: Bilingual {
    public var english: String {
        switch self {
        case .committed: "Money promised"
        case .sent: "Money sent"
        case .received: "Money received"
        case .allocated: "Money given to projects"
        case .spent: "Money paid out"
        case .counties: "Counties"
        case .pairings: "Pairings"
        case .projects: "Projects"
        }
    }

    public var chinese: String {
        switch self {
        case .committed: "承诺资金"
        case .sent: "拨付资金"
        case .received: "到位资金"
        case .allocated: "安排到项目的资金"
        case .spent: "支出资金"
        case .counties: "受援县"
        case .pairings: "结对关系"
        case .projects: "项目"
        }
    }
}
