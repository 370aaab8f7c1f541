import CanonicalJSON
import Testing

@testable import Assistance

@Suite("The table of GB/T 2260")
struct RegionTableTests {
    /// The rows, read by plain splitting, apart from the reader under test.
    private static let rows: [[Substring]] = GBT2260Table.rows.split(separator: "\n").map { $0.split(separator: " ") }

    @Test("the table has the rows it was made with: their number, the sum of codes, the sum of revisions, the bytes")
    func checksums() throws {
        let rows = Self.rows
        #expect(rows.count == 5_518)
        #expect(Set(rows.map { $0[0] }).count == 5_336)
        #expect(GBT2260Table.rows.utf8.count == 175_921)
        let numbers = rows.map { row in [row[0], row[2], row[3]].map { Int($0) ?? 0 } }
        #expect(numbers.reduce(0) { $0 + $1[0] } == 2_145_616_880)
        #expect(numbers.reduce(0) { $0 + $1[1] + $1[2] } == 2_209_802_634)
        // A name changed for another of the same length shows in a sum that weights each scalar by its place.
        var names: UInt64 = 0
        for (place, scalar) in GBT2260Table.rows.unicodeScalars.enumerated() {
            names &+= UInt64(place + 1) &* UInt64(scalar.value)
        }
        #expect(names == 33_960_550_580_385)
    }

    @Test("every row has a code, a Chinese name and two revisions in order")
    func wellFormed() throws {
        #expect(GBT2260Table.rows.utf8.last == UInt8(ascii: "\n"))
        let months = Set(Regions.revisions.map(\.number))
        for row in Self.rows {
            try #require(row.count == 4, "\(row)")
            let code = RegionCode(String(row[0]))
            #expect(code != nil && code != .central, "\(row)")
            #expect(row[1].unicodeScalars.count >= 2, "\(row)")
            #expect(row[1].unicodeScalars.allSatisfy { $0.properties.isIdeographic }, "\(row)")
            let first = try #require(Int32(row[2]))
            let last = try #require(Int32(row[3]))
            #expect(months.contains(first) && months.contains(last) && first <= last, "\(row)")
        }
    }

    @Test("the rows are sorted by code, first revision, and length of standing")
    func sorted() throws {
        let keys = Self.rows.map { "\($0[0]) \($0[2]) \(999_999 - (Int($0[3]) ?? 0))" }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test("the reader sees every row as plain splitting does")
    func reader() throws {
        var seen: [String] = []
        GBT2260Table.forEachRow { row, _ in
            seen.append("\(row.code) \(row.nameZH) \(row.first.number) \(row.last.number)")
        }
        #expect(seen == Self.rows.map { $0.joined(separator: " ") })
    }

    @Test("every row is found by its code, and holds from its first to its last revision and not beyond")
    func validityAtBothEnds() throws {
        let revisions = Regions.revisions
        for row in Self.rows {
            let code = try #require(RegionCode(String(row[0])))
            let first = try #require(Int32(row[2]))
            let last = try #require(Int32(row[3]))
            let name = String(row[1])
            let period = try #require(
                Regions.history(of: code).first { $0.nameZH == name && $0.revisions.lowerBound.number == first })
            #expect(period.revisions.upperBound.number == last)
            for edge in [first, last] {
                let region = try Regions.lookup(code, on: Self.date(edge))
                #expect(([region.nameZH] + region.otherNamesZH).contains(name), "\(row)")
                #expect(region.validity.contains(period.revisions) || region.otherNamesZH.contains(name), "\(row)")
            }
            // Beyond its ends the name must be gone, unless another row of the code carries it on.
            let before = revisions.last { $0.number < first }
            let after = revisions.first { $0.number > last }
            for beyond in [before, after].compactMap({ $0 }) {
                let stands = Regions.history(of: code).contains {
                    $0.nameZH == name && $0.revisions.contains(beyond)
                }
                let region = Regions.region(code, in: beyond)
                #expect((region.map { [$0.nameZH] + $0.otherNamesZH } ?? []).contains(name) == stands, "\(row)")
            }
        }
    }

    @Test("all regions of a date are those that a look-up of each code finds")
    func allAgreesWithLookup() throws {
        for text in ["1991-05-05", "2004-12-31", "2014-10-31", "2026-01-01"] {
            let date = try #require(CalendarDate(text))
            let codes = Set(Self.rows.map { $0[0] }).sorted().compactMap { RegionCode(String($0)) }
            let revision = Regions.revision(inForceOn: date).month
            #expect(Regions.all(on: date) == codes.compactMap { Regions.region($0, in: revision) })
        }
    }

    /// The 15th of a month given as yyyymm.
    private static func date(_ month: Int32) throws -> CalendarDate {
        try #require(CalendarDate(year: Int(month / 100), month: Int(month % 100), day: 15))
    }
}
