// What the choices of cooperation are called.

extension Direction: Bilingual {
    public var english: String {
        switch self {
        case .toRecipient: "For the recipient"
        case .toDonor: "For the donor"
        }
    }

    public var chinese: String {
        switch self {
        case .toRecipient: "面向受援方"
        case .toDonor: "面向支援方"
        }
    }
}

extension Profession: Bilingual {
    public var english: String {
        switch self {
        case .cadres: "Cadres"
        case .doctors: "Doctors"
        case .teachers: "Teachers"
        case .technicians: "Other professionals"
        }
    }

    public var chinese: String {
        switch self {
        case .cadres: "党政干部"
        case .doctors: "医生"
        case .teachers: "教师"
        case .technicians: "专业技术人才"
        }
    }
}

extension Workplace: Bilingual {
    public var english: String {
        switch self {
        case .withinCounty: "In their own county"
        case .withinProvince: "In their own province"
        case .partnerProvince: "In the partner's province"
        case .otherProvince: "In another province"
        }
    }

    public var chinese: String {
        switch self {
        case .withinCounty: "就近就业"
        case .withinProvince: "省内就业"
        case .partnerProvince: "结对省市就业"
        case .otherProvince: "其他省份就业"
        }
    }
}

extension Buyer: Bilingual {
    public var english: String {
        switch self {
        case .government: "Government offices"
        case .tradeUnions: "Trade unions"
        case .enterprises: "Enterprises"
        case .consumers: "Consumers"
        }
    }

    public var chinese: String {
        switch self {
        case .government: "预算单位"
        case .tradeUnions: "工会"
        case .enterprises: "企业"
        case .consumers: "社会公众"
        }
    }
}

extension Industry: Bilingual {
    public var english: String {
        switch self {
        case .agriculture: "Agriculture, forestry and fishing"
        case .mining: "Mining"
        case .manufacturing: "Manufacturing"
        case .utilities: "Electricity, heat, gas and water"
        case .construction: "Construction"
        case .trade: "Wholesale and retail trade"
        case .transport: "Transport, storage and post"
        case .hospitality: "Accommodation and catering"
        case .information: "Information and software"
        case .finance: "Finance"
        case .realEstate: "Real estate"
        case .businessServices: "Leasing and business services"
        case .research: "Research and technical services"
        case .environment: "Water, environment and public facilities"
        case .householdServices: "Household and repair services"
        case .education: "Education"
        case .health: "Health and social work"
        case .culture: "Culture, sports and entertainment"
        case .publicAdministration: "Public administration and social organisations"
        case .internationalOrganisations: "International organisations"
        }
    }

    public var chinese: String {
        switch self {
        case .agriculture: "农、林、牧、渔业"
        case .mining: "采矿业"
        case .manufacturing: "制造业"
        case .utilities: "电力、热力、燃气及水生产和供应业"
        case .construction: "建筑业"
        case .trade: "批发和零售业"
        case .transport: "交通运输、仓储和邮政业"
        case .hospitality: "住宿和餐饮业"
        case .information: "信息传输、软件和信息技术服务业"
        case .finance: "金融业"
        case .realEstate: "房地产业"
        case .businessServices: "租赁和商务服务业"
        case .research: "科学研究和技术服务业"
        case .environment: "水利、环境和公共设施管理业"
        case .householdServices: "居民服务、修理和其他服务业"
        case .education: "教育"
        case .health: "卫生和社会工作"
        case .culture: "文化、体育和娱乐业"
        case .publicAdministration: "公共管理、社会保障和社会组织"
        case .internationalOrganisations: "国际组织"
        }
    }
}
