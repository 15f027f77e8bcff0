import Estimates
import Signals
import Testing

@Suite struct SignalRangesTests {
    private func estimate(_ lower: Double, _ upper: Double) -> Estimate {
        Estimate(
            point: (lower + upper) / 2, lower: lower, upper: upper, count: 9, confidence: 1,
            provenance: .serverBucket, method: .histogramBucket)
    }

    @Test func `a limit is passed only by the whole interval`() throws {
        let ranges = try #require(Signal.timeToFirstToken.definition.ranges)
        #expect(ranges.grade(of: estimate(0.25, 0.5)) == .healthy)
        #expect(ranges.grade(of: estimate(0.75, 1.5)) == .unknown)
        #expect(ranges.grade(of: estimate(1.1, 2)) == .warning)
        #expect(ranges.grade(of: estimate(1.1, 2.5)) == .unknown)
        #expect(ranges.grade(of: estimate(2.5, 5)) == .critical)
        // A bucket does not hold its lower bound, so all of it lies beyond; it holds its upper one.
        #expect(ranges.grade(of: estimate(2, 4)) == .critical)
        #expect(ranges.grade(of: estimate(0.5, 1)) == .healthy)
        #expect(
            ranges.grade(of: .unknown(provenance: .serverBucket, method: .histogramBucket))
                == .unknown)
    }

    @Test func `a range may have two sides`() throws {
        let ranges = try #require(Signal.gpuUtilization.definition.ranges)
        #expect(ranges.grade(of: .exact(0.5)) == .healthy)
        #expect(ranges.grade(of: .exact(0.1)) == .warning)
        #expect(ranges.grade(of: .exact(0.99)) == .warning)
        #expect(!ranges.judges)
    }

    @Test func `nothing of the machine judges, and every range has a source`() {
        let machine = Dialect.machine.flatMap(\.sources.keys)
        for signal in Signal.allCases {
            let definition = signal.definition
            #expect(definition.meaning.hasSuffix("."))
            guard let ranges = definition.ranges else { continue }
            #expect(ranges.source.hasSuffix("."))
            #expect(!(ranges.judges && machine.contains(signal)), "\(signal)")
            #expect(definition.kind.statistics.contains { "\($0)" == "\(ranges.statistic)" })
        }
    }
}
