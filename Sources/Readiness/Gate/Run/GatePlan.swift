import Estimates

/// What evidence each objective needs, computed before the first probe.
package struct GatePlan: Sendable, Equatable {
    /// The need of one objective.
    package struct Need: Sendable, Equatable {
        /// The objective.
        package var objective: Objective
        /// Hard or soft.
        package var severity: ObjectiveResult.Severity
        /// Clean probes that meet it; `nil` when it is on the server's signals or when no number
        /// of probes can show it.
        ///
        /// For gaps it is the number of answers as long as the token limit allows; shorter ones
        /// take more.
        package var cleanProbes: Int?
        /// Whether the budget of probes suffices.
        package var isWithinBudget: Bool
    }

    /// One need for each objective, hard ones first.
    package var needs: [Need]

    /// The most probes that the gate may make, by their number and by its pace.
    package var probesMax: Int

    /// Whether the pace, rather than the number, limits the probes.
    private let isLimitedByPace: Bool

    /// Plans a gate.
    ///
    /// - Parameter profile: What to require and what to spend.
    package init(_ profile: Profile) {
        let evidence = GateEvidence(
            gate: profile.gate, objectives: profile.objectives, warnings: profile.warnings,
            maxTokens: profile.workload.maxTokens)
        let paced = Self.probes(pacedBy: profile)
        let most = min(profile.gate.maxProbes, paced ?? .max)
        isLimitedByPace = paced.map { $0 < profile.gate.maxProbes } ?? false
        probesMax = most
        let isSequential = profile.gate.decision == .sequential
        needs = evidence.meters.map { meter in
            let needed = meter.furtherCleanProbes
            let suffices =
                (meter.isServerSide && needed == nil) || !isSequential
                || (needed.map { $0 <= most } ?? false)
            return Need(
                objective: meter.objective, severity: meter.severity, cleanProbes: needed,
                isWithinBudget: suffices)
        }
    }

    /// The probes that an interval leaves room for; `nil` without one.
    private static func probes(pacedBy profile: Profile) -> Int? {
        guard let interval = profile.gate.interval else { return nil }
        let rounds = Profile.rounds(every: interval, during: profile.gate.maxDuration)
        let product = rounds.multipliedReportingOverflow(by: profile.workload.concurrency)
        return product.overflow ? .max : product.partialValue
    }

    private func flag(_ flag: ProfileOverrides.Flag) -> String { flag.rawValue }

    /// What to say about objectives that the budget cannot decide in favour of the endpoint, each
    /// a sentence; empty when all is well.
    package var warnings: [String] {
        needs.filter { !$0.isWithinBudget }.map { need in
            guard let needed = need.cleanProbes else {
                return "\(need.objective) can be refuted but never shown: no number of probes "
                    + "proves a share of 100 %"
            }
            let way =
                isLimitedByPace
                ? "raise \(flag(.maxDuration)) or shorten \(flag(.interval)) to make room for \(needed)"
                : "raise \(flag(.maxProbes)) to \(needed)"
            return "\(need.objective) needs \(needed) clean probes and at most \(probesMax) are "
                + "allowed: it cannot be met; \(way)"
                + (need.severity == .soft ? " or leave it undecided" : "")
        }
    }
}
