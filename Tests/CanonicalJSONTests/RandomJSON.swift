import CanonicalJSON
import PairLedgerTesting

/// Values inside the canonical subset, with the texts that are hardest on a reader.
enum RandomJSON {
    static func value(using random: inout SplitMix64, depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0..<(depth < 4 ? 8 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .integer(integer(using: &random))
        case 3, 4: return .string(string(using: &random))
        case 5:
            let count = Int.random(in: 0...4, using: &random)
            return .array((0..<count).map { _ in value(using: &random, depth: depth + 1) })
        default:
            var members: [String: JSONValue] = [:]
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                members[key(using: &random)] = value(using: &random, depth: depth + 1)
            }
            return .object(members)
        }
    }

    private static func integer(using random: inout SplitMix64) -> Int64 {
        let bound: Int64 = [0, 9, 1_000, CanonicalWriter.maximumInteger].randomElement(using: &random) ?? 0
        return Int64.random(in: -bound...bound, using: &random)
    }

    private static func key(using random: inout SplitMix64) -> String {
        let start = Array("ABab_z")
        let part = start + Array("019")
        let rest = (0..<Int.random(in: 0...3, using: &random)).compactMap { _ in part.randomElement(using: &random) }
        return String((start.randomElement(using: &random)).map { [$0] + rest } ?? rest)
    }

    private static func string(using random: inout SplitMix64) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let range: ClosedRange<UInt32> =
                [
                    0x20...0x7E, 0x20...0x7E, 0x01...0x1F, 0x22...0x22, 0x5C...0x5C, 0x7F...0x17F, 0x4E00...0x9FFF,
                    0x0300...0x0345, 0x1100...0x11FF, 0xAC00...0xAC20, 0xF900...0xFAFF, 0xE000...0xFFFF,
                    0x1F600...0x1F64F, 0x10000...0x10FFFF, 0x3040...0x30FF, 0x2000...0x212F,
                ].randomElement(using: &random) ?? 0x61...0x7A
            Unicode.Scalar(UInt32.random(in: range, using: &random)).map { scalars.append($0) }
        }
        return String(scalars)
    }
}
