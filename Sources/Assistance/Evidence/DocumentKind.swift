/// What a document is.
public enum DocumentKind: String, CaseIterable, Sendable {
    case feasibilityStudy = "feasibility-study"
    case legalBasis = "legal-basis"
    case agreement
    case budget
    case tender
    case contract
    case invoice
    case bankSlip = "bank-slip"
    case photograph
    case inspection
    case completionCertificate = "completion-certificate"
    case outcomeReport = "outcome-report"
    case audit
    /// 公示公告: what the public is told of a project, with its amount.
    case disclosure
    case other

    /// The code in DocumentCategory of IATI 2.03; nil where none of its codes fits.
    public var iatiCode: String? {
        switch self {
        case .feasibilityStudy: "A01"
        case .budget: "A05"
        case .inspection: "A07"
        case .outcomeReport: "A08"
        case .agreement: "A09"
        case .tender: "A10"
        case .contract: "A11"
        case .legalBasis, .invoice, .bankSlip, .photograph, .completionCertificate, .audit, .disclosure, .other: nil
        }
    }

    public var english: String {
        switch self {
        case .feasibilityStudy: "Feasibility study"
        case .legalBasis: "Legal basis"
        case .agreement: "Agreement"
        case .budget: "Budget"
        case .tender: "Tender"
        case .contract: "Contract"
        case .invoice: "Invoice"
        case .bankSlip: "Bank slip"
        case .photograph: "Photograph"
        case .inspection: "Inspection"
        case .completionCertificate: "Completion certificate"
        case .outcomeReport: "Report of outcomes"
        case .audit: "Audit report"
        case .disclosure: "Public notice"
        case .other: "Other"
        }
    }

    public var chinese: String {
        switch self {
        case .feasibilityStudy: "可行性研究报告"
        case .legalBasis: "政策依据"
        case .agreement: "协议"
        case .budget: "预算"
        case .tender: "招标文件"
        case .contract: "合同"
        case .invoice: "发票"
        case .bankSlip: "银行回单"
        case .photograph: "照片"
        case .inspection: "检查报告"
        case .completionCertificate: "竣工验收证书"
        case .outcomeReport: "成效报告"
        case .audit: "审计报告"
        case .disclosure: "公示公告"
        case .other: "其他"
        }
    }
}
