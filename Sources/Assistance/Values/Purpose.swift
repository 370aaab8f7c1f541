/// What a project is for: the categories by which donors' audit offices report.
public enum Purpose: String, CaseIterable, Sendable {
    case housingInfrastructure = "housing-infrastructure"
    case education
    case employmentTraining = "employment-training"
    case industry
    case cadresTalent = "cadres-talent"
    case socialServices = "social-services"

    public var english: String {
        switch self {
        case .housingInfrastructure: "Urban and rural housing and infrastructure"
        case .education: "Education"
        case .employmentTraining: "Employment facilities and training"
        case .industry: "Industry"
        case .cadresTalent: "Cadres and talent"
        case .socialServices: "Science, health, exchange and other social services"
        }
    }

    public var chinese: String {
        switch self {
        case .housingInfrastructure: "城乡住房及基础设施"
        case .education: "教育"
        case .employmentTraining: "就业设施及劳动力培训"
        case .industry: "产业发展"
        case .cadresTalent: "干部人才支援及培养"
        case .socialServices: "科技、卫生、交流及其它社会事业"
        }
    }
}
