import Assistance
import CanonicalJSON
import Testing

@Suite("Regions")
struct RegionsTests {
    private func code(_ text: String) throws -> RegionCode { try #require(RegionCode(text)) }

    private func date(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func refusal(of text: String, on day: String) throws -> RegionError {
        let code = try code(text)
        let date = try date(day)
        return try #require(throws: RegionError.self) { _ = try Regions.lookup(code, on: date) }
    }

    @Test(
        "Kizilsu and its counties have their codes and names in 2014",
        arguments: [
            ("653000", "克孜勒苏柯尔克孜自治州"), ("653001", "阿图什市"), ("653022", "阿克陶县"), ("653023", "阿合奇县"),
            ("653024", "乌恰县"), ("320000", "江苏省"),
        ])
    func kizilsu(text: String, name: String) throws {
        let region = try Regions.lookup(code(text), on: date("2014-10-31"))
        #expect(region.nameZH == name)
        #expect(region.code.description == text)
        #expect(region.validity == [Regions.firstRevision...Regions.lastRevision])
        #expect(region.otherNamesZH.isEmpty)
    }

    @Test("Chongwen district stands until the revision after its merger")
    func chongwen() throws {
        #expect(try Regions.lookup(code("110103"), on: date("2009-12-31")).nameZH == "崇文区")
        #expect(try Regions.lookup(code("110103"), on: date("2010-11-30")).nameZH == "崇文区")
        for day in ["2010-12-01", "2011-06-01"] {
            guard case .notValidOn(_, _, let name, let periods, let successors) = try refusal(of: "110103", on: day)
            else {
                Issue.record("not the error of a code out of its time")
                return
            }
            #expect(name == "崇文区")
            #expect(periods == Regions.history(of: try code("110103")))
            #expect(successors.isEmpty)
        }
    }

    @Test("a county that became a district names the district as its successor, and the other way round")
    func changping() throws {
        #expect(try Regions.lookup(code("110221"), on: date("1999-11-30")).nameZH == "昌平县")
        #expect(try Regions.lookup(code("110114"), on: date("1999-12-01")).nameZH == "昌平区")
        let later = try refusal(of: "110221", on: "2014-06-30")
        #expect(
            later.description
                == "110221 昌平县 is not in the GB/T 2260 revision of 2013-12, which applies on 2014-06-30, but in those of "
                + "1990-12 to 1998-12: use 110114 昌平区")
        let earlier = try refusal(of: "110114", on: "1995-06-30")
        #expect(earlier.description.hasSuffix(": use 110221 昌平县"))
    }

    @Test("Chongqing is a prefecture-level city of Sichuan until 1997 and a municipality from then on")
    func chongqing() throws {
        #expect(try Regions.fullName(of: code("510200"), on: date("1997-11-30")) == "四川省重庆市")
        #expect(try Regions.lookup(code("500000"), on: date("1997-12-01")).iso3166 == "CN-CQ")
        guard case .notValidOn(_, _, _, _, let later) = try refusal(of: "510200", on: "1998-01-01"),
            case .notValidOn(_, _, _, _, let earlier) = try refusal(of: "500000", on: "1996-01-01")
        else {
            Issue.record("not the error of a code out of its time")
            return
        }
        #expect(later.map(\.code.description) == ["500000"])
        #expect(earlier.map(\.code.description) == ["510200"])
    }

    @Test("a code that had another name for a time, and a gap, gives each date its own")
    func reusedCode() throws {
        let shared = try code("220281")
        #expect(try Regions.lookup(shared, on: date("2003-06-30")).nameZH == "蛟河市")
        #expect(try Regions.lookup(shared, on: date("2003-12-31")).nameZH == "桦甸市")
        let today = try Regions.lookup(shared, on: date("2010-01-01"))
        #expect(today.nameZH == "蛟河市")
        #expect(today.validity.map { "\($0.lowerBound)/\($0.upperBound)" } == ["1995-12/2002-12", "2004-12/2019-04"])
        #expect(Regions.history(of: shared).map(\.nameZH) == ["蛟河市", "桦甸市", "蛟河市"])

        let gap = try refusal(of: "120108", on: "1999-01-01")
        #expect(gap.description.contains("but in those of 1990-12 to 1997-12, those of 1999-12 to 2008-12"))
    }

    @Test("a code that one revision lists under several names answers with the one that stood longest")
    func sharedCode() throws {
        let region = try Regions.lookup(code("230123"), on: date("2004-12-31"))
        #expect(region.nameZH == "依兰县")
        #expect(region.otherNamesZH == ["方正县"])
        #expect(try Regions.lookup(code("232303"), on: date("1990-12-31")).nameZH == "肇东市")
    }

    @Test("a code unknown to every revision is refused with the codes nearest to it")
    func unknown() throws {
        guard case .unknownCode(let code, let suggestions) = try refusal(of: "653002", on: "2014-06-30") else {
            Issue.record("not the error of an unknown code")
            return
        }
        #expect(code.description == "653002")
        #expect(suggestions.map(\.code.description) == ["653001", "653000", "653022"])
        #expect(
            try refusal(of: "653002", on: "2014-06-30").description
                == "no GB/T 2260 revision from 1990-12 to 2019-04 has the code 653002: did you mean 653001 阿图什市, "
                + "653000 克孜勒苏柯尔克孜自治州 or 653022 阿克陶县?")
    }

    @Test("two digits swapped are recognised, and nothing near leads to a search by name")
    func slips() throws {
        guard case .unknownCode(_, let swapped) = try refusal(of: "650301", on: "2014-06-30") else {
            Issue.record("not the error of an unknown code")
            return
        }
        #expect(swapped.contains { $0.code.description == "653001" })
        #expect(try refusal(of: "990099", on: "2014-06-30").description.hasSuffix("look the region up by its name"))
    }

    @Test("the full name joins the tiers that exist on the date")
    func fullNames() throws {
        let kizilsu2014 = try date("2014-10-31")
        #expect(try Regions.fullName(of: code("653001"), on: kizilsu2014) == "新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿图什市")
        #expect(try Regions.fullName(of: code("653000"), on: kizilsu2014) == "新疆维吾尔自治区克孜勒苏柯尔克孜自治州")
        #expect(try Regions.fullName(of: code("110105"), on: kizilsu2014) == "北京市朝阳区")
        #expect(try Regions.fullName(of: code("429004"), on: kizilsu2014) == "湖北省仙桃市")
        #expect(try Regions.fullName(of: .central, on: kizilsu2014) == "中央")
        #expect(Regions.parent(of: try code("110105"), on: kizilsu2014)?.nameZH == "北京市")
        #expect(throws: RegionError.self) { try Regions.fullName(of: code("110103"), on: kizilsu2014) }
    }

    @Test("the provinces of 2014 are 34, each with an English name and an ISO 3166-2 code of its own")
    func provinces() throws {
        let provinces = Regions.provinces(on: try date("2014-10-31"))
        #expect(provinces.count == 34)
        #expect(provinces == Regions.all(on: try date("2014-10-31")).filter { $0.code.tier == .province })
        #expect(Set(provinces.compactMap(\.nameEN)).count == 34)
        let letters = provinces.compactMap(\.iso3166)
        #expect(Set(letters).count == 34)
        #expect(letters.allSatisfy { $0.hasPrefix("CN-") && $0.utf8.count == 5 })
        #expect(provinces.first { $0.code.description == "320000" }?.iso3166 == "CN-JS")
        #expect(Regions.provinces(on: try date("1991-01-01")).count == 30)
        #expect(try Regions.lookup(code("653000"), on: date("2014-10-31")).iso3166 == nil)
    }

    @Test("the regions within a prefecture are its counties, and Hainan stands in every revision")
    func within() throws {
        let counties = Regions.regions(within: try code("653000"), on: try date("2014-10-31"))
        #expect(counties.map(\.nameZH) == ["阿图什市", "阿克陶县", "阿合奇县", "乌恰县"])
        #expect(Regions.regions(within: .central, on: try date("2014-10-31")).isEmpty)
        #expect(try Regions.lookup(code("460000"), on: date("1990-12-01")).nameZH == "海南省")
    }

    @Test("a name is found whole, at the beginning, or within, in that order, and in English too")
    func search() throws {
        let day = try date("2014-10-31")
        #expect(Regions.search(name: "阿图什", on: day).map(\.code.description) == ["653001"])
        #expect(
            Regions.search(name: "jiang", on: day).map(\.nameEN) == [
                "Jiangsu", "Jiangxi", "Heilongjiang", "Zhejiang", "Xinjiang",
            ])
        let towns = Regions.search(name: "朝阳区", on: day)
        #expect(towns.map(\.code.description) == ["110105", "220104"])
        #expect(Regions.search(name: "朝阳", on: day).prefix(2).allSatisfy { $0.nameZH.hasPrefix("朝阳") })
        #expect(Regions.search(name: "崇文", on: day).isEmpty)
        #expect(Regions.search(name: "中央", on: day).map(\.code) == [.central])
        #expect(Regions.search(name: "", on: day).isEmpty)
    }

    @Test("the central government is a donor on every date, and no part of the list of regions")
    func central() throws {
        let region = try Regions.lookup(.central, on: date("1985-01-01"))
        #expect(region.nameZH == "中央")
        #expect(region.nameEN == "Central government")
        #expect(region.iso3166 == "CN")
        #expect(!Regions.all(on: try date("2014-10-31")).contains { $0.code == .central })
        #expect(Regions.history(of: .central).count == 1)
    }

    @Test("62 revisions are known, ascending, and each is in force from its own month to the next")
    func revisions() throws {
        let revisions = Regions.revisions
        #expect(revisions.count == 62)
        #expect(zip(revisions, revisions.dropFirst()).allSatisfy { $0 < $1 })
        #expect(revisions.first == Regions.firstRevision)
        #expect(revisions.last == Regions.lastRevision)
        for (day, month) in [
            ("1990-12-01", "1990-12"), ("1991-11-30", "1990-12"), ("1991-12-01", "1991-12"), ("2013-11-30", "2011-12"),
            ("2014-10-31", "2013-12"), ("2015-01-01", "2015-01"), ("2019-03-31", "2018-01"), ("2019-04-30", "2019-04"),
        ] {
            let inForce = Regions.revision(inForceOn: try date(day))
            #expect(inForce.month.description == month, "\(day)")
            #expect(inForce.coverage == .covered, "\(day)")
            #expect(inForce.note == nil, "\(day)")
        }
    }

    @Test("a date outside the revisions kept is answered by the nearest one, with a note that says so")
    func outside() throws {
        let early = Regions.revision(inForceOn: try date("1990-11-30"))
        #expect(early.month == Regions.firstRevision)
        #expect(early.coverage == .beforeFirst)
        #expect(early.note?.contains("1990-12") == true)
        let late = Regions.revision(inForceOn: try date("2019-05-01"))
        #expect(late.month == Regions.lastRevision)
        #expect(late.coverage == .afterLast)
        #expect(late.note?.contains("2019-04") == true)
        #expect(try Regions.lookup(code("510200"), on: date("1980-01-01")).nameZH == "重庆市")
        #expect(try Regions.lookup(code("659009"), on: date("2026-11-23")).nameZH == "昆玉市")
    }
}
