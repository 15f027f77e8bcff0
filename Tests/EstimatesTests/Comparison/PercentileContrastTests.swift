import Estimates
import Testing

@Suite struct PercentileContrastTests {
    struct Setting: Sendable, CustomTestStringConvertible {
        var share: Double
        var candidates: Int
        var baselines: Int
        var step: Double
        var testDescription: String { "p\(share * 100), \(candidates) and \(baselines)" }
    }

    /// Skewed times (the exponential of a sum of uniforms), rounded so that many tie.
    private static func times(
        _ count: Int, step: Double, _ random: inout SplitMix64
    ) -> [Double] {
        (0..<count).map { _ in
            let sum = (0..<4).reduce(0.0) { sum, _ in sum + random.nextUniform() }
            return max(step, (LibraryMath.exp(sum - 2) / step).rounded() * step)
        }.sorted()
    }

    @Test(arguments: [
        Setting(share: 0.5, candidates: 40, baselines: 40, step: 0.05),
        Setting(share: 0.5, candidates: 25, baselines: 120, step: 0.2),
        Setting(share: 0.95, candidates: 100, baselines: 100, step: 0.05),
        Setting(share: 0.95, candidates: 90, baselines: 300, step: 0.2),
    ])
    func `equal distributions are told apart no more often than said`(setting: Setting) {
        var random = SplitMix64(seed: 8)
        var missed = 0
        for _ in 0..<1_000 {
            let found = PercentileContrast.independent(
                .ratio, candidate: Self.times(setting.candidates, step: setting.step, &random),
                baseline: Self.times(setting.baselines, step: setting.step, &random),
                share: setting.share, confidence: 0.95)
            if found.lower > 1 || found.upper < 1 { missed += 1 }
        }
        // At most 5 % of 1,000, and 2.33 standard errors.
        #expect(missed <= 66, "\(missed) of 1000")
        print("share \(setting.share): \(missed) of 1000 missed")
    }

    @Test func `gaps of whole requests are told apart no more often than said`() {
        var random = SplitMix64(seed: 9)
        var missed = 0
        func clusters(_ count: Int) -> [[Double]] {
            (0..<count).map { _ in
                let level = 0.5 + random.nextUniform()
                return (0..<12).map { _ in level * (0.8 + 0.4 * random.nextUniform()) }
            }
        }
        for round in 0..<300 {
            let found = PercentileContrast.clustered(
                .ratio, candidate: clusters(40), baseline: clusters(60), share: 0.5,
                confidence: 0.95, seed: UInt64(round))
            if found.lower > 1 || found.upper < 1 { missed += 1 }
        }
        #expect(missed <= 24, "\(missed) of 300")
    }

    @Test func `a fifth more is seen among hundreds`() {
        var random = SplitMix64(seed: 10)
        var seen = 0
        for _ in 0..<200 {
            let slower = Self.times(200, step: 0.01, &random).map { $0 * 1.2 }
            let found = PercentileContrast.independent(
                .ratio, candidate: slower, baseline: Self.times(200, step: 0.01, &random),
                share: 0.5, confidence: 0.95)
            if found.lower > 1 { seen += 1 }
        }
        #expect(seen >= 120, "\(seen) of 200")
        print("power: \(seen) of 200")
    }
}
