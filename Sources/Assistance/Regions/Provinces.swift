/// What GB/T 2260 does not say about a province: its short English name and its ISO 3166-2:CN code.
struct Province: Sendable {
    let code: Int32
    let nameEN: String
    let iso3166: String

    /// The 34 province-level divisions, by code.
    ///
    /// The codes are the letter codes that ISO 3166-2:CN has had since 2017.
    static let all: [Province] = [
        Province(code: 110000, nameEN: "Beijing", iso3166: "CN-BJ"),
        Province(code: 120000, nameEN: "Tianjin", iso3166: "CN-TJ"),
        Province(code: 130000, nameEN: "Hebei", iso3166: "CN-HE"),
        Province(code: 140000, nameEN: "Shanxi", iso3166: "CN-SX"),
        Province(code: 150000, nameEN: "Inner Mongolia", iso3166: "CN-NM"),
        Province(code: 210000, nameEN: "Liaoning", iso3166: "CN-LN"),
        Province(code: 220000, nameEN: "Jilin", iso3166: "CN-JL"),
        Province(code: 230000, nameEN: "Heilongjiang", iso3166: "CN-HL"),
        Province(code: 310000, nameEN: "Shanghai", iso3166: "CN-SH"),
        Province(code: 320000, nameEN: "Jiangsu", iso3166: "CN-JS"),
        Province(code: 330000, nameEN: "Zhejiang", iso3166: "CN-ZJ"),
        Province(code: 340000, nameEN: "Anhui", iso3166: "CN-AH"),
        Province(code: 350000, nameEN: "Fujian", iso3166: "CN-FJ"),
        Province(code: 360000, nameEN: "Jiangxi", iso3166: "CN-JX"),
        Province(code: 370000, nameEN: "Shandong", iso3166: "CN-SD"),
        Province(code: 410000, nameEN: "Henan", iso3166: "CN-HA"),
        Province(code: 420000, nameEN: "Hubei", iso3166: "CN-HB"),
        Province(code: 430000, nameEN: "Hunan", iso3166: "CN-HN"),
        Province(code: 440000, nameEN: "Guangdong", iso3166: "CN-GD"),
        Province(code: 450000, nameEN: "Guangxi", iso3166: "CN-GX"),
        Province(code: 460000, nameEN: "Hainan", iso3166: "CN-HI"),
        Province(code: 500000, nameEN: "Chongqing", iso3166: "CN-CQ"),
        Province(code: 510000, nameEN: "Sichuan", iso3166: "CN-SC"),
        Province(code: 520000, nameEN: "Guizhou", iso3166: "CN-GZ"),
        Province(code: 530000, nameEN: "Yunnan", iso3166: "CN-YN"),
        Province(code: 540000, nameEN: "Tibet", iso3166: "CN-XZ"),
        Province(code: 610000, nameEN: "Shaanxi", iso3166: "CN-SN"),
        Province(code: 620000, nameEN: "Gansu", iso3166: "CN-GS"),
        Province(code: 630000, nameEN: "Qinghai", iso3166: "CN-QH"),
        Province(code: 640000, nameEN: "Ningxia", iso3166: "CN-NX"),
        Province(code: 650000, nameEN: "Xinjiang", iso3166: "CN-XJ"),
        Province(code: 710000, nameEN: "Taiwan", iso3166: "CN-TW"),
        Province(code: 810000, nameEN: "Hong Kong", iso3166: "CN-HK"),
        Province(code: 820000, nameEN: "Macao", iso3166: "CN-MO"),
    ]

    /// The province with this code, if it is one.
    static func numbered(_ code: RegionCode) -> Province? {
        guard code.tier == .province else { return nil }
        return all.first { $0.code == code.number }
    }
}
