import Estimates
import MarkedPages

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
            short.later == 0 && long.later == 0,
            "the joint rule is never later than the divided probability")
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
            same requests; of nested ones a third of the misses are failed requests, which miss all
            three, and the others miss the first only. "Unnamed" are the gates refused at a probe
            at which no single objective could be called violated. The last two columns are the
            same probes with the error probability divided among the objectives. In none of the
            gates of this table and the next was that earlier.
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
        func mean(
            _ arrangement: Arrangement, _ share: Double,
            of rule: KeyPath<GateGrid.Cell, GateOutcomes> = \.outcomes
        ) -> String {
            guard let cell = short.cell(arrangement, trueShare: share) else { return "no" }
            return MarkdownTable.decimal(
                cell[keyPath: rule].meanProbes, digits: share == 0 ? 0 : 1)
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
            together, \(mean(.independent, 0.8)) with three independent ones, \
            \(mean(.lone, 0.8)) with three of which one is missed |
            | and with the error probability divided among the three | \
            \(mean(.identical, 0.8, of: \.divided)) together, \
            \(mean(.independent, 0.8, of: \.divided)) independent, \
            \(mean(.lone, 0.8, of: \.divided)) one missed |
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
            "good", "objectives", "READY", "NOT READY", "unnamed", "undecided", "mean", "p50",
            "p95", "divided: NOT READY", "divided: mean",
        ])
        for cell in grid.cells where withSingle || cell.arrangement != .single {
            let unnamed = Double(cell.unnamed) / Double(options.gates)
            table.add(
                [
                    MarkdownTable.share(cell.trueShare), cell.arrangement.title,
                    MarkdownTable.percent(cell.outcomes.readyShare),
                    MarkdownTable.percent(cell.outcomes.notReadyShare),
                    MarkdownTable.percent(unnamed),
                    MarkdownTable.percent(cell.outcomes.undecidedShare),
                ] + cell.outcomes.lengthCells + [
                    MarkdownTable.percent(cell.divided.notReadyShare),
                    MarkdownTable.decimal(cell.divided.meanProbes, digits: 1),
                ])
        }
        return table.text
    }
}
