extension Wording {
    static let disparity = [
        "Disparity: donors and recipients over the years": "发展差距：支援方与受援方历年对比",
        "Incomes per head, persons in poverty, and aid": "人均收入、贫困人口与援助资金",
        "Rural, donor": "支援方农村居民人均可支配收入", "Rural, recipient": "受援方农村居民人均可支配收入",

        "Urban, donor": "支援方城镇居民人均可支配收入", "Urban, recipient": "受援方城镇居民人均可支配收入",
        "Poor, donor": "支援方贫困人口", "Poor, recipient": "受援方贫困人口",
        "Nobody in poverty by 2020": "2020年现行标准下农村贫困人口全部脱贫", "First year": "起始年度", "Persons then": "起始贫困人口",
        "Last year": "最近年度", "Persons last": "最近贫困人口", "Fewer by": "减少", "Of the way": "完成进度", "Reached": "实现年度",
        "Goal": "目标",
        "reached in time": "按期实现", "reached late": "逾期实现", "missed": "未实现", "under way": "进行中", "Side": "方",
        "donor": "支援方",
        "recipient": "受援方", "Rural income": "农村居民人均可支配收入", "Urban income": "城镇居民人均可支配收入", "Poverty rate": "贫困发生率",
        "Rural income per head": "农村居民人均可支配收入", "Persons in poverty of the recipient": "受援方贫困人口",
        "Aid of the year": "当年援助资金", "aid is that of the fiscal year, whenever it moved": "援助资金按预算年度计，不论何时变动",
        "where a region's own number of persons in poverty is not on record, those of the regions within it are added up":
            "地区本身无贫困人口记录的，以所辖地区合计",
        "aid is what moved in the period; other figures are of its years": "援助资金为期间内变动数；其他指标为期间所在年度",
    ]
}
