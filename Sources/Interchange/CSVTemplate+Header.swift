import Assistance

extension CSVTemplate {
    /// Which columns of a file are which of the template's.
    struct Places {
        /// The file's columns by the names under which they are known here, counted from 0. An amount's has its unit behind it.
        var indices: [String: Int] = [:]
        var problems: [InputProblem] = []
    }

    /// Finds the template's columns in a file's header, by their names in English and Chinese.
    ///
    /// - Parameter unit: of amounts whose column does not say it; nil when nobody said.
    func places(in header: CSVHeader, amountsIn unit: AmountUnit?) -> Places {
        if header.names.count == 1, let problem = separatorProblem(header) { return Places(problems: [problem]) }
        var places = Places()
        var unknown: [InputProblem] = []
        var lacksUnit = false
        for (index, field) in header.record.fields.enumerated() {
            switch meaning(of: header.names[index], amountsIn: unit) {
            case .column(let name):
                if let earlier = places.indices[name] {
                    unknown.append(
                        header.record.problem(
                            at: field, "columns \(earlier + 1) and \(index + 1) both hold \"\(name)\"", code: .header,
                            remedy: "remove one of them"))
                } else {
                    places.indices[name] = index
                }
            case .amountWithoutUnit:
                lacksUnit = true
                let name = header.names[index]
                unknown.append(
                    header.record.problem(
                        at: field, "the column \"\(name)\" does not say in which unit its amounts are", code: .header,
                        remedy: "name it \"\(name)(元)\", \"\(name)(万元)\" or \"\(name)(亿元)\", or say --amounts wan"))
            case nil:
                let known = columns.flatMap { header.isChinese ? $0.chineseNames : $0.names }
                unknown.append(
                    header.record.problem(
                        at: field, "the column \"\(header.names[index])\" is not known", code: .header,
                        remedy: "use one of " + known.map { "\"\($0)\"" }.joined(separator: ", ")))
            }
        }
        let missing = columns.filter { column in
            column.isRequired && !(column.isAmount && lacksUnit)
                && !column.names.contains { places.indices[$0] != nil }
        }
        places.problems = header.missing(missing.map { header.isChinese ? $0.chineseNames[0] : $0.name }) + unknown
        return places
    }

    private enum Meaning {
        case column(String)
        case amountWithoutUnit
    }

    private func meaning(of name: String, amountsIn unit: AmountUnit?) -> Meaning? {
        let written = Self.plain(name)
        for column in columns {
            guard column.isAmount else {
                if name == column.name || written == column.chinese { return .column(column.name) }
                continue
            }
            if name == column.name { return .column((unit ?? .yuan).column(column.name)) }
            if column.names.contains(name) { return .column(name) }
            if written == column.chinese { return unit.map { .column($0.column(column.name)) } ?? .amountWithoutUnit }
            for unit in AmountUnit.allCases where written == "\(column.chinese)(\(unit.chinese))" {
                return .column(unit.column(column.name))
            }
        }
        return nil
    }

    /// A name with the parentheses of ASCII, and without white space.
    private static func plain(_ name: String) -> String {
        String(
            name.compactMap { character -> Character? in
                switch character {
                case "（": "("
                case "）": ")"
                default: character.isWhitespace ? nil : character
                }
            })
    }

    private func separatorProblem(_ header: CSVHeader) -> InputProblem? {
        guard let separator = header.names[0].first(where: { $0 == ";" || $0 == "\t" }) else { return nil }
        let shown = separator == ";" ? "';'" : "tabs"
        return header.record.problem(
            "the columns are separated by \(shown), not by ','", code: .header,
            remedy: "save the file as CSV with commas between the columns")
    }
}

extension CSVHeader {
    /// Whether any of the names has a Chinese character in it.
    fileprivate var isChinese: Bool {
        names.contains { $0.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
    }
}
