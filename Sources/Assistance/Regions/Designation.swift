/// What the state calls a region, for a time, to say that it needs or deserves assistance. A region may have several at once.
///
/// Each is that of an official list; there is no code list of IATI for them.
public enum Designation: String, CaseIterable, Sendable {
    /// 国家级贫困县: a key county of national poverty reduction, or one within a contiguous poor area; 832 of them in 2014.
    case povertyCounty = "poverty-county"
    /// 深度贫困县: one of the poorest, named from 2017 on.
    case deepPoverty = "deep-poverty"
    /// 国家乡村振兴重点帮扶县: 160 western counties, named in August 2021.
    case keyCounty = "key-county"
    /// 省级乡村振兴重点帮扶县: named by a province.
    case provincialKeyCounty = "provincial-key-county"
    /// 革命老区
    case oldRevolutionaryBase = "old-revolutionary-base"
    /// 涉藏地区: Tibet, and the Tibetan areas of Qinghai, Gansu, Sichuan and Yunnan.
    case tibetanArea = "tibetan-area"
    /// 民族地区: an area of national autonomy.
    case minorityArea = "minority-area"
    /// 边境县: with a land border to another country.
    case border

    /// Whether its list is one of counties, so that no prefecture or province can stand in it.
    public var isOfCounties: Bool {
        switch self {
        case .povertyCounty, .deepPoverty, .keyCounty, .provincialKeyCounty, .border: true
        case .oldRevolutionaryBase, .tibetanArea, .minorityArea: false
        }
    }

    public var english: String {
        switch self {
        case .povertyCounty: "National poverty county"
        case .deepPoverty: "Deep poverty county"
        case .keyCounty: "National key county of rural revitalisation"
        case .provincialKeyCounty: "Provincial key county of rural revitalisation"
        case .oldRevolutionaryBase: "Old revolutionary base"
        case .tibetanArea: "Tibetan area"
        case .minorityArea: "Area of national autonomy"
        case .border: "Border county"
        }
    }

    public var chinese: String {
        switch self {
        case .povertyCounty: "国家级贫困县"
        case .deepPoverty: "深度贫困县"
        case .keyCounty: "国家乡村振兴重点帮扶县"
        case .provincialKeyCounty: "省级乡村振兴重点帮扶县"
        case .oldRevolutionaryBase: "革命老区"
        case .tibetanArea: "涉藏地区"
        case .minorityArea: "民族地区"
        case .border: "边境县"
        }
    }
}
