import Estimates
import Testing

@Suite struct SplitMix64Tests {
    // The first outputs of the reference implementation in C (prng.di.unimi.it/splitmix64.c).
    @Test func `the sequence is the published one`() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(random.next() == 9_817_491_932_198_370_423)
    }

    @Test func `uniform values fill the unit interval evenly`() {
        var random = SplitMix64(seed: 5)
        var sum = 0.0
        var squares = 0.0
        let count = 20_000
        for _ in 0..<count {
            let value = random.nextUniform()
            #expect(value >= 0 && value < 1)
            sum += value
            squares += value * value
        }
        let mean = sum / Double(count)
        // Standard errors: 0.0020 for the mean and 0.0021 for the second moment.
        #expect(abs(mean - 1.0 / 2) < 0.01)
        #expect(abs(squares / Double(count) - 1.0 / 3) < 0.011)
    }
}
