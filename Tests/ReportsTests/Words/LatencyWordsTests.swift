import Estimates
import Readiness
import Testing

@testable import Reports

@Suite struct LatencyWordsTests {
    private let words = LatencyWords(.ttft)

    private func percentile(
        _ rank: Double, _ values: [Double]
    ) -> LatencySummary.Percentile {
        .init(
            rank: rank,
            value: OrderStatistic.percentile(sorted: values.sorted(), share: rank / 100))
    }

    private let hundred = (1...100).map { Double($0) / 1000 }

    @Test func `a percentile comes with its interval`() {
        #expect(words.text(percentile(50, hundred)) == "50.0 ms (40.0 to 61.0 ms)")
        #expect(words.text(percentile(95, hundred)) == "95.0 ms (90.0 to 100 ms)")
    }

    @Test func `a missing upper bound says how many values it needs`() {
        #expect(words.text(percentile(99, hundred)) == "≥ 97.0 ms, upper bound needs n ≥ 368")
        #expect(
            words.text(percentile(95, Array(hundred.prefix(30))))
                == "≥ 26.0 ms, upper bound needs n ≥ 72")
    }

    @Test func `too small a sample shows no number`() {
        #expect(words.text(percentile(50, [0.1, 0.2, 0.3])) == "no bounds below n = 6")
    }

    @Test func `failed requests are slower than any number`() {
        let half = hundred.prefix(50) + Array(repeating: Double.infinity, count: 50)
        #expect(words.text(percentile(95, Array(half))) == "a failed request")
        #expect(words.text(percentile(50, Array(half))).hasSuffix("; failed requests lie above)"))
        let few = hundred.prefix(96) + Array(repeating: Double.infinity, count: 4)
        #expect(words.text(percentile(99, Array(few))) == "a failed request")
        let some = hundred.prefix(94) + Array(repeating: Double.infinity, count: 6)
        #expect(words.text(percentile(95, Array(some))) == "a failed request (≥ 90.0 ms)")
    }

    @Test func `a standstill is a failed request`() {
        let speed = LatencyWords(.throughput)
        let values = Array(repeating: 0.0, count: 60) + (1...40).map(Double.init)
        #expect(speed.text(percentile(50, values)) == "a failed request (≤ 1.00 tok/s)")
    }

    @Test func `a resampled interval without an end says so`() {
        let estimate = Estimate(
            point: 0.033, lower: 0.0249, upper: .infinity, count: 7, confidence: 0.95,
            method: .clusterBootstrap)
        #expect(
            words.text(.init(rank: 99, value: estimate)) == "33.0 ms (≥ 24.9 ms; no upper bound)")
    }

    @Test func `no words hold a number alone`() {
        for count in [0, 1, 2, 5, 7, 30, 72, 100, 400] {
            let values = (0..<count).map { Double($0 + 1) / 1000 }
            for rank in [1.0, 5, 50, 90, 95, 99, 99.9] {
                let text = words.text(percentile(rank, values))
                let hasBounds =
                    text.contains("(") || text.contains("≥") || text.contains("≤")
                    || text.hasPrefix("no ")
                #expect(hasBounds || text == "not observed", "p\(rank) of \(count): \(text)")
            }
        }
    }

    @Test func `every method has words`() {
        #expect(Estimate.Method.allCases.allSatisfy { !LatencyWords.method($0).isEmpty })
    }
}
