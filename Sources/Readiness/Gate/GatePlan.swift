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
        package var cleanProbes: Int?
        /// Whether the budget of probes suffices.
        package var isWithinBudget: Bool
    }

    /// One need for each objective, hard ones first.
    package var needs: [Need]

    /// The most probes that the gate may make.
    package var probesMax: Int

    /// Plans a gate.
    ///
    /// - Parameter profile: What to require and what to spend.
    package init(_ profile: Profile) {
        let evidence = GateEvidence(
            gate: profile.gate, objectives: profile.objectives, warnings: profile.warnings,
            maxTokens: profile.workload.maxTokens)
        let most = profile.gate.maxProbes
        probesMax = most
        let isSequential = profile.gate.decision == .sequential
        needs = evidence.meters.map { meter in
            let needed = meter.furtherCleanProbes
            let suffices =
                meter.isServerSide || !isSequential || (needed.map { $0 <= most } ?? false)
            return Need(
                objective: meter.objective, severity: meter.severity, cleanProbes: needed,
                isWithinBudget: suffices)
        }
    }

    /// What to say about objectives that the budget cannot decide in favour of the endpoint, each
    /// a sentence; empty when all is well.
    package var warnings: [String] {
        needs.filter { !$0.isWithinBudget }.map { need in
            guard let needed = need.cleanProbes else {
                return "\(need.objective) can be refuted but never shown: no number of probes "
                    + "proves a share of 100 %"
            }
            return "\(need.objective) needs \(needed) clean probes and at most \(probesMax) are "
                + "allowed: it cannot be met; raise --max-probes to \(needed)"
                + (need.severity == .soft ? " or leave it undecided" : "")
        }
    }
}
