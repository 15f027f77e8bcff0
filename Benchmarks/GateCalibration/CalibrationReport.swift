import Estimates

/// The measured tables of docs/statistics.md.
struct CalibrationReport {
    var options: CalibrationOptions

    private static let trueShares = [0.80, 0.90, 0.95, 0.97, 0.99, 0.999]

    func markdown() -> String {
        [
            """
            Written by `\(options.commandLine)` (release build): \(options.gates) simulated gates per
            row, seed \(options.seed). All objectives ask for 95 % at a confidence of 95 %, and every
            gate judges after every probe. The share of good requests is that of the first objective.
            A verdict is false where the share is on the other side of 95 % or exactly there.
            """,
            "**One hard objective, at most 300 probes** (exact: computed over all paths)",
            single(),
            "**Three hard objectives, at most 300 probes**",
            arrangements(maxProbes: 300),
            "**At most 3,000 probes**, where the errors of an invalid rule would go on growing",
            arrangements(maxProbes: 3_000, including: .single),
            "**Other rules for one objective, at most 300 probes**",
            comparison(),
            "**Other shares, one hard objective, true share at the limit, 3,000 probes** (exact)",
            otherShares(),
            """
            **Gaps in requests**: p99, requests of at most \(GapSimulation.gapCap) gaps, at most 1,000
            requests. The last column shows what taking every gap for an independent probe would do.
            """,
            gaps(),
            """
            **Intervals shown for gap percentiles**: requests of 50 gaps with an intra-class
            correlation of one half, 500 draws, \(bootstrapRuns) samples per row
            """,
            bootstrap(),
        ].joined(separator: "\n\n")
    }

    private func single() -> String {
        var table = MarkdownTable(header: [
            "good", "READY", "exact", "NOT READY", "exact", "undecided", "mean", "p50", "p95",
        ])
        let simulation = GateSimulation(
            gates: options.gates, seed: options.seed, maxProbes: 300)
        let test = ShareTest(share: 0.95)
        for share in Self.trueShares {
            let outcomes = simulation.run(.single, trueShare: share)
            let exact = StoppingRecursion(trueShare: share, maxProbes: 300) {
                test.judged(successes: $0, trials: $1)
            }
            table.add(
                [
                    goodShare(share),
                    MarkdownTable.percent(outcomes.readyShare), MarkdownTable.percent(exact.met),
                    MarkdownTable.percent(outcomes.notReadyShare),
                    MarkdownTable.percent(exact.violated),
                    MarkdownTable.percent(outcomes.undecidedShare),
                ] + lengths(outcomes))
        }
        return table.text
    }

    private func arrangements(maxProbes: Int, including extra: Arrangement? = nil) -> String {
        var table = MarkdownTable(header: [
            "good", "objectives", "READY", "NOT READY", "undecided", "mean", "p50", "p95",
        ])
        let simulation = GateSimulation(
            gates: options.gates, seed: options.seed &+ 1, maxProbes: maxProbes)
        for share in Self.trueShares {
            for arrangement in Arrangement.allCases
            where arrangement != .single || arrangement == extra {
                let outcomes = simulation.run(arrangement, trueShare: share)
                table.add(
                    [
                        goodShare(share), arrangement.title,
                        MarkdownTable.percent(outcomes.readyShare),
                        MarkdownTable.percent(outcomes.notReadyShare),
                        MarkdownTable.percent(outcomes.undecidedShare),
                    ] + lengths(outcomes))
            }
        }
        return table.text
    }

    private func comparison() -> String {
        var table = MarkdownTable(header: [
            "good", "rule", "READY", "NOT READY", "undecided", "mean", "p50", "p95",
        ])
        let simulation = GateSimulation(
            gates: options.gates, seed: options.seed &+ 2, maxProbes: 300)
        let classic = ThresholdRule(minProbes: 5, passRate: 0.95)
        for share in Self.trueShares {
            let passes = classic.passProbability(trueShare: share, trials: 5)
            table.add([
                goodShare(share), "five probes, pass rate 95 %", MarkdownTable.percent(passes),
                MarkdownTable.percent(1 - passes), "0.0 %", "5", "5", "5",
            ])
            for bad in [0.95, 0.90] {
                let outcomes = simulation.runRatioTest(
                    goodShare: 0.99, badShare: bad, trueShare: share)
                table.add(
                    [
                        goodShare(share),
                        "SPRT 0.99 / \(MarkdownTable.decimal(bad, digits: 2))",
                        MarkdownTable.percent(outcomes.readyShare),
                        MarkdownTable.percent(outcomes.notReadyShare),
                        MarkdownTable.percent(outcomes.undecidedShare),
                    ] + lengths(outcomes))
            }
        }
        return table.text
    }

    private func otherShares() -> String {
        var table = MarkdownTable(header: [
            "share", "clean probes", "false READY", "false NOT READY",
            "mean probes to refuse at five times the allowed failures",
        ])
        for share in [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999] {
            let test = ShareTest(share: share)
            let judge = { test.judged(successes: $0, trials: $1) }
            let atLimit = StoppingRecursion(trueShare: share, maxProbes: 3_000, judge: judge)
            let failing = max(0, 1 - 5 * (1 - share))
            let refused = StoppingRecursion(trueShare: failing, maxProbes: 3_000, judge: judge)
            table.add([
                MarkdownTable.decimal(share, digits: 3),
                test.cleanProbesNeeded.map(String.init) ?? "never",
                MarkdownTable.percent(atLimit.met), MarkdownTable.percent(atLimit.violated),
                MarkdownTable.decimal(refused.meanProbes, digits: 1),
            ])
        }
        return table.text
    }

    private func gaps() -> String {
        var table = MarkdownTable(header: [
            "gaps within", "gaps of a request", "met", "violated", "undecided", "mean", "p50",
            "p95", "met if pooled",
        ])
        let simulation = GapSimulation(
            gates: max(options.gates / 5, 100), seed: options.seed &+ 3, share: 0.99,
            maxRequests: 1_000)
        for share in [0.95, 0.99, 0.999] {
            for kind in GapSimulation.Kind.allCases {
                let (outcomes, pooled) = simulation.run(kind, trueShare: share)
                table.add(
                    [
                        goodShare(share), kind.title, MarkdownTable.percent(outcomes.readyShare),
                        MarkdownTable.percent(outcomes.notReadyShare),
                        MarkdownTable.percent(outcomes.undecidedShare),
                    ] + lengths(outcomes) + [MarkdownTable.percent(pooled)])
            }
        }
        return table.text
    }

    private var bootstrapRuns: Int { max(options.gates / 20, 100) }

    private func bootstrap() -> String {
        var table = MarkdownTable(header: [
            "percentile", "requests", "interval holds the truth", "no upper bound",
        ])
        for share in [0.5, 0.95, 0.99] {
            for requests in [20, 50, 300] {
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

    private func goodShare(_ share: Double) -> String {
        MarkdownTable.decimal(share * 100, digits: share == 0.999 ? 1 : 0) + " %"
    }

    private func lengths(_ outcomes: GateOutcomes) -> [String] {
        [
            MarkdownTable.decimal(outcomes.meanProbes, digits: 1),
            String(outcomes.probes(share: 0.5)), String(outcomes.probes(share: 0.95)),
        ]
    }
}
