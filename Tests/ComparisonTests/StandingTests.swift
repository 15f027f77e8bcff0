import Comparison
import Estimates
import Readiness
import Testing

@Suite struct StandingTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var lower: Double
        var upper: Double
        var metric = ObjectiveMetric.ttft
        var standing: ComparisonStanding
        var testDescription: String { "\(metric) \(lower)...\(upper)" }
    }

    @Test(arguments: [
        Example(lower: 1.2, upper: 1.5, standing: .worse),
        Example(lower: 1.05, upper: 1.5, standing: .undecided),
        Example(lower: 0.95, upper: 1.05, standing: .same),
        Example(lower: 0.5, upper: 1.05, standing: .notWorse),
        Example(lower: 0.5, upper: 0.8, standing: .better),
        Example(lower: 0, upper: .infinity, standing: .undecided),
        Example(lower: 1.2, upper: 1.5, metric: .throughput, standing: .better),
        Example(lower: 0.95, upper: 1.5, metric: .throughput, standing: .notWorse),
        Example(lower: 0.5, upper: 1.05, metric: .throughput, standing: .undecided),
        Example(lower: 0.5, upper: 0.8, metric: .throughput, standing: .worse),
    ])
    func `an interval stands where it lies`(example: Example) {
        let interval = Estimate(
            point: (example.lower + example.upper) / 2, lower: example.lower,
            upper: example.upper, count: 10, confidence: 0.95, method: .recoveredVariance)
        let tolerance = Tolerance(metric: example.metric, share: 0.125)
        #expect(ComparisonStanding(interval, tolerance) == example.standing)
    }

    @Test func `the worst part speaks for the whole`() {
        #expect(ComparisonStanding.whole([.same, .better, .undecided, .worse]) == .worse)
        #expect(ComparisonStanding.whole([.same, .better, .undecided]) == .undecided)
        #expect(ComparisonStanding.whole([.same, .better, .notWorse]) == .better)
        #expect(ComparisonStanding.whole([.same, .notWorse]) == .notWorse)
        #expect(ComparisonStanding.whole([.same]) == .same)
        #expect(ComparisonStanding.whole([]) == .undecided)
    }
}
