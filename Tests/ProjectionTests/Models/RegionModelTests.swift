import Assistance
import Testing

@testable import Projection

@Suite("The read model \"regions\"")
struct RegionModelTests {
    @Test("has the persons in poverty of a region's last year, however late a figure is stated or corrected")
    func headcounts() throws {
        var ledger = AskedLedger()
        func stated(
            _ indicator: RegionIndicator, _ year: Int, _ value: Int64, of region: String = "653001",
            because reason: String? = nil
        ) -> State<RegionIndicatorReported> {
            state(
                RegionIndicatorReported(indicator, of: year, value: value, source: "统计年鉴", reason: reason),
                of: region, on: "2020-01-01")
        }
        func known() throws -> [String] {
            try ledger.fold(RegionModel.self).headcounts.rows.values.map {
                "\($0.key.region) \($0.year) \($0.persons)"
            }.sorted()
        }
        try ledger.record(stated(.population, 2018, 9), stated(.povertyHeadcount, 2014, 500))
        #expect(try known() == ["653001 2014 500"])
        try ledger.record(stated(.povertyHeadcount, 2013, 600), stated(.povertyHeadcount, 2015, 400, of: "653022"))
        #expect(try known() == ["653001 2014 500", "653022 2015 400"])
        try ledger.record(
            stated(.povertyHeadcount, 2014, 510, because: "复核"), stated(.povertyHeadcount, 2016, 0, of: "653022"))
        #expect(try known() == ["653001 2014 510", "653022 2016 0"])
    }
}
