import Assistance
import CanonicalJSON
import Testing

@Suite("A region is designated and delisted")
struct RegionDesignationTests {
    private static func designated(
        _ code: String = "653022", _ designation: Designation = .povertyCounty, since: String = "2012-03-19",
        basis: String = "国开办名单 2012"
    ) -> State<RegionDesignated> {
        State(RegionDesignated(designation, since: day(since), basis: basis), of: id(code), on: day("2012-03-19"))
    }

    private static func delisted(
        _ code: String = "653022", _ designation: Designation = .povertyCounty, lastDay: String = "2020-11-13",
        basis: String = "自治区人民政府公告"
    ) -> State<RegionDelisted> {
        State(RegionDelisted(designation, lastDay: day(lastDay), basis: basis), of: id(code), on: day("2020-11-14"))
    }

    private static func record(_ requests: any Request...) throws -> RegionRecord {
        try #require(try given(requests).record.fullBooks().regions[id("653022")])
    }

    @Test("a designation goes on record under the region's code and moves no money")
    func designate() throws {
        try given().when(Self.designated()).then(
            "RegionDesignated", of: "region/653022",
            data: ["designation": "poverty-county", "since": "2012-03-19", "basis": "国开办名单 2012"])
    }

    @Test("it is delisted after that, on the same day at the earliest", arguments: ["2020-11-13", "2012-03-19"])
    func delist(lastDay: String) throws {
        try given([Self.designated()]).when(Self.delisted(lastDay: lastDay)).then(
            "RegionDelisted", of: "region/653022",
            data: ["designation": "poverty-county", "last_day": .string(lastDay), "basis": "自治区人民政府公告"])
    }

    @Test("it has the designation from the first day to the last")
    func interval() throws {
        let record = try Self.record(Self.designated(), Self.delisted())
        for (date, expected) in [
            ("2012-03-18", false), ("2012-03-19", true), ("2020-11-13", true), ("2020-11-14", false),
        ] {
            #expect(record.was(.povertyCounty, on: day(date)) == expected, "\(date)")
            #expect(!record.was(.deepPoverty, on: day(date)))
        }
        #expect(try Self.record(Self.designated()).was(.povertyCounty, on: day("2099-12-31")))
    }

    @Test("it may have several designations at once, and one a second time after it was delisted")
    func several() throws {
        let record = try Self.record(
            Self.designated(), Self.designated("653022", .border, since: "1990-12-31"), Self.delisted(),
            Self.designated(since: "2021-08-27"))
        #expect(record.was(.border, on: day("2020-12-31")) && !record.was(.povertyCounty, on: day("2020-12-31")))
        #expect(record.was(.povertyCounty, on: day("2021-08-27")))
        let periods = try #require(record.designations[.povertyCounty])
        #expect(periods.map(\.since) == [day("2012-03-19"), day("2021-08-27")])
        #expect(periods.map(\.lastDay) == [day("2020-11-13"), nil])
    }

    @Test(
        "what it has already it cannot become again, before or after",
        arguments: ["2012-03-19", "2011-01-01", "2022-01-01"])
    func twice(since: String) throws {
        try given([Self.designated()]).when(Self.designated(since: since)).thenRefused(
            .exists, field: "since", saying: "653022 is poverty-county (国家级贫困县) from 2012-03-19 already", since)
    }

    @Test("a time that overlaps an earlier one is refused with both, and the day after it is not")
    func overlap() throws {
        let earlier = try given([Self.designated(), Self.delisted()])
        try earlier.when(Self.designated(since: "2020-11-13"))
            .thenRefused(.exists, field: "since", saying: "from 2012-03-19 to 2020-11-13 already", "on 2020-11-13")
        #expect(try earlier.when(Self.designated(since: "2020-11-14")).result.get().count == 1)
    }

    @Test("what is not a code, was none on the first day, or is no place is refused")
    func codes() throws {
        try given().when(Self.designated("ABC"))
            .thenRefused(.region, field: "region", saying: "\"ABC\" is not a region code")
        try given().when(Self.designated("653099")).thenRefused(.region, field: "region", saying: "653099")
        try given().when(Self.designated("110221", .minorityArea))
            .thenRefused(.region, field: "region", saying: "110221 昌平县", "2012-03-19")
        try given().when(Self.designated("000000", .minorityArea))
            .thenRefused(.region, field: "region", saying: "central government")
    }

    @Test(
        "a designation of counties is not for a prefecture or a province, and others are",
        arguments: Designation.allCases)
    func tiers(designation: Designation) throws {
        for (code, tier) in [("653000", "prefecture"), ("650000", "province")] {
            let outcome = try given().when(Self.designated(code, designation))
            if designation.isOfCounties {
                try outcome.thenRefused(
                    .region, field: "region", saying: designation.rawValue, designation.chinese, "\(code) is a \(tier)")
            } else {
                #expect(try outcome.result.get().count == 1)
            }
        }
        #expect(try given().when(Self.designated("653022", designation)).result.get().count == 1)
    }

    @Test("without a basis nothing is designated or delisted", arguments: ["", " ", "list\n2"])
    func basis(text: String) throws {
        try given().when(Self.designated(basis: text)).thenRefused(.text, field: "basis", saying: "basis")
        try given([Self.designated()]).when(Self.delisted(basis: text)).thenRefused(
            .text, field: "basis", saying: "basis")
    }

    @Test("a region without a record cannot be delisted")
    func unknownRegion() throws {
        try given().when(Self.delisted()).thenRefused(.unknown, field: "region", saying: "no region 653022")
    }

    @Test("a designation that it never had, or has no more, cannot end")
    func notHeld() throws {
        try given([Self.designated()]).when(Self.delisted("653022", .deepPoverty)).thenRefused(
            .unknown, field: "designation", saying: "653022 is not deep-poverty (深度贫困县) by the record")
        try given([Self.designated(), Self.delisted()]).when(Self.delisted(lastDay: "2021-01-01")).thenRefused(
            .unknown, field: "designation", saying: "it was from 2012-03-19 to 2020-11-13")
    }

    @Test("a last day before the first is refused with both")
    func lastBeforeFirst() throws {
        try given([Self.designated()]).when(Self.delisted(lastDay: "2012-03-18"))
            .thenRefused(.dates, field: "last_day", saying: "2012-03-18", "2012-03-19")
    }

    @Test("every designation has its official name", arguments: Designation.allCases)
    func names(designation: Designation) {
        #expect(designation.chinese.isPresentable && designation.english.isPresentable)
    }
}
