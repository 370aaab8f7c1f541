extension Wording {
    /// What rules found; severities as findings have them.
    static let check = [
        "Red flags": "疑点", "Severe": "严重", "Major": "较重", "Minor": "一般", "Rules": "规则", "Policy versions": "政策版本",
        "Red flags found": "疑点数", "Subject": "对象", "What is wrong": "疑点描述", "Found": "实际", "Limit": "标准", "By": "标准依据",
        "Question": "核查问题", "standard": "默认标准", "ledger": "账面", "policy": "政策",
    ]
}
