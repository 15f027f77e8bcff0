import Estimates

/// The measured tables of docs/statistics.md.
struct CalibrationReport {
    private let options: CalibrationOptions
    private let short: GateGrid
    private let long: GateGrid
    private let others: OtherMeasurements

    /// Runs every simulation of the report.
    init(options: CalibrationOptions) {
        self.options = options
        short = GateGrid(gates: options.gates, seed: options.seed, maxProbes: 300)
        long = GateGrid(gates: options.gates, seed: options.seed &+ 1, maxProbes: 3_000)
        others = OtherMeasurements(options: options)
    }

    func markdown() -> String {
        precondition(
            short.firstObjectiveDecides && long.firstObjectiveDecides,
            "objectives missed only together with the first one never change the gate")
        return [
            """
            Written by `\(options.commandLine)` in a release build: \(options.gates) simulated
            gates per row, seed \(options.seed). Every objective asks for 95 % at a confidence of
            95 % and is judged after every probe; "good" is the true share of good requests. A
            verdict is false where the truth is on the other side of 95 % or exactly there.
            """,
            summary(),
            "**One hard objective, at most 300 probes.** Exact: computed over all paths.",
            single(),
            """
            **Three hard objectives, at most 300 probes.** "Together" are objectives missed by the
            same requests. Nested ones (a third of the misses are failed requests, which miss all
            three) and gates of which only one objective is ever missed were simulated too and gave
            the same verdicts after the same probes: the objective missed most decides.
            """,
            three(short),
            """
            **At most 3,000 probes.** The errors of a rule that is not always valid would go on
            growing here; these bounds hold for a budget without end.
            """,
            three(long, withSingle: true),
        ].joined(separator: "\n\n") + "\n\n" + others.markdown()
    }

    private func summary() -> String {
        func mean(_ arrangement: Arrangement, _ share: Double) -> String {
            MarkdownTable.decimal(
                short.meanProbes(arrangement, trueShare: share), digits: share == 0 ? 0 : 1)
        }
        let clean = ShareTest(share: short.limit).cleanProbesNeeded.map(String.init) ?? "no"
        return """
            | asked for | measured |
            | --- | --- |
            | false READY at most 5 %, in every row | \
            \(MarkdownTable.percent(short.worstFalseReady)) within 300 probes, \
            \(MarkdownTable.percent(long.worstFalseReady)) within 3,000 |
            | false NOT READY at most 5 %, in every row | \
            \(MarkdownTable.percent(short.worstFalseNotReady)) within 300 probes, \
            \(MarkdownTable.percent(long.worstFalseNotReady)) within 3,000 |
            | READY when all probes are clean | after \(clean) |
            | an endpoint that fails 20 % is refused | after \(mean(.single, 0.8)) probes on \
            average with one hard objective, \(mean(.identical, 0.8)) with three missed \
            together, \(mean(.independent, 0.8)) with three independent ones |
            | a dead endpoint is refused | after \(mean(.single, 0)), \
            \(mean(.identical, 0)) and \(mean(.independent, 0)) probes |
            """
    }

    private func single() -> String {
        var table = MarkdownTable(header: [
            "good", "READY", "exact", "NOT READY", "exact", "undecided", "mean", "p50", "p95",
        ])
        let test = ShareTest(share: short.limit)
        for cell in short.cells where cell.arrangement == .single {
            let exact = StoppingRecursion(trueShare: cell.trueShare, maxProbes: 300) {
                test.judged(successes: $0, trials: $1)
            }
            table.add(
                [
                    MarkdownTable.share(cell.trueShare),
                    MarkdownTable.percent(cell.outcomes.readyShare),
                    MarkdownTable.percent(exact.met),
                    MarkdownTable.percent(cell.outcomes.notReadyShare),
                    MarkdownTable.percent(exact.violated),
                    MarkdownTable.percent(cell.outcomes.undecidedShare),
                ] + cell.outcomes.lengthCells)
        }
        return table.text
    }

    private func three(_ grid: GateGrid, withSingle: Bool = false) -> String {
        var table = MarkdownTable(header: [
            "good", "objectives", "READY", "NOT READY", "undecided", "mean", "p50", "p95",
        ])
        var shown: [Arrangement] = [.identical, .independent]
        if withSingle { shown.insert(.single, at: 0) }
        for cell in grid.cells where shown.contains(cell.arrangement) {
            table.add(
                [MarkdownTable.share(cell.trueShare), cell.arrangement.title]
                    + cell.outcomes.verdictCells + cell.outcomes.lengthCells)
        }
        return table.text
    }
}
