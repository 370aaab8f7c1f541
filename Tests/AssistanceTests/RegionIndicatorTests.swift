import Assistance
import CanonicalJSON
import Testing

@Suite("A region's yearly figure is reported")
struct RegionIndicatorTests {
    private static func reported(
        _ code: String = "653022", _ indicator: RegionIndicator = .povertyHeadcount, year: Int = 2014,
        value: Int64 = 31_500, source: String = "统计公报", reason: String? = nil, on: String = "2015-03-01"
    ) -> State<RegionIndicatorReported> {
        State(
            RegionIndicatorReported(indicator, of: year, value: value, source: source, reason: reason), of: id(code),
            on: day(on))
    }

    @Test("a figure goes on record in the unit of its indicator and moves no money")
    func report() throws {
        try given().when(Self.reported("653022", .ruralIncomePerHead, value: 558_400)).then(
            "RegionIndicatorReported", of: "region/653022",
            data: [
                "year": 2014, "indicator": "rural-income-per-head", "value": 558_400, "source": "统计公报",
                "reason": nil,
            ])
    }

    @Test("none is a figure too, and less than none is refused as a person would read it")
    func least() throws {
        #expect(try given().when(Self.reported(value: 0)).result.get().count == 1)
        try given().when(Self.reported(value: -1))
            .thenRefused(.value, field: "value", saying: "poverty-headcount of 2014 is -1 persons")
        try given().when(Self.reported("653022", .fiscalRevenue, value: -150))
            .thenRefused(.value, field: "value", saying: "-1.50 CNY")
    }

    @Test("a revision that says why takes the place of the figure on record, and other years and indicators stay")
    func revision() throws {
        let record = try given([
            Self.reported(), Self.reported(year: 2015, value: 27_000, on: "2016-03-01"),
            Self.reported("653022", .population, value: 180_000),
            Self.reported(value: 31_700, reason: "建档立卡 look-back", on: "2015-12-01"),
        ]).record
        let figures = try #require(record.fullBooks().regions[id("653022")]).figures
        #expect(figures[.povertyHeadcount]?.mapValues(\.value) == [2014: 31_700, 2015: 27_000])
        #expect(figures[.povertyHeadcount]?[2014]?.reportedOn == day("2015-12-01"))
        #expect(figures[.population]?.mapValues(\.value) == [2014: 180_000])
    }

    @Test("a second figure of a year without a reason is refused with both figures")
    func unexplained() throws {
        try given([Self.reported()]).when(Self.reported(value: 31_700)).thenRefused(
            .exists, field: "reason", saying: "poverty-headcount of 2014", "31500 persons", "31700 persons")
    }

    @Test("a reason without a figure to revise is refused")
    func nothingToRevise() throws {
        try given([Self.reported()]).when(Self.reported(year: 2013, reason: "revised"))
            .thenRefused(.unknown, field: "reason", saying: "no poverty-headcount of 2013")
    }

    @Test("a revision before the figure that it revises is refused with both days")
    func revisionBefore() throws {
        try given([Self.reported()]).when(Self.reported(reason: "revised", on: "2015-02-28"))
            .thenRefused(.dates, field: "on", saying: "2015-02-28", "2015-03-01")
    }

    @Test("a figure of a year that has not begun is refused, and one of a year that goes on is not")
    func tooEarly() throws {
        try given().when(Self.reported(on: "2013-12-31"))
            .thenRefused(.dates, field: "on", saying: "2013-12-31", "2014-01-01")
        #expect(try given().when(Self.reported(on: "2014-01-01")).result.get().count == 1)
    }

    @Test("a year beyond those with figures is refused", arguments: [1977, 2101, 0, -2014])
    func years(year: Int) throws {
        try given().when(Self.reported(year: year)).thenRefused(.dates, field: "year", saying: "\(year)")
    }

    @Test("a code counts for each year on whose first or last day it is valid")
    func codes() throws {
        // 昌平县 became 昌平区 in the revision of December 1999.
        for year in [1998, 1999] {
            #expect(
                try given().when(Self.reported("110221", year: year, on: "2000-03-01")).result.get().count == 1,
                "\(year)")
        }
        try given().when(Self.reported("110221", year: 2000, on: "2001-03-01"))
            .thenRefused(.region, field: "region", saying: "110221 昌平县", "2000-12-31")
        #expect(try given().when(Self.reported("110114", year: 1999, on: "2000-03-01")).result.get().count == 1)
        try given().when(Self.reported("110114", year: 1998, on: "2000-03-01"))
            .thenRefused(.region, field: "region", saying: "110114", "1998-12-31")
    }

    @Test("what is no code and the central government have no figures")
    func noPlace() throws {
        try given().when(Self.reported("XJ")).thenRefused(.region, field: "region", saying: "\"XJ\"")
        try given().when(Self.reported("000000")).thenRefused(.region, field: "region", saying: "central government")
    }

    @Test("source and reason must say something", arguments: ["", "\t", "a\u{7}"])
    func texts(text: String) throws {
        try given().when(Self.reported(source: text)).thenRefused(.text, field: "source", saying: "source")
        try given([Self.reported()]).when(Self.reported(reason: text)).thenRefused(
            .text, field: "reason", saying: "reason")
    }
}

@Suite("Units of figures")
struct FigureUnitTests {
    @Test(
        "a figure reads as a person says it",
        arguments: [
            (.persons, 31_500, "31500 persons"), (.days, 365, "365 days"), (.times, 5, "5 times"), (.count, 2, "2"),
            (.basisPoints, 8_000, "80%"), (.basisPoints, 1_250, "12.5%"), (.basisPoints, 5, "0.05%"),
            (.basisPoints, 25, "0.25%"), (.basisPoints, -1, "-0.01%"), (.minorUnits, 400_000_000, "4,000,000.00 CNY"),
        ] as [(FigureUnit, Int64, String)])
    func text(unit: FigureUnit, figure: Int64, text: String) {
        #expect(unit.text(figure) == text)
    }

    @Test(
        "and is written in the form of its unit",
        arguments: [
            (.persons, "31500", 31_500), (.days, "0", 0), (.count, "-1", -1), (.basisPoints, "80%", 8_000),
            (.basisPoints, "12.5%", 1_250), (.basisPoints, "0.25%", 25), (.basisPoints, "-0.01%", -1),
            (.minorUnits, "400万元", 400_000_000), (.minorUnits, "1,234.50", 123_450),
            (.persons, "9007199254740991", 9_007_199_254_740_991),
        ] as [(FigureUnit, String, Int64)])
    func parse(unit: FigureUnit, text: String, figure: Int64) {
        #expect(unit.parse(text) == figure)
    }

    @Test("what does not have the form is no figure, a share without its sign above all")
    func malformed() {
        for text in ["80", "80.123%", "80.%", ".5%", "%", "--1%", "1.-5%", "80％", "8 0%", ""] {
            #expect(FigureUnit.basisPoints.parse(text) == nil, "\(text)")
        }
        for text in ["", "-", "+5", "1.5", "1e3", "1,000", " 1", "9007199254740992", "99999999999999999999"] {
            for unit in [FigureUnit.persons, .count, .days, .times] { #expect(unit.parse(text) == nil, "\(text)") }
        }
        for text in ["", "abc", "1.005"] { #expect(FigureUnit.minorUnits.parse(text) == nil, "\(text)") }
    }

    @Test("every unit has its word", arguments: FigureUnit.allCases)
    func words(unit: FigureUnit) {
        #expect(unit.chinese.isPresentable && unit.form.isPresentable)
    }

    @Test(
        "are read in English and in Chinese",
        arguments: [
            (FigureUnit.persons, 3, "3 persons", "3 人"), (.days, 365, "365 days", "365 天"),
            (.times, 5, "5 times", "5 倍"),
            (.count, 2, "2", "2"), (.basisPoints, 8_050, "80.5%", "80.5%"),
            (.minorUnits, 400_000_050, "4,000,000.50 CNY", "4,000,000.50 元"),
        ] as [(FigureUnit, Int64, String, String)])
    func texts(unit: FigureUnit, figure: Int64, english: String, chinese: String) {
        #expect(unit.text(figure) == english && unit.chinese(figure) == chinese)
    }
}
