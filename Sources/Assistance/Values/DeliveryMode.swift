/// Who carries out what the money is for.
public enum DeliveryMode: String, CaseIterable, Sendable {
    /// 交支票, "hand over the cheque": the recipient.
    case cheque
    /// 交钥匙, "hand over the key": the donor, who builds and hands over.
    case turnkey

    public var english: String {
        switch self {
        case .cheque: "Hand over the cheque"
        case .turnkey: "Hand over the key"
        }
    }

    public var chinese: String {
        switch self {
        case .cheque: "交支票"
        case .turnkey: "交钥匙"
        }
    }
}
