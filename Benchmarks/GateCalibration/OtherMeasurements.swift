import Estimates
import MarkedPages

/// The tables beside the gate's own: other rules, other shares, gaps and bootstrap intervals.
struct OtherMeasurements {
    var options: CalibrationOptions

    func markdown() -> String {
        [
            """
            **Other rules for one objective, at most 300 probes.** The exact interval is meant for a
            number of probes fixed beforehand; here it is looked at from the fifth probe on.
            """,
            comparison(),
            """
            **Other shares**, one hard objective, 3,000 probes, computed exactly with the truth at
            the limit; the last column is the mean number of probes until an endpoint that fails
            five times what is allowed is refused.
            """,
            otherShares(),
            """
            **Gaps in requests**: p99 of requests of at most \(GapSimulation.gapCap) gaps, at most
            1,000 requests, \(gapRuns) runs per row. The last column shows how often the pooled gaps
            would be called met if each were an independent probe.
            """,
            gaps(),
            """
            **Intervals shown for gap percentiles**: requests of 50 gaps with an intra-class
            correlation of one half, \(BootstrapCoverage.resamples) draws, \(bootstrapRuns) samples per row.
            """,
            bootstrap(),
        ].joined(separator: "\n\n")
    }

    // MARK: - Other rules

    private func comparison() -> String {
        var table = MarkdownTable(header: [
            "good", "rule", "READY", "NOT READY", "undecided", "mean", "p50", "p95",
        ])
        let simulation = GateSimulation(
            gates: options.gates, seed: options.seed &+ 2, maxProbes: 300)
        for share in GateGrid.trueShares where share > 0 {
            table.add(classic(share))
            table.add(peeking(share))
            for bad in [0.95, 0.90] {
                let outcomes = simulation.runRatioTest(
                    goodShare: 0.99, badShare: bad, trueShare: share)
                let title = "SPRT 0.99 / \(MarkdownTable.decimal(bad, digits: 2))"
                table.add(
                    [MarkdownTable.share(share), title] + outcomes.verdictCells
                        + outcomes.lengthCells)
            }
        }
        return table.text
    }

    private func classic(_ share: Double) -> [String] {
        let passes = ThresholdRule(minProbes: 5, passRate: 0.95)
            .passProbability(trueShare: share, trials: 5)
        return [
            MarkdownTable.share(share), "five probes, pass rate 95 %",
            MarkdownTable.percent(passes), MarkdownTable.percent(1 - passes),
            MarkdownTable.percent(0), "5.0", "5", "5",
        ]
    }

    private func peeking(_ share: Double) -> [String] {
        let exact = StoppingRecursion(trueShare: share, maxProbes: 300) { successes, trials in
            guard trials >= 5 else { return .undecided }
            let lower = BinomialInterval.clopperPearson(
                successes: successes, trials: trials, sidedness: .lowerBound)
            if lower.lower >= 0.95 { return .met }
            let upper = BinomialInterval.clopperPearson(
                successes: successes, trials: trials, sidedness: .upperBound)
            return upper.upper < 0.95 ? .violated : .undecided
        }
        func probes(_ share: Double) -> String {
            String(exact.probesToDecision(share: share) ?? 300)
        }
        return [
            MarkdownTable.share(share), "exact interval, looked at after every probe",
            MarkdownTable.percent(exact.met), MarkdownTable.percent(exact.violated),
            MarkdownTable.percent(exact.undecided),
            MarkdownTable.decimal(exact.meanProbes, digits: 1), probes(0.5), probes(0.95),
        ]
    }

    // MARK: - Other shares

    private func otherShares() -> String {
        var table = MarkdownTable(header: [
            "share", "clean probes", "false READY", "false NOT READY", "refused after",
        ])
        for share in [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995] {
            let test = ShareTest(share: share)
            let judge = { test.judged(successes: $0, trials: $1) }
            let atLimit = StoppingRecursion(trueShare: share, maxProbes: 3_000, judge: judge)
            let failing = max(0, 1 - 5 * (1 - share))
            let refused = StoppingRecursion(trueShare: failing, maxProbes: 3_000, judge: judge)
            table.add([
                MarkdownTable.decimal(share * 100, digits: 1) + " %",
                test.cleanProbesNeeded.map(String.init) ?? "never",
                MarkdownTable.percent(atLimit.met), MarkdownTable.percent(atLimit.violated),
                MarkdownTable.decimal(refused.meanProbes, digits: 1),
            ])
        }
        return table.text
    }

    // MARK: - Gaps

    private var gapRuns: Int { max(options.gates / 5, 100) }

    private func gaps() -> String {
        var table = MarkdownTable(header: [
            "within", "gaps of a request", "met", "violated", "undecided", "mean", "p50", "p95",
            "met if pooled",
        ])
        let simulation = GapSimulation(
            gates: gapRuns, seed: options.seed &+ 3, share: 0.99, maxRequests: 1_000)
        for share in [0.95, 0.99, 0.999] {
            for kind in GapSimulation.Kind.allCases {
                let (outcomes, pooled) = simulation.run(kind, trueShare: share)
                table.add(
                    [MarkdownTable.share(share), kind.title] + outcomes.verdictCells
                        + outcomes.lengthCells + [MarkdownTable.percent(pooled)])
            }
        }
        return table.text
    }

    private var bootstrapRuns: Int { max(options.gates / 10, 100) }

    private func bootstrap() -> String {
        var table = MarkdownTable(header: [
            "percentile", "requests", "interval holds the truth", "no upper bound",
        ])
        for share in [0.5, 0.95, 0.99] {
            for requests in [10, 20, 50, 300] {
                let coverage = BootstrapCoverage(
                    runs: bootstrapRuns, seed: options.seed &+ 4, requests: requests, share: share
                ).measure()
                table.add([
                    "p" + MarkdownTable.decimal(share * 100, digits: 0), String(requests),
                    MarkdownTable.percent(coverage.held),
                    MarkdownTable.percent(coverage.unbounded),
                ])
            }
        }
        return table.text
    }
}
