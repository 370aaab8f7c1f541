/// What a project is for, more closely than by ``Purpose``, with its counterpart among the OECD DAC purpose codes, which IATI uses
/// (code list "Sector", vocabulary 1).
public enum Sector: String, CaseIterable, Sendable {
    case primaryEducation = "primary-education"
    case secondaryEducation = "secondary-education"
    case vocationalTraining = "vocational-training"
    case educationFacilities = "education-facilities"
    case basicHealth = "basic-health"
    case healthInfrastructure = "health-infrastructure"
    case medicalServices = "medical-services"
    case drinkingWater = "drinking-water"
    case waste = "waste"
    case housing = "housing"
    case resettlement = "resettlement"
    case socialProtection = "social-protection"
    case employment = "employment"
    case roads = "roads"
    case power = "power"
    case telecommunication = "telecommunication"
    case irrigation = "irrigation"
    case crops = "crops"
    case livestock = "livestock"
    case agriculture = "agriculture"
    case forestry = "forestry"
    case agroIndustry = "agro-industry"
    case smallEnterprises = "small-enterprises"
    case handicraft = "handicraft"
    case tourism = "tourism"
    case trade = "trade"
    case environment = "environment"
    case villages = "villages"
    case townDevelopment = "town-development"
    case culture = "culture"
    case publicAdministration = "public-administration"

    /// The OECD DAC purpose code.
    public var dacCode: Int { entry.dac }
    public var english: String { entry.english }
    public var chinese: String { entry.chinese }
    /// The category of donors' audit offices that it belongs to.
    public var purpose: Purpose { entry.purpose }

    private var entry: (dac: Int, english: String, chinese: String, purpose: Purpose) {
        switch self {
        case .primaryEducation: (11220, "Primary education", "小学教育", .education)
        case .secondaryEducation: (11320, "Secondary education", "中学教育", .education)
        case .vocationalTraining: (11330, "Vocational training", "职业培训", .employmentTraining)
        case .educationFacilities: (11120, "Education facilities", "教育设施", .education)
        case .basicHealth: (12220, "Basic health care", "基本医疗", .socialServices)
        case .healthInfrastructure: (12230, "Basic health infrastructure", "卫生设施", .socialServices)
        case .medicalServices: (12191, "Medical services", "医疗服务", .socialServices)
        case .drinkingWater: (14031, "Basic drinking water supply", "饮水安全", .housingInfrastructure)
        case .waste: (14050, "Waste management", "垃圾污水处理", .housingInfrastructure)
        case .housing: (16040, "Low-cost housing", "安居住房", .housingInfrastructure)
        case .resettlement: (43030, "Resettlement and its towns", "易地搬迁", .housingInfrastructure)
        case .socialProtection: (16010, "Social protection", "社会保障", .socialServices)
        case .employment: (16020, "Employment creation", "就业帮扶", .employmentTraining)
        case .roads: (21020, "Road transport", "道路交通", .housingInfrastructure)
        case .power: (23630, "Electric power transmission and distribution", "供电", .housingInfrastructure)
        case .telecommunication: (22040, "Information and communication technology", "信息通信", .housingInfrastructure)
        case .irrigation: (31140, "Agricultural water resources", "农田水利", .industry)
        case .crops: (31162, "Industrial crops", "种植业", .industry)
        case .livestock: (31163, "Livestock", "养殖业", .industry)
        case .agriculture: (31120, "Agricultural development", "农业发展", .industry)
        case .forestry: (31220, "Forestry development", "林业", .industry)
        case .agroIndustry: (32161, "Agro-industries", "农产品加工", .industry)
        case .smallEnterprises: (32130, "Small and medium enterprises, workshops", "帮扶车间与中小企业", .industry)
        case .handicraft: (32140, "Cottage industries and handicraft", "手工业", .industry)
        case .tourism: (33210, "Tourism", "旅游", .industry)
        case .trade: (33120, "Trade facilitation, marketing of products", "消费与电商帮扶", .industry)
        case .environment: (41030, "Biodiversity and ecology", "生态环境", .housingInfrastructure)
        case .villages: (43040, "Rural development, model villages", "乡村建设", .housingInfrastructure)
        case .townDevelopment: (43030, "Urban development", "城镇建设", .housingInfrastructure)
        case .culture: (16061, "Culture and recreation", "文化", .socialServices)
        case .publicAdministration: (15110, "Public administration, cadres and talent", "干部人才", .cadresTalent)
        }
    }
}
