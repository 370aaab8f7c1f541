extension Wording {
    static let reconciliation = [
        "Bank reconciliation": "银行对账", "Accepted matches": "已确认对账", "Exact proposals": "完全相符建议",
        "Other proposals": "其他建议", "Unmatched lines of the bank": "银行未匹配笔数",
        "Unmatched movements of the ledger": "账面未匹配笔数",
        "Bank statements": "银行对账单", "Bank statement": "对账单", "Account": "账户", "Bank account": "银行账号", "Opening": "期初余额",
        "In": "收入",
        "Out": "支出", "Closing": "期末余额", "Difference": "差额", "Closed before with": "上期期末余额",
        "Proposed matches": "对账建议", "Proposal": "建议", "Confidence": "把握程度", "Shape": "对应方式", "Amount": "金额",
        "Booked on": "记账日期", "In the ledger on": "账面日期", "Lines of the bank": "银行流水", "Positions": "位置",
        "Streams": "事件流",
        "Reference": "摘要", "Decided": "已作决定", "Decision": "决定", "In the bank only": "银行已记、账面未记",
        "In the ledger only": "账面已记、银行未记", "Line of the bank": "银行流水", "Counterparty": "对方户名", "State": "状态",
        "exact": "完全相符", "probable": "很可能", "possible": "可能", "one-to-one": "一对一", "split": "一笔对多笔流水",
        "merged": "一笔流水对多笔", "accepted": "已确认", "rejected": "已否决", "outstanding": "未达账项",
        "outstanding: so near the end of the last statement that the other side may still come":
            "未达账项：临近最后一期对账单期末，对方可能尚未入账",
        "a donor's balance in the ledger is what it gave, not what it has: only its movements are compared":
            "支援方账面余额为已拨数而非存款，仅核对发生额",
        "no bank statement is on record: pairledger import camt053": "尚无银行对账单入账：pairledger import camt053",
    ]

    static let receipts = [
        "Sent against received": "拨付与收款核对", "Seen on": "核对日期", "Days for a receipt": "确认收款期限（天）", "By state": "按核对结果",
        "Transfers": "拨款", "Transfer": "拨款", "Sent": "已拨", "Received": "已收", "Rejected": "退回", "Sender": "拨付方",
        "Sent on": "拨付日期", "Last received on": "最近收款日期", "Days": "间隔（天）", "Receipts": "收款笔数", "over": "多收",
        "missing": "未收", "short": "少收", "late": "迟收", "under-way": "在途", "The recipient's bookings": "受援方账簿",
        "Lines of the file": "文件行", "Line of the file": "文件行", "On record": "是否入账", "on record": "已入账",
        "not yet": "未入账",
        "In the file only": "仅见于受援方账簿", "On record only": "仅见于本账", "Received on": "收款日期",
        "what is not on record yet is recorded with pairledger receive TRANSFER --amount … --on …":
            "未入账者以 pairledger receive TRANSFER --amount … --on … 入账",
    ]
}
