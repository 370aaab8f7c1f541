import FoundationEssentials
import Glibc

/// All measurements of a run, with what else the machine had to do.
struct Findings {
    let rounds: Int
    let server: String
    let loadBefore: Double
    let loadAfter: Double
    let measurements: [Measurement]

    /// The average number of processes that wanted to run, over the last minute.
    static func load() -> Double {
        var averages = [0.0]
        return getloadavg(&averages, 1) == 1 ? averages[0] : .nan
    }

    var table: String {
        let head = [["Measured", "Unit", "Ours", "Limit", "Ratio", "Wanted", "", "The limit is"]]
        let rows = head + measurements.map(\.cells)
        let widths = head[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return (2...4).contains(column) ? space + cell.0 : cell.0 + space
            }
            return cells.joined(separator: "  ") + "\n"
        }
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        return "Medians of \(rounds) round\(rounds == 1 ? "" : "s") in turn; \(cores) cores, "
            + "load average \(loadBefore.text(2)) before and \(loadAfter.text(2)) after; \(server)\n" + lines.joined()
    }

    /// The same with every sample, for programs.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}

extension Measurement {
    fileprivate var cells: [String] {
        let wanted =
            switch bound {
            case .atLeast(let least): "≥ \(least.text(2))"
            case .atMost(let most): "≤ \(most.text(2))"
            case nil: ""
            }
        let verdict = bound == nil ? "" : holds ? "holds" : "SHORT"
        return [name, unit, ours.median.figure, limit.median.figure, ratio.text(2), wanted, verdict, limitName]
    }
}

extension Double {
    /// With so many decimals.
    func text(_ decimals: Int) -> String {
        guard isFinite else { return "?" }
        let scaled = Int((self * pow(10, Double(decimals))).rounded())
        let digits = String(repeating: "0", count: max(0, decimals + 1 - String(scaled).count)) + String(scaled)
        return decimals == 0 ? digits : "\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
    }

    /// With about four digits that mean something.
    fileprivate var figure: String { text(self < 100 ? 1 : 0) }
}

extension Findings: Encodable {
    private enum Key: String, CodingKey {
        case rounds, server
        case loadBefore = "load_average_before"
        case loadAfter = "load_average_after"
        case measurements
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(rounds, forKey: .rounds)
        try container.encode(server, forKey: .server)
        try container.encode(loadBefore, forKey: .loadBefore)
        try container.encode(loadAfter, forKey: .loadAfter)
        try container.encode(measurements, forKey: .measurements)
    }
}

extension Measurement: Encodable {
    private enum Key: String, CodingKey {
        case name, unit, ours, limit, ratio, holds
        case limitName = "limit_is"
        case atLeast = "at_least"
        case atMost = "at_most"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(unit, forKey: .unit)
        try container.encode(ours, forKey: .ours)
        try container.encode(limitName, forKey: .limitName)
        try container.encode(limit, forKey: .limit)
        try container.encode(ratio, forKey: .ratio)
        switch bound {
        case .atLeast(let least): try container.encode(least, forKey: .atLeast)
        case .atMost(let most): try container.encode(most, forKey: .atMost)
        case nil: break
        }
        try container.encode(holds, forKey: .holds)
    }
}
