/// A yearly figure that tells how a region fares.
public enum RegionIndicator: String, CaseIterable, Sendable {
    /// 贫困人口: persons below the poverty line of the year, at its end.
    case povertyHeadcount = "poverty-headcount"
    /// 贫困发生率: their share in the rural population.
    case povertyRate = "poverty-rate"
    /// 常住人口: residents, at the end of the year.
    case population
    /// 农村居民人均可支配收入: disposable income per head of rural residents (until 2013 人均纯收入, net income).
    case ruralIncomePerHead = "rural-income-per-head"
    /// 城镇居民人均可支配收入: disposable income per head of urban residents.
    case urbanIncomePerHead = "urban-income-per-head"
    /// 一般公共预算收入: general public budget revenue of the region's own government.
    case fiscalRevenue = "fiscal-revenue"
    /// 地区生产总值: gross regional product, at current prices.
    case grossProduct = "gross-product"

    /// What it counts.
    public var unit: FigureUnit {
        switch self {
        case .povertyHeadcount, .population: .persons
        case .povertyRate: .basisPoints
        case .ruralIncomePerHead, .urbanIncomePerHead, .fiscalRevenue, .grossProduct: .minorUnits
        }
    }

    public var english: String {
        switch self {
        case .povertyHeadcount: "Persons in poverty"
        case .povertyRate: "Poverty rate"
        case .population: "Residents"
        case .ruralIncomePerHead: "Rural disposable income per head"
        case .urbanIncomePerHead: "Urban disposable income per head"
        case .fiscalRevenue: "Fiscal revenue"
        case .grossProduct: "Gross regional product"
        }
    }

    public var chinese: String {
        switch self {
        case .povertyHeadcount: "贫困人口"
        case .povertyRate: "贫困发生率"
        case .population: "常住人口"
        case .ruralIncomePerHead: "农村居民人均可支配收入"
        case .urbanIncomePerHead: "城镇居民人均可支配收入"
        case .fiscalRevenue: "一般公共预算收入"
        case .grossProduct: "地区生产总值"
        }
    }
}
