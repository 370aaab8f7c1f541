extension Wording {
    /// As the Chinese auditing standards say it: 中国注册会计师审计准则第1314号.
    static let sampling = [
        "Audit sample": "审计抽样", "What is to be examined": "抽取样本", "Population": "抽样总体", "Units in it": "总体单元数",
        "What they come to": "总体金额", "Method of selection": "选样方法", "Seed": "随机种子", "Sample size asked for": "样本规模",
        "Sampling interval": "选样间隔", "Random start": "随机起点", "Hits": "命中次数", "Chosen for certain": "必选单元数",
        "What those come to": "必选单元金额", "Units chosen": "样本单元数", "What they come to together": "样本金额",
        "Share of the population's money": "样本金额占总体比例", "payments": "付款", "transfers": "拨款", "forwardings": "转拨",
        "projects": "项目", "monetary-unit": "货币单元抽样", "random": "简单随机抽样", "No.": "序号",
        "Sender": "拨出方", "Receiver": "收款方",
        "Whole entry": "凭证金额", "Amount sampled": "抽样金额", "Cumulative amount": "累计金额", "First hit": "首个命中点",
        "Draw": "抽取次序", "Why chosen": "入选原因", "Document seen": "已查凭证", "Audited amount": "审定金额",
        "Remark": "备注", "whole": "全部选取", "certain": "必选", "hit": "命中", "drawn": "随机抽中",
        "a person": "个人",
        AuditSampleReport.emptyNote: "总体为空，无可选取",
        AuditSampleReport.wholeNote: "总体单元数不超过样本规模，全部选取",
        AuditSampleReport.monetaryUnitNote: "命中点为随机起点及其后每一选样间隔，沿累计金额计；金额达到选样间隔者必被命中",
        AuditSampleReport.randomNote: "每一单元被抽中的机会相同；同一种子的较大样本，其在先抽取者相同",
        AuditSampleReport.entryNote: "已冲销的记录不在总体之内",
        AuditSampleReport.projectNote: "项目金额为拨入减退回",
    ]
}
