public import CanonicalJSON

extension Regions {
    /// The regions on a date whose Chinese name contains the text, or whose English name does, whatever the case.
    ///
    /// Whole names come first, then names that begin with the text, then the others, each by code. An empty text finds
    /// nothing. The central government is found as well.
    public static func search(name text: String, on date: CalendarDate) -> [Region] {
        let wanted = Array(text.utf8.drop { $0 == UInt8(ascii: " ") })
        guard !wanted.isEmpty else { return [] }
        let revision = revision(inForceOn: date).month
        var ranked: [[Region]] = [[], [], []]
        func keep(_ region: Region) {
            var names = [region.nameZH] + region.otherNamesZH
            if let english = region.nameEN { names.append(english) }
            if let rank = names.compactMap({ rank(of: wanted, in: Array($0.utf8)) }).min() {
                ranked[rank].append(region)
            }
        }
        if let central = try? lookup(.central, on: date) { keep(central) }
        var last: Int32 = -1
        GBT2260Table.forEachRow { row, bytes in
            let isCandidate =
                row.code != last && row.stands(in: revision)
                && (row.code % 10_000 == 0 || contains(wanted, bytes: bytes, in: row.name))
            guard isCandidate, let code = RegionCode(number: row.code) else { return }
            last = row.code
            if let region = region(code, in: revision) { keep(region) }
        }
        return ranked.flatMap { $0 }
    }

    /// 0 for the whole name, 1 for its beginning, 2 for a part of it, `nil` if the text is not in it.
    private static func rank(of wanted: [UInt8], in name: [UInt8]) -> Int? {
        guard contains(wanted, bytes: name.span, in: 0..<name.count) else { return nil }
        let isBeginning = zip(wanted, name).allSatisfy { lowercased($0) == lowercased($1) }
        return isBeginning ? (wanted.count == name.count ? 0 : 1) : 2
    }

    private static func contains(_ wanted: [UInt8], bytes: Span<UInt8>, in range: Range<Int>) -> Bool {
        var start = range.lowerBound
        while start + wanted.count <= range.upperBound {
            var matched = 0
            while matched < wanted.count, lowercased(bytes[start + matched]) == lowercased(wanted[matched]) {
                matched += 1
            }
            if matched == wanted.count { return true }
            start += 1
        }
        return false
    }

    /// The ASCII letter in lower case; bytes of other characters have their high bit set and stay as they are.
    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
