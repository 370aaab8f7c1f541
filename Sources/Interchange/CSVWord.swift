import Assistance

/// A word of a list, which files may have by its code or by its Chinese name.
protocol CSVWord: RawRepresentable<String>, CaseIterable {
    var chinese: String { get }
}

extension Instrument: CSVWord {}
extension Purpose: CSVWord {}
extension Place.Scope: CSVWord {}
extension Designation: CSVWord {}
extension RegionIndicator: CSVWord {}
extension IndicatorMeasure: CSVWord {}
extension BeneficiaryGroup: CSVWord {}
extension Direction: CSVWord {}
extension Profession: CSVWord {}
extension Workplace: CSVWord {}
extension Industry: CSVWord {}
extension Buyer: CSVWord {}

extension ProcurementMethod: CSVWord {
    /// As the law on government procurement calls it.
    var chinese: String {
        switch self {
        case .openTender: "公开招标"
        case .invitedTender: "邀请招标"
        case .negotiation: "竞争性谈判"
        case .inquiry: "询价"
        case .singleSource: "单一来源采购"
        case .direct: "直接委托"
        }
    }
}

/// Yes or no.
enum CSVAnswer: String, CSVWord {
    case yes, no

    var chinese: String { self == .yes ? "是" : "否" }
}
