import Assistance
import Testing

@Suite("Numbers of chance from a seed")
struct SeededRandomTests {
    @Test("are those that the authors of the generator have")
    func knownAnswers() {
        var random = SeededRandom(seed: 1_234_567)
        // The test vector of Vigna's splitmix64.c, which is the generator of the paper.
        let known: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        #expect(known.map { _ in random.next() } == known)
    }

    @Test("below a bound stay below it, and prefer none even where the bound is close to all there is")
    func below() {
        // The high half of a product alone would take every third number of these twice as often as the others.
        let bound: UInt64 = 3 << 62
        var random = SeededRandom(seed: 20_150_409)
        var counts = [0, 0, 0]
        for _ in 0..<30_000 {
            let number = random.below(bound)
            #expect(number < bound)
            counts[Int(number % 3)] += 1
        }
        // Five standard deviations of 10,000 ± 82.
        #expect(counts.allSatisfy { abs($0 - 10_000) < 410 }, "\(counts)")
        #expect((0..<1_000).allSatisfy { _ in random.below(1) == 0 })
    }
}
