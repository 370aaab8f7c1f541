extension Wording {
    static let cooperation = [
        "Cooperation: what the sides do for each other": "协作：双向互动", "By kind": "按类别", "By time": "按时间", "Kind": "类别",
        "Direction": "方向", "Done": "对象", "for the recipient": "面向受援方", "for the donor": "面向支援方", "Entries": "记录数",
        "Persons": "人数", "Registered poor": "建档立卡贫困劳动力", "Person-days": "人天", "Paid": "到位或采购金额", "Agreed": "协议投资额",
        "Jobs": "吸纳就业", "Linked households": "利益联结户", "Persons, by kind and time": "人数：按类别和时间",
        "Amounts, by kind and time": "金额：按类别和时间",
        "cooperation counts on the day on which it happened or began; who is counted twice is there twice":
            "协作按发生或开始之日计；重复计数者按次计",
        "investments and purchases are no money of the ledger's accounts": "投资与采购不属账本资金",
    ]
}
