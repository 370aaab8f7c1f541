/// How high a region stands in the administrative order that GB/T 2260 encodes.
///
/// The standard ends at the county; townships and villages have codes of their own (GB/T 10114) that build on
/// these six digits and are outside this table.
public enum RegionTier: String, Sendable, Hashable, CaseIterable {
    /// The central government, which is a donor but no region of GB/T 2260; see ``RegionCode/central``.
    case central
    /// Provinces, autonomous regions, municipalities under the central government, special administrative regions.
    case province
    /// Prefecture-level cities, prefectures, autonomous prefectures, leagues.
    case prefecture
    /// Counties, county-level cities, city districts, banners, and the cities that a province administers directly.
    case county
}
