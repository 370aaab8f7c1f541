internal import CanonicalJSON

extension Regions {
    private static let suggestionsMax = 3

    /// Codes of a revision that somebody who wrote `code` may have meant: one digit mistaken or two neighbours swapped,
    /// the longest common beginning first; failing those, the nearest codes of the same prefecture, then province.
    static func suggestions(for code: RegionCode, in revision: RevisionMonth) -> [Region] {
        let written = Array(code.description.utf8)
        var slips: [(common: Int, code: Int32)] = []
        var neighbours: [(isFar: Int, distance: Int32, code: Int32)] = []
        GBT2260Table.forEachRow { row, _ in
            guard row.stands(in: revision) else { return }
            let digits = Array(String(row.code).utf8)
            let differing = digits.indices.filter { digits[$0] != written[$0] }
            guard let first = differing.first else { return }
            let isSwap =
                differing.count == 2 && differing[1] == first + 1 && digits[first] == written[first + 1]
                && digits[first + 1] == written[first]
            if differing.count == 1 || isSwap { slips.append((first, row.code)) }
            if row.code / 10_000 == code.number / 10_000 {
                let isFar = row.code / 100 == code.number / 100 ? 0 : 1
                neighbours.append((isFar, abs(row.code - code.number), row.code))
            }
        }
        slips.sort {
            ($1.common, abs($0.code - code.number), $0.code) < ($0.common, abs($1.code - code.number), $1.code)
        }
        neighbours.sort { $0 < $1 }
        let codes = slips.isEmpty ? neighbours.map(\.code) : slips.map(\.code)
        return regions(codes, in: revision)
    }

    /// The refusal of a code that other revisions have.
    static func notValid(
        _ code: RegionCode, on date: CalendarDate, revision: RevisionMonth, rows: [GBT2260Row]
    ) -> RegionError {
        let periods = rows.map { RegionPeriod(nameZH: $0.nameZH, revisions: $0.revisions) }
        let before = periods.filter { $0.revisions.upperBound < revision }
        let latest = before.map(\.revisions.upperBound).max()
        let nearest = before.first { $0.revisions.upperBound == latest } ?? periods.first
        let name = nearest?.nameZH ?? ""
        return .notValidOn(
            code, date: date, name: name, periods: periods, successors: successors(of: code, named: name, in: revision))
    }

    /// Codes of a revision for the region that had this code and name at another time.
    ///
    /// The same name counts in the same prefecture, else in the same province; the name without its last character
    /// (县, 市, 区), when two remain, likewise; and at last the same name anywhere in the country, if only one region
    /// has it: 郊区 says nothing, 重庆市 does.
    private static func successors(of code: RegionCode, named name: String, in revision: RevisionMonth) -> [Region] {
        var byKinship: [[Int32]] = [[], [], [], [], []]
        GBT2260Table.forEachRow { row, _ in
            guard row.stands(in: revision), row.code != code.number else { return }
            let isSameProvince = row.code / 10_000 == code.number / 10_000
            let isSamePrefecture = isSameProvince && row.code / 100 == code.number / 100
            let other = row.nameZH
            if other == name {
                byKinship[isSamePrefecture ? 0 : isSameProvince ? 1 : 4].append(row.code)
            } else if isSameProvince, name.count > 2, other.dropLast() == name.dropLast() {
                byKinship[isSamePrefecture ? 2 : 3].append(row.code)
            }
        }
        if byKinship[4].count > 1 { byKinship[4] = [] }
        let closest = byKinship.first { !$0.isEmpty } ?? []
        return regions(closest, in: revision)
    }

    /// The regions of the first few codes.
    private static func regions(_ codes: [Int32], in revision: RevisionMonth) -> [Region] {
        var found: [Region] = []
        for number in codes {
            guard found.count < suggestionsMax, let code = RegionCode(number: number) else { break }
            let isNew = !found.contains { $0.code == code }
            if isNew, let region = region(code, in: revision) {
                found.append(region)
            }
        }
        return found
    }
}
