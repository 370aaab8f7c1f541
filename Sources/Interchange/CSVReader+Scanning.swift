extension CSVReader {
    /// What lies in the buffer from `start` on.
    enum Scan {
        case record(ScannedRecord)
        case failure(ScanFailure)
    }

    struct ScannedRecord {
        var fields: [ScannedField]
        /// In bytes, without the end of the last line.
        var length: Int
        /// In bytes, with it.
        var consumed: Int
        /// Line ends, inside and after the record.
        var lines: Int
    }

    /// All offsets are in bytes of the record.
    struct ScannedField {
        var offset: Int
        var lineOffset: Int
        /// Counted from the record's first line.
        var line: Int
        /// Between the quotes, if there are any.
        var content: Range<Int>
        var hasDoubledQuotes: Bool
    }

    struct ScanFailure {
        var problem: InputProblem
        /// Reading goes on with the line after this byte of the buffer.
        var resumeOffset: Int
    }

    private struct Cursor {
        var index: Int
        /// Where the line of `index` begins.
        var lineStart: Int
        /// Line ends before `index`.
        var lines = 0
    }

    /// Finds the fields of the record at `start`.
    mutating func scanRecord() throws(InputProblem) -> Scan {
        var fields: [ScannedField] = []
        var cursor = Cursor(index: start, lineStart: start)
        while true {
            var field = ScannedField(
                offset: cursor.index - start, lineOffset: cursor.lineStart - start, line: cursor.lines,
                content: 0..<0, hasDoubledQuotes: false)
            let fieldStart = cursor.index
            let isQuoted = try hasByte(at: fieldStart) && buffer[fieldStart] == 0x22
            let failure = isQuoted ? try scanQuoted(&field, &cursor) : try scanPlain(&field, &cursor)
            if let failure { return .failure(failure) }
            if let failure = try tooLong(fieldStart, cursor.index, cursor.index) { return .failure(failure) }
            fields.append(field)
            let length = cursor.index - start
            func record(endingWith count: Int) -> Scan {
                .record(
                    ScannedRecord(
                        fields: fields, length: length, consumed: length + count,
                        lines: cursor.lines + (count > 0 ? 1 : 0)))
            }
            guard try hasByte(at: cursor.index) else { return record(endingWith: 0) }
            switch buffer[cursor.index] {
            case 0x2C: cursor.index += 1
            case 0x0A: return record(endingWith: 1)
            case 0x0D:
                // A CR at the very end of the file is half of the last line's end.
                guard try hasByte(at: cursor.index + 1) else { return record(endingWith: 1) }
                guard buffer[cursor.index + 1] == 0x0A else {
                    return .failure(try strayReturn(cursor.index, in: fieldStart))
                }
                return record(endingWith: 2)
            default: return .failure(try afterQuote(cursor.index, in: fieldStart))
            }
        }
    }

    /// Goes over a field that begins with a quote.
    private mutating func scanQuoted(
        _ field: inout ScannedField, _ cursor: inout Cursor
    ) throws(InputProblem) -> ScanFailure? {
        let fieldStart = cursor.index
        cursor.index += 1
        while try hasByte(at: cursor.index) {
            switch buffer[cursor.index] {
            case 0x22:
                guard try hasByte(at: cursor.index + 1), buffer[cursor.index + 1] == 0x22 else {
                    field.content = (fieldStart + 1 - start)..<(cursor.index - start)
                    cursor.index += 1
                    return nil
                }
                field.hasDoubledQuotes = true
                cursor.index += 1
            case 0x0A:
                cursor.lines += 1
                cursor.lineStart = cursor.index + 1
            default: break
            }
            cursor.index += 1
            if let failure = try tooLong(fieldStart, fieldStart + 1, cursor.index) { return failure }
        }
        return try unterminated(fieldStart)
    }

    /// Goes over a field that does not begin with a quote.
    private mutating func scanPlain(
        _ field: inout ScannedField, _ cursor: inout Cursor
    ) throws(InputProblem) -> ScanFailure? {
        let fieldStart = cursor.index
        while try hasByte(at: cursor.index) {
            let byte = buffer[cursor.index]
            if byte == 0x2C || byte == 0x0A || byte == 0x0D { break }
            if byte == 0x22 { return try strayQuote(cursor.index, in: fieldStart) }
            cursor.index += 1
            if let failure = try tooLong(fieldStart, fieldStart, cursor.index) { return failure }
        }
        field.content = (fieldStart - start)..<(cursor.index - start)
        return nil
    }

    /// The record of a valid text.
    func record(_ text: String, _ fields: [ScannedField]) -> CSVRecord {
        let values = fields.map { field in
            let bytes = buffer[(start + field.content.lowerBound)..<(start + field.content.upperBound)]
            let value = String(decoding: field.hasDoubledQuotes ? Self.halved(bytes) : bytes, as: UTF8.self)
            return CSVField(
                text: value, line: line + field.line, record: text, lineOffset: field.lineOffset, offset: field.offset)
        }
        return CSVRecord(
            file: file, line: line, text: text, fields: values, columns: columns, headings: header?.names ?? [])
    }

    /// Every `""` as one `"`.
    private static func halved(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isSecond = false
        for byte in bytes {
            isSecond = byte == 0x22 && !isSecond
            if !isSecond { result.append(byte) }
        }
        return result[...]
    }

    // MARK: Problems

    private mutating func unterminated(_ fieldStart: Int) throws(InputProblem) -> ScanFailure {
        try fail(
            .syntax, at: fieldStart, "the quote that opens here is never closed",
            remedy: "close it with \" before the next comma or at the end of the line", resume: fieldStart)
    }

    private mutating func strayQuote(_ index: Int, in fieldStart: Int) throws(InputProblem) -> ScanFailure {
        try fail(
            .syntax, at: index, "a quote stands inside a field that does not begin with one",
            remedy: "put the whole field in quotes and write every quote inside it twice", resume: fieldStart)
    }

    private mutating func afterQuote(_ index: Int, in fieldStart: Int) throws(InputProblem) -> ScanFailure {
        let opening = line + lineEnds(before: fieldStart)
        let origin = lineEnds(before: index) + line == opening ? "" : " that opened in line \(opening)"
        return try fail(
            .syntax, at: index, "text follows the closing quote of a field\(origin)",
            remedy: "put a comma after the field, or write every quote inside it twice", resume: fieldStart)
    }

    private mutating func strayReturn(_ index: Int, in fieldStart: Int) throws(InputProblem) -> ScanFailure {
        try fail(
            .syntax, at: index, "a carriage return stands here without a line feed",
            remedy: "end lines with LF or CRLF; put a field with a line end in it in quotes", resume: fieldStart)
    }

    private mutating func tooLong(
        _ fieldStart: Int, _ contentStart: Int, _ index: Int
    ) throws(InputProblem) -> ScanFailure? {
        if index - contentStart > Self.maximumFieldBytes {
            return try fail(
                .tooLong, at: fieldStart, "the field that begins here is longer than \(Self.maximumFieldBytes) bytes",
                remedy: "close its quote, if it has one; check that commas stand between fields",
                resume: fieldStart)
        }
        if index - start > Self.maximumRecordBytes {
            return try fail(
                .tooLong, at: start, "the record that begins here is longer than \(Self.maximumRecordBytes) bytes",
                remedy: "check that the file is CSV, with one record a line", resume: fieldStart)
        }
        return nil
    }

    private mutating func fail(
        _ code: InputProblem.Code, at index: Int, _ message: String, remedy: String, resume: Int
    ) throws(InputProblem) -> ScanFailure {
        ScanFailure(problem: try problem(code, at: index, message, remedy: remedy), resumeOffset: resume)
    }

    private func lineEnds(before index: Int) -> Int { buffer[start..<index].count { $0 == 0x0A } }

    /// How many bytes after the place of a problem its excerpt may show, if the line goes on.
    private static var excerptBytes: Int { 1_024 }

    /// A problem at the byte `index` of the buffer, with the line around it.
    mutating func problem(
        _ code: InputProblem.Code, at index: Int, _ message: String, remedy: String
    ) throws(InputProblem) -> InputProblem {
        let lineStart = (buffer[start..<index].lastIndex(of: 0x0A) ?? start - 1) + 1
        var end = index
        while end - index < Self.excerptBytes, try hasByte(at: end), buffer[end] != 0x0A, buffer[end] != 0x0D {
            end += 1
        }
        // No character is cut in two.
        while end > index, end < buffer.count, buffer[end] & 0xC0 == 0x80 { end -= 1 }
        let before = String(decoding: buffer[lineStart..<index], as: UTF8.self)
        return InputProblem(
            code, file: file, line: line + lineEnds(before: index), column: before.count + 1,
            excerpt: before + String(decoding: buffer[index..<end], as: UTF8.self), message: message, remedy: remedy)
    }

    /// The first byte of a record that is no UTF-8.
    mutating func encodingProblem(_ record: [UInt8]) throws(InputProblem) -> InputProblem {
        var offset = 0
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: record.span)
        } catch {
            offset = error.byteOffsets.lowerBound
        }
        return try problem(
            .encoding, at: start + offset, "the text is not UTF-8 from here on",
            remedy: "save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\"); it may be in GB 18030 now")
    }
}
