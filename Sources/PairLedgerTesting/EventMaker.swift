public import CanonicalJSON
public import FoundationEssentials
public import Journal

/// Makes events that a ledger accepts, the same ones for the same seed.
public struct EventMaker: Sendable {
    /// What every choice comes from.
    public var generator: SplitMix64
    /// To be named in the message of a failure.
    public let seed: UInt64

    public init(seed: UInt64) {
        self.seed = seed
        generator = SplitMix64(seed: seed)
    }

    /// An event, of which only what the test is about needs to be said.
    ///
    /// - Parameters:
    ///   - stream: by default one that no other event of this maker has.
    ///   - data: by default some text and a number.
    public mutating func event(
        _ type: String = "SomethingNoted", stream: String? = nil, expecting expected: ExpectedVersion = .any,
        data: [String: JSONValue]? = nil, postings: [EntryPosting] = []
    ) -> NewEvent {
        let id = id()
        return NewEvent(
            id: id, stream: stream ?? "note/\(id.canonicalText)", expectedVersion: expected, type: type, v: 1,
            effectiveOn: date(), actor: "tester@\(Int.random(in: 1...99, using: &generator))",
            data: data ?? ["note": .string(text()), "number": .integer(.random(in: -1000...1000, using: &generator))],
            postings: postings)
    }

    /// An event that moves minor units of a currency from one account to another.
    public mutating func move(
        _ amount: Int64, from source: String, to target: String, currency: String = "CNY", stream: String? = nil,
        expecting expected: ExpectedVersion = .any
    ) -> NewEvent {
        event(
            "MoneyMoved", stream: stream, expecting: expected,
            postings: Self.postings(amount, from: source, to: target, currency: currency))
    }

    /// Two legs that sum to zero.
    public static func postings(
        _ amount: Int64, from source: String, to target: String, currency: String = "CNY"
    ) -> [EntryPosting] {
        [
            EntryPosting(account: source, amount: -amount, currency: currency),
            EntryPosting(account: target, amount: amount, currency: currency),
        ]
    }

    /// An identifier that no other seed makes, save by an accident of 1 in 2⁷⁴.
    public mutating func id() -> UUID {
        var b: [UInt8] = []
        for _ in 0..<2 { withUnsafeBytes(of: generator.next().bigEndian) { b += $0 } }
        b[6] = b[6] & 0x0F | 0x80
        b[8] = b[8] & 0x3F | 0x80
        return UUID(
            uuid: (b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15])
        )
    }

    /// A day of the years 2010 to 2029.
    public mutating func date() -> CalendarDate {
        CalendarDate(daysSince1970: .random(in: 14_610..<21_915, using: &generator)) ?? .epoch
    }

    /// Up to twelve characters, of those that writers of JSON trip over.
    public mutating func text() -> String {
        let characters = [
            "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\u{1}", "\u{7F}", "é", "ß", "上", "海", "𠮷", "😀", "％",
        ]
        return (0..<Int.random(in: 0...12, using: &generator))
            .map { _ in characters.randomElement(using: &generator) ?? "" }.joined()
    }

    /// One of `choices`, which must not be empty.
    public mutating func choice<Choice>(of choices: [Choice]) -> Choice {
        choices[Int.random(in: choices.indices, using: &generator)]
    }
}
