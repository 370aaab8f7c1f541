import PairLedgerTesting

/// Files made of sound ones by small changes, for some seconds.
struct Fuzz {
    /// To be printed, so that what was found can be found again.
    let seed = UInt64.random(in: 0...(.max))
    private var generator: SplitMix64
    private let tokens: [String]
    private let end: ContinuousClock.Instant

    /// - Parameter tokens: what has a meaning in the format, and is put anywhere.
    init(tokens: [String], seconds: Int = 4) {
        generator = SplitMix64(seed: seed)
        self.tokens = tokens
        end = ContinuousClock.now + .seconds(seconds)
    }

    /// A sound file, drawn by chance; nil when the time is over.
    mutating func next<Sound>(of corpus: [Sound]) -> Sound? {
        ContinuousClock.now < end ? corpus.randomElement(using: &generator) : nil
    }

    /// Up to three changes: a byte, a token put in, a piece taken out or copied, a digit.
    mutating func changed(_ sound: [UInt8]) -> [UInt8] {
        var bytes = sound
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.insert(contentsOf: Array((tokens.randomElement(using: &generator) ?? "").utf8), at: place)
            case 2: bytes.removeSubrange(piece(of: bytes, from: place, most: 40))
            case 3:
                let copied = Array(bytes[piece(of: bytes, from: place, most: 200)])
                bytes.insert(contentsOf: copied, at: Int.random(in: 0..<bytes.count, using: &generator))
            default:
                if (0x30...0x39).contains(bytes[place]) {
                    bytes[place] = UInt8.random(in: 0x30...0x39, using: &generator)
                }
            }
            if bytes.isEmpty { bytes = Array(sound.prefix(1)) }
        }
        return bytes
    }

    private mutating func piece(of bytes: [UInt8], from place: Int, most: Int) -> Range<Int> {
        place..<min(bytes.count, place + Int.random(in: 1...most, using: &generator))
    }
}
