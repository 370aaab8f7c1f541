/// Who benefits, in the groups by which reports on poverty alleviation count.
public enum BeneficiaryGroup: String, CaseIterable, Sendable {
    /// On the register of poor households.
    case registeredPoor = "registered-poor"
    /// Watched, so that they do not fall back into poverty; since 2020.
    case monitored
    /// Moved out of a place that cannot feed them.
    case relocated
    case students
    case patients
    case workers
    case elderly
    case disabled
    /// Nobody in particular.
    case general

    public var english: String {
        switch self {
        case .registeredPoor: "Registered poor households"
        case .monitored: "Households watched against a return to poverty"
        case .relocated: "Relocated households"
        case .students: "Students"
        case .patients: "Patients"
        case .workers: "Workers"
        case .elderly: "Elderly people"
        case .disabled: "Disabled people"
        case .general: "General population"
        }
    }

    public var chinese: String {
        switch self {
        case .registeredPoor: "建档立卡贫困户"
        case .monitored: "防止返贫监测对象"
        case .relocated: "易地搬迁户"
        case .students: "学生"
        case .patients: "患者"
        case .workers: "务工人员"
        case .elderly: "老年人"
        case .disabled: "残疾人"
        case .general: "一般群众"
        }
    }
}
