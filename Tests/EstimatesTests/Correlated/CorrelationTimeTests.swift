import Estimates
import Testing

@Suite struct CorrelationTimeTests {
    /// A series in which each value keeps a share of the one before it.
    private func autoregressive(_ share: Double, count: Int, seed: UInt64) -> [Double] {
        var generator = SplitMix64(seed: seed)
        var value = 0.0
        return (0..<count).map { _ in
            // The sum of twelve uniform values is about normal.
            let noise = (0..<12).reduce(-6.0) { sum, _ in sum + generator.nextUniform() }
            value = share * value + noise
            return value
        }
    }

    @Test func `independent values tell one each`() {
        let times = (1...40).map {
            CorrelationTime.integrated(autoregressive(0, count: 200, seed: UInt64($0)))
        }
        let mean = times.reduce(0, +) / 40
        #expect(mean < 1.15, "mean \(mean)")
        #expect(times.allSatisfy { $0 >= 1 })
    }

    @Test(arguments: [0.5, 0.8]) func `an autoregressive series has the time of its theory`(
        share: Double
    ) {
        // 1 + 2 (phi + phi^2 + ...) = (1 + phi) / (1 - phi).
        let theory = (1 + share) / (1 - share)
        let times = (1...40).map {
            CorrelationTime.integrated(autoregressive(share, count: 2000, seed: UInt64($0)))
        }
        let mean = times.reduce(0, +) / 40
        #expect(abs(mean / theory - 1) < 0.2, "mean \(mean), theory \(theory)")
    }

    @Test func `a series that alternates is worth no more than its values`() {
        #expect(CorrelationTime.integrated((0..<100).map { Double($0 % 2) }) == 1)
    }

    @Test func `a drift is worth a few values however long it is`() {
        let drift = (0..<400).map(Double.init)
        #expect(CorrelationTime.integrated(drift) > 50)
    }

    @Test func `failed requests in a row hang together`() {
        var values = (0..<200).map { Double($0 * 7919 % 200) }
        let alone = CorrelationTime.integrated(values)
        for index in 60..<100 { values[index] = .infinity }
        #expect(CorrelationTime.integrated(values) > 5 * alone)
    }

    @Test func `an order that repeats every round does not count as a correlation`() {
        var generator = SplitMix64(seed: 9)
        let values = (0..<320).map { Double($0 % 16) + 0.5 * generator.nextUniform() }
        #expect(CorrelationTime.integrated(values) > 2.5)
        #expect(CorrelationTime.integrated(values, round: 16) < 2)
    }

    @Test func `few values and equal ones show nothing`() {
        #expect(CorrelationTime.integrated([1, 2, 3]) == 1)
        #expect(CorrelationTime.integrated(Array(repeating: 4, count: 50)) == 1)
    }
}
