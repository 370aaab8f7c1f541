public import CanonicalJSON

/// The regions of GB/T 2260 at and above the county, as each of 62 dated revisions from December 1990 to April 2019
/// lists them.
///
/// Codes change hands: districts are founded, merged and renamed, counties become cities. Every question therefore
/// names a date, and is answered from the revision in force on it (see ``revision(inForceOn:)``). What the lists say is
/// given as they say it; Hong Kong, Macao and Taiwan, for one, are in them from December 2011 only.
public enum Regions {
    /// The region of this code on a date.
    ///
    /// - Throws: ``RegionError/unknownCode(_:suggestions:)`` if no revision has the code,
    ///   ``RegionError/notValidOn(_:date:name:periods:successors:)`` if the one in force on the date has not.
    public static func lookup(_ code: RegionCode, on date: CalendarDate) throws(RegionError) -> Region {
        if let region = region(code, on: date) { return region }
        let rows = GBT2260Table.rows(of: code)
        let revision = revision(inForceOn: date).month
        throw rows.isEmpty
            ? .unknownCode(code, suggestions: suggestions(for: code, in: revision))
            : notValid(code, on: date, revision: revision, rows: rows)
    }

    /// The region of this code on a date; `nil` if there was none, without looking for what may have been meant.
    public static func region(_ code: RegionCode, on date: CalendarDate) -> Region? {
        code == .central ? central : region(code, in: revision(inForceOn: date).month)
    }

    /// Every period of a code, by its first revision; empty if no revision has the code.
    ///
    /// A code may have had several names, one after the other, and gaps in between.
    public static func history(of code: RegionCode) -> [RegionPeriod] {
        if code == .central {
            return [RegionPeriod(nameZH: central.nameZH, revisions: firstRevision...lastRevision)]
        }
        return GBT2260Table.rows(of: code).map { RegionPeriod(nameZH: $0.nameZH, revisions: $0.revisions) }
    }

    /// All regions on a date, by code; without ``RegionCode/central``, which is none.
    public static func all(on date: CalendarDate) -> [Region] {
        regions(in: 0...999_999, revision: revision(inForceOn: date).month)
    }

    /// The province-level divisions on a date, by code.
    public static func provinces(on date: CalendarDate) -> [Region] {
        let revision = revision(inForceOn: date).month
        return Province.all.compactMap { province in
            RegionCode(number: province.code).flatMap { region($0, in: revision) }
        }
    }

    /// The regions below a region on a date, of every lower tier, by code; none for ``RegionCode/central``.
    public static func regions(within code: RegionCode, on date: CalendarDate) -> [Region] {
        let below: Int32
        switch code.tier {
        case .central, .county: return []
        case .province: below = 9_999
        case .prefecture: below = 99
        }
        let codes = (code.number + 1)...(code.number + below)
        return regions(in: codes, revision: revision(inForceOn: date).month)
    }

    /// The nearest region above a code that exists on a date: for a district of Beijing, Beijing itself.
    ///
    /// `nil` for a province, for ``RegionCode/central``, and where the lists have nothing above the code.
    public static func parent(of code: RegionCode, on date: CalendarDate) -> Region? {
        let revision = revision(inForceOn: date).month
        var above = code.parent
        while let candidate = above {
            if let region = region(candidate, in: revision) { return region }
            above = candidate.parent
        }
        return nil
    }

    /// The Chinese names of province, prefecture and county in one, as of a date: 新疆维吾尔自治区克孜勒苏柯尔克孜自治州阿图什市.
    ///
    /// A tier that the lists leave out (110100, 429000) is left out here too.
    /// - Throws: as ``lookup(_:on:)``.
    public static func fullName(of code: RegionCode, on date: CalendarDate) throws(RegionError) -> String {
        var name = try lookup(code, on: date).nameZH
        var below = code
        while let above = parent(of: below, on: date) {
            name = above.nameZH + name
            below = above.code
        }
        return name
    }

    private static let central = Region(
        code: .central, nameZH: "中央", nameEN: "Central government", iso3166: "CN",
        validity: [firstRevision...lastRevision], otherNamesZH: [])

    /// The regions with codes in the range that stand in a revision, by code.
    private static func regions(in codes: ClosedRange<Int32>, revision: RevisionMonth) -> [Region] {
        var found: [Region] = []
        var rows: [GBT2260Row] = []
        func close() {
            guard let code = rows.first.flatMap({ RegionCode(number: $0.code) }) else { return }
            if let region = region(code, from: rows, in: revision) { found.append(region) }
        }
        GBT2260Table.forEachRow(in: codes) { row, _ in
            if row.code != rows.first?.code {
                close()
                rows.removeAll(keepingCapacity: true)
            }
            rows.append(row)
        }
        close()
        return found
    }

    /// The region of a code in a revision; `nil` if the code does not stand in it.
    static func region(_ code: RegionCode, in revision: RevisionMonth) -> Region? {
        region(code, from: GBT2260Table.rows(of: code), in: revision)
    }

    /// The region that the rows of one code make in a revision; `nil` if the code does not stand in it.
    static func region(_ code: RegionCode, from rows: [GBT2260Row], in revision: RevisionMonth) -> Region? {
        guard let chosen = rows.firstIndex(where: { $0.stands(in: revision) }) else { return nil }
        let name = rows[chosen].nameZH
        let province = Province.numbered(code)
        var validity = [rows[chosen].revisions]
        var otherNames: [String] = []
        for (index, row) in rows.enumerated() where index != chosen {
            let other = row.nameZH
            if other == name {
                validity.append(row.revisions)
            } else if row.stands(in: revision) {
                otherNames.append(other)
            }
        }
        if validity.count > 1 { validity.sort { $0.lowerBound < $1.lowerBound } }
        return Region(
            code: code, nameZH: name, nameEN: province?.nameEN, iso3166: province?.iso3166, validity: validity,
            otherNamesZH: otherNames)
    }
}
