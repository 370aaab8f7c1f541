/// All read models that the program keeps.
public enum ReadModels {
    public static let all: [any ReadModel.Type] = [
        Funds.self,
        Projects.self,
        Findings.self,
        Outcomes.self,
        RegionModel.self,
        CooperationModel.self,
        Timeline.self,
    ]

    /// The one of that name.
    public static func named(_ name: String) -> (any ReadModel.Type)? { all.first { $0.name == name } }
}
