import Estimates
package import Readiness

/// What a sweep found at one endpoint.
package struct EndpointSweep: Sendable {
    /// Why a sweep of an endpoint ended before its levels did.
    package enum Break: Sendable, Equatable {
        /// The endpoint does not answer any more, or never did; what its requests said.
        case died(String)
        /// Somebody ended the run.
        case interrupted
    }

    /// The name in tables and plots.
    package var name: String

    /// What answered.
    package var target: TargetIdentity

    /// What is required.
    package var objectives: [Objective]

    /// The levels that were run, from low to high.
    package private(set) var levels: [SweepLevel] = []

    /// Why it ended early; `nil` when it did not.
    package var ending: Break?

    /// The figures of the lowest level run first, which the others are compared with.
    private var base: SaturationJudge?

    /// Creates a sweep without a level.
    ///
    /// - Parameters:
    ///   - name: The name in tables and plots.
    ///   - target: What answered.
    ///   - objectives: What is required.
    package init(name: String, target: TargetIdentity, objectives: [Objective]) {
        self.name = name
        self.target = target
        self.objectives = objectives
    }

    /// Takes a level and says what it ran into.
    ///
    /// - Parameter level: The level, judged.
    /// - Returns: The level with its bottleneck.
    @discardableResult
    package mutating func add(_ level: SweepLevel) -> SweepLevel {
        var level = level
        let judge = base ?? SaturationJudge(base: level.figures)
        if base == nil { base = judge }
        level.saturation =
            level.isClientBound
            ? Saturation(.client, .client, "firstlight was the bottleneck: \(level.reason)")
            : judge.judge(level.figures)
        levels.append(level)
        levels.sort { $0.level < $1.level }
        return level
    }

    /// Changes every level, such as to make its texts printable; the order stays.
    ///
    /// - Parameter body: The change; it leaves the load as it is.
    package mutating func change(_ body: (inout SweepLevel) -> Void) {
        for index in levels.indices { body(&levels[index]) }
    }

    // MARK: - The answer

    /// The highest load that is shown to meet every objective.
    ///
    /// That is the last level before the first one that is not met; `nil` when the lowest is not. A
    /// level that is met above one that is not does not count: objectives held there by chance,
    /// or the endpoint changed while it was measured.
    package var highest: SweepLevel? { levels.prefix { $0.judgement == .met }.last }

    /// The lowest level that is not met; `nil` when all are.
    package var firstUnmet: SweepLevel? { levels.first { $0.judgement != .met } }

    /// The lowest level that is violated; `nil` when none is.
    package var firstViolated: SweepLevel? { levels.first { $0.judgement == .violated } }

    /// Levels that are neither met nor violated.
    package var undecided: [SweepLevel] { levels.filter { $0.judgement == .undecided } }

    /// READY when a highest load was found, NOT READY when the lowest level is violated or the
    /// endpoint died, else INCONCLUSIVE.
    package var verdict: Verdict {
        if case .died = ending { return .notReady }
        if highest != nil { return .ready }
        return levels.first?.judgement == .violated ? .notReady : .inconclusive
    }

    /// The level that shows what limits the endpoint: the first that is not met, else the highest.
    package var telling: SweepLevel? {
        levels.first { $0.judgement == .violated } ?? firstUnmet ?? levels.last
    }

    /// Where more load stops bringing more throughput.
    ///
    /// - Parameters:
    ///   - axis: What the levels are.
    ///   - confidence: The confidence of the interval.
    /// - Returns: The knee, or why there is none.
    package func knee(_ axis: SweepAxis, confidence: Double) -> Knee {
        Knee(of: levels, axis: axis, confidence: confidence)
    }

    // MARK: - What does not fit

    /// Levels that do not lie on a line that only rises.
    ///
    /// - Parameter axis: What the levels are.
    /// - Returns: A sentence each.
    package func irregularities(_ axis: SweepAxis) -> [String] {
        var notes: [String] = []
        if let unmet = firstUnmet {
            for level in levels where level.level > unmet.level && level.judgement == .met {
                notes.append(
                    "\(axis.text(level.level)) meets every objective although "
                        + "\(axis.text(unmet.level)) is not shown to (\(unmet.judgement.rawValue)); "
                        + "it does not count.")
            }
        }
        // Where nothing is answered any more there is no line to speak of.
        let answered = levels.filter { $0.report.counts.succeeded > 0 }
        for (below, above) in zip(answered, answered.dropFirst()) {
            if let low = below.percentile(95, of: .ttft),
                let high = above.percentile(95, of: .ttft),
                high.upper < low.lower
            {
                notes.append(
                    "TTFT p95 is clearly lower with \(axis.text(above.level)) than with "
                        + "\(axis.text(below.level)): the endpoint changed meanwhile, or was cold.")
            }
            if let low = below.report.requestRate, let high = above.report.requestRate,
                high.upper < low.lower
            {
                notes.append(
                    "Throughput falls from \(axis.text(below.level)) to \(axis.text(above.level)): "
                        + "more load costs what it should bring.")
            }
        }
        return notes
    }
}
