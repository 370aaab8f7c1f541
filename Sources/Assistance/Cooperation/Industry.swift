/// The sections of the national classification of industries, GB/T 4754-2017 (国民经济行业分类), each by a word for its letter.
public enum Industry: String, CaseIterable, Sendable {
    /// A 农、林、牧、渔业.
    case agriculture
    /// B 采矿业.
    case mining
    /// C 制造业.
    case manufacturing
    /// D 电力、热力、燃气及水生产和供应业.
    case utilities
    /// E 建筑业.
    case construction
    /// F 批发和零售业.
    case trade
    /// G 交通运输、仓储和邮政业.
    case transport
    /// H 住宿和餐饮业.
    case hospitality
    /// I 信息传输、软件和信息技术服务业.
    case information
    /// J 金融业.
    case finance
    /// K 房地产业.
    case realEstate = "real-estate"
    /// L 租赁和商务服务业.
    case businessServices = "business-services"
    /// M 科学研究和技术服务业.
    case research
    /// N 水利、环境和公共设施管理业.
    case environment
    /// O 居民服务、修理和其他服务业.
    case householdServices = "household-services"
    /// P 教育.
    case education
    /// Q 卫生和社会工作.
    case health
    /// R 文化、体育和娱乐业.
    case culture
    /// S 公共管理、社会保障和社会组织.
    case publicAdministration = "public-administration"
    /// T 国际组织.
    case internationalOrganisations = "international-organisations"
}
