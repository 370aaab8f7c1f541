/// Where a project is: a region, and whether that region's own departments carry it out or several of its parts together.
public struct Place: Hashable, Sendable {
    public let region: RegionCode
    public let scope: Scope

    public init(region: RegionCode, scope: Scope = .own) {
        self.region = region
        self.scope = scope
    }

    public enum Scope: String, CaseIterable, Sendable {
        /// 本级: the region's own departments.
        case own
        /// 共同实施: carried out jointly by several of its parts.
        case joint

        public var english: String {
            switch self {
            case .own: "Its own departments"
            case .joint: "Several of its parts jointly"
            }
        }

        public var chinese: String {
            switch self {
            case .own: "本级"
            case .joint: "共同实施"
            }
        }
    }
}

extension Place: Comparable {
    /// By region, and in a region its own part first.
    public static func < (a: Place, b: Place) -> Bool {
        a.region == b.region ? a.scope == .own && b.scope == .joint : a.region < b.region
    }
}
