/// What kind of money an agreement promises. Money of different instruments does not mix: each has its own accounts.
public enum Instrument: String, CaseIterable, Sendable {
    /// 财政援助: from the donor's budget. The usual case; its accounts carry no suffix.
    case fiscal
    /// 社会帮扶: given by society through the donor region.
    case socialDonation = "social-donation"
    /// 定点帮扶: designated aid of a central enterprise.
    case centralEnterprise = "central-enterprise"
    /// 中央转移支付: a transfer payment of the central budget.
    case centralTransfer = "central-transfer"

    public var english: String {
        switch self {
        case .fiscal: "Fiscal aid"
        case .socialDonation: "Social donations"
        case .centralEnterprise: "Designated aid of central enterprises"
        case .centralTransfer: "Central transfer payments"
        }
    }

    public var chinese: String {
        switch self {
        case .fiscal: "财政援助"
        case .socialDonation: "社会帮扶"
        case .centralEnterprise: "定点帮扶"
        case .centralTransfer: "中央转移支付"
        }
    }
}
