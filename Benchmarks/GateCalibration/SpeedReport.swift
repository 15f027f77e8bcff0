import Estimates
import MarkedPages

/// How long the calls take that a gate makes after every probe, and the display at its end.
struct SpeedReport {
    var seed: UInt64

    func text() -> String {
        """
        Speed on this machine, now:
        ShareTest.record: \(shareTest()) ns
        JointRefusal.judge, with three capitals to compute: \(jointRefusal()) ns
        GapShareTest.record: \(gapShareTest()) ns
        ClusterBootstrap, 300 requests of 100 gaps, \(BootstrapCoverage.resamples) draws: \(bootstrap()) ms
        GapShareTest.estimate after 300 different requests: \(gapEstimate()) ms
        LatencyHistogram.record: \(histogram()) ns
        """
    }

    private func nanoseconds(_ duration: Duration, per count: Int) -> String {
        let seconds =
            Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
        return MarkdownTable.decimal(seconds * 1e9 / Double(count), digits: 0)
    }

    private func shareTest() -> String {
        var random = SplitMix64(seed: seed)
        let outcomes = (0..<300).map { _ in random.nextUniform() < 0.97 }
        var met = 0
        let duration = ContinuousClock().measure {
            for _ in 0..<1_000 {
                var test = ShareTest(share: 0.95, hardObjectives: 3)
                for good in outcomes { test.record(good) }
                if test.judgement == .met { met += 1 }
            }
        }
        precondition(met == 0 || met == 1_000, "equal probes decide equally")
        return nanoseconds(duration, per: 300_000)
    }

    private func jointRefusal() -> String {
        var test = ShareTest(share: 0.95, hardObjectives: 3)
        for probe in 0..<150 { test.record(probe % 30 > 0) }
        let tests = [test, test, test]
        let rule = JointRefusal(alpha: test.acceptingAlpha)
        var refused = 0
        let duration = ContinuousClock().measure {
            for _ in 0..<100_000 {
                let result = rule.judge(logCapitals: tests.map(\.refusingLogCapital))
                if result.refusesAny { refused += 1 }
            }
        }
        precondition(refused == 0, "145 of 150 are enough for 95 %")
        return nanoseconds(duration, per: 100_000)
    }

    private func gapShareTest() -> String {
        var test = GapShareTest(share: 0.99, gapCap: 100)
        let duration = ContinuousClock().measure {
            for request in 0..<10_000 { test.record(within: 95 + request % 6, of: 100) }
        }
        precondition(test.requests == 10_000, "every request was recorded")
        return nanoseconds(duration, per: 10_000)
    }

    private func bootstrap() -> String {
        var random = SplitMix64(seed: seed)
        let clusters = (0..<300).map { _ in (0..<100).map { _ in random.nextUniform() } }
        let duration = ContinuousClock().measure {
            for share in [0.5, 0.9, 0.95, 0.99] {
                let estimate = ClusterBootstrap.percentile(
                    clusters: clusters, share: share, resamples: BootstrapCoverage.resamples,
                    using: &random)
                precondition(estimate.count == 300, "every request takes part")
            }
        }
        return nanoseconds(duration, per: 4_000_000)
    }

    private func gapEstimate() -> String {
        var test = GapShareTest(share: 0.99, gapCap: 400)
        for request in 0..<300 { test.record(within: request / 2 + 100, of: request + 100) }
        let duration = ContinuousClock().measure {
            for _ in 0..<10 { precondition(test.estimate.count == 300, "every request counts") }
        }
        return nanoseconds(duration, per: 10_000_000)
    }

    private func histogram() -> String {
        var random = SplitMix64(seed: seed)
        let times = (0..<1_000).map { _ in Duration.seconds(random.nextUniform() * 10) }
        var histogram = LatencyHistogram()
        let duration = ContinuousClock().measure {
            for _ in 0..<1_000 {
                for time in times { histogram.record(time) }
            }
        }
        precondition(histogram.count == 1_000_000, "every time was recorded")
        return nanoseconds(duration, per: 1_000_000)
    }
}
