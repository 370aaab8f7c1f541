import Assistance
import Testing

@Suite("Region codes")
struct RegionCodeTests {
    @Test("six ASCII digits are a code and print as they were written")
    func sixDigits() throws {
        let code = try #require(RegionCode("653001"))
        #expect(code.description == "653001")
        #expect(code.number == 653_001)
        #expect(RegionCode(number: 653_001) == code)
    }

    @Test(
        "anything but six ASCII digits is no code",
        arguments: [
            "", "65300", "6530010", " 653001", "65300a", "-53001", "+53001", "６５３００１", "653001\n", "001234", "012345",
        ])
    func malformed(text: String) {
        #expect(RegionCode(text) == nil)
        #expect(throws: RegionError.malformedCode(text)) { _ = try RegionCode(parsing: text) }
    }

    @Test("a number with fewer or more than six digits is no code", arguments: [-1, 1, 99_999, 1_000_000] as [Int32])
    func numberOutOfRange(number: Int32) {
        #expect(RegionCode(number: number) == nil)
    }

    @Test("the shape of a code gives its tier, its province, its prefecture and its parent")
    func tiers() throws {
        let county = try #require(RegionCode("653001"))
        let prefecture = try #require(RegionCode("653000"))
        let province = try #require(RegionCode("650000"))
        #expect([county.tier, prefecture.tier, province.tier] == [.county, .prefecture, .province])
        #expect([county.province, prefecture.province, province.province] == [province, province, province])
        #expect([county.prefecture, prefecture.prefecture, province.prefecture] == [prefecture, prefecture, nil])
        #expect([county.parent, prefecture.parent, province.parent] == [prefecture, province, nil])
    }

    @Test("a region lies within itself, its prefecture and its province, and within no other")
    func within() throws {
        let artux = try #require(RegionCode("653001"))
        #expect(artux.isWithin(artux))
        for text in ["653000", "650000"] { #expect(artux.isWithin(try #require(RegionCode(text)))) }
        for text in ["653100", "653024", "640000", "000000"] {
            #expect(!artux.isWithin(try #require(RegionCode(text))))
        }
        #expect(!(try #require(RegionCode("650000"))).isWithin(artux))
    }

    @Test("the central government is 000000, sorts before every region and contains none")
    func central() throws {
        let central = try #require(RegionCode("000000"))
        #expect(central == .central)
        #expect(central.description == "000000")
        #expect(central.tier == .central)
        #expect(central.parent == nil)
        #expect(central.isWithin(.central))
        #expect(central < (try #require(RegionCode("110000"))))
    }
}
