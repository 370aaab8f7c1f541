/// A six-digit code of GB/T 2260, the codes for the administrative divisions of the People's Republic of China at
/// and above the county.
///
/// Digits 1–2 name the province, 3–4 the prefecture within it, 5–6 the county within that. A code says nothing about
/// whether, or when, a region of that code exists: ask ``Regions`` with a date. Townships and villages are out of
/// scope of GB/T 2260; a longer code starts with the six digits of its county.
public struct RegionCode: Hashable, Comparable, Sendable, CustomStringConvertible, LosslessStringConvertible {
    /// The code read as a decimal number, 110000 to 999999, or 0 for ``central``.
    public let number: Int32

    /// The central government as a donor (`000000`, 中央).
    ///
    /// GB/T 2260 has no row for it: this code is an addition of pairledger, chosen so that it sorts first and can
    /// never collide, because no province is numbered 00. It stands for the government, not for the territory: no
    /// region lies within it.
    public static let central = RegionCode(checked: 0)

    /// The code written as exactly six ASCII digits; `nil` for anything else, and for `00….` other than `000000`.
    public init?(_ description: String) {
        var number: Int32 = 0
        var count = 0
        for byte in description.utf8 {
            guard count < 6, byte >= 0x30, byte <= 0x39 else { return nil }
            number = number * 10 + Int32(byte - 0x30)
            count += 1
        }
        guard count == 6 else { return nil }
        self.init(number: number)
    }

    /// The code with the given decimal value; `nil` unless it is 0 or has six digits and a province part above 09.
    public init?(number: Int32) {
        guard number == 0 || (100_000...999_999).contains(number) else { return nil }
        self.number = number
    }

    /// The code that somebody wrote, or the reason why it cannot be one.
    ///
    /// - Throws: ``RegionError/malformedCode(_:)``.
    public init(parsing text: String) throws(RegionError) {
        guard let code = RegionCode(text) else { throw .malformedCode(text) }
        self = code
    }

    private init(checked number: Int32) {
        self.number = number
    }

    /// The six digits.
    public var description: String {
        let digits = String(number)
        return String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    public static func < (left: RegionCode, right: RegionCode) -> Bool {
        left.number < right.number
    }

    /// The tier that the shape of the code gives: `xx0000` a province, `xxyy00` a prefecture, all else a county.
    public var tier: RegionTier {
        if number == 0 { return .central }
        if number % 10_000 == 0 { return .province }
        if number % 100 == 0 { return .prefecture }
        return .county
    }

    /// The code of the province: the first two digits and `0000`; a province and ``central`` answer themselves.
    public var province: RegionCode {
        RegionCode(checked: number / 10_000 * 10_000)
    }

    /// The code of the prefecture: the first four digits and `00`; `nil` for a province and for ``central``.
    ///
    /// It need not exist: districts of Beijing have codes `1101yy`, but no revision lists `110100`.
    public var prefecture: RegionCode? {
        number % 10_000 < 100 ? nil : RegionCode(checked: number / 100 * 100)
    }

    /// The code one tier up by shape, existing or not; `nil` for a province and for ``central``.
    ///
    /// ``Regions/parent(of:on:)`` answers with the nearest one that exists on a date.
    public var parent: RegionCode? {
        switch tier {
        case .central, .province: nil
        case .prefecture: province
        case .county: prefecture ?? province
        }
    }

    /// Whether this code is `other` or lies below it. Nothing but itself lies within ``central``.
    public func isWithin(_ other: RegionCode) -> Bool {
        switch other.tier {
        case .central, .county: self == other
        case .province: province == other
        case .prefecture: prefecture == other
        }
    }
}
