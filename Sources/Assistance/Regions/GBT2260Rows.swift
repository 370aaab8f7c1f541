/// Reads ``GBT2260Table`` where it lies, as UTF-8 in the program's constants: a command that needs one region finds
/// it by halving the text, and nothing is parsed or stored before it is asked for.
struct GBT2260Row {
    let code: Int32
    let first: RevisionMonth
    let last: RevisionMonth
    /// Byte offsets of the name within the table's text.
    let name: Range<Int>
    /// Byte offset of the following row.
    let end: Int

    /// The row that starts at a byte offset: six digits, a space, the name, a space, yyyymm, a space, yyyymm, a line
    /// feed. The generator writes no other form, and a test reads every row.
    init(at offset: Int, in text: Span<UInt8>) {
        let nameStart = offset + 7
        var nameEnd = nameStart
        while text[nameEnd] != UInt8(ascii: " ") { nameEnd += 1 }
        code = Self.sixDigits(at: offset, in: text)
        first = RevisionMonth(number: Self.sixDigits(at: nameEnd + 1, in: text))
        last = RevisionMonth(number: Self.sixDigits(at: nameEnd + 8, in: text))
        name = nameStart..<nameEnd
        end = nameEnd + 15
    }

    var nameZH: String {
        let utf8 = GBT2260Table.rows.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: name.lowerBound)
        return String(GBT2260Table.rows[start..<utf8.index(start, offsetBy: name.count)])
    }

    var revisions: ClosedRange<RevisionMonth> { first...last }

    func stands(in revision: RevisionMonth) -> Bool {
        first <= revision && revision <= last
    }

    private static func sixDigits(at offset: Int, in text: Span<UInt8>) -> Int32 {
        var number: Int32 = 0
        for index in offset..<(offset + 6) {
            number = number * 10 + Int32(text[index]) - 0x30
        }
        return number
    }
}

extension GBT2260Table {
    /// The rows of one code, in the table's order; none if no revision has the code.
    static func rows(of code: RegionCode) -> [GBT2260Row] {
        let text = rows.utf8.span
        var found: [GBT2260Row] = []
        var offset = firstRow(from: code.number, in: text)
        while offset < text.count {
            let row = GBT2260Row(at: offset, in: text)
            guard row.code == code.number else { break }
            found.append(row)
            offset = row.end
        }
        return found
    }

    /// Visits the rows with codes in the range, in order.
    static func forEachRow(
        in codes: ClosedRange<Int32> = 0...999_999, _ visit: (GBT2260Row, Span<UInt8>) -> Void
    ) {
        let text = rows.utf8.span
        var offset = codes.lowerBound == 0 ? 0 : firstRow(from: codes.lowerBound, in: text)
        while offset < text.count {
            let row = GBT2260Row(at: offset, in: text)
            guard row.code <= codes.upperBound else { return }
            visit(row, text)
            offset = row.end
        }
    }

    /// The byte offset of the first row whose code is at least `code`; the length of the text if there is none.
    private static func firstRow(from code: Int32, in text: Span<UInt8>) -> Int {
        // Both bounds are always starts of rows, or the end of the text.
        var low = 0
        var high = text.count
        while low < high {
            var start = low + (high - low) / 2
            while start > low, text[start - 1] != UInt8(ascii: "\n") { start -= 1 }
            let row = GBT2260Row(at: start, in: text)
            if row.code < code {
                low = row.end
            } else {
                high = start
            }
        }
        return low
    }
}
