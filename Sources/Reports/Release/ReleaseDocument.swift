package import Capacity
import Diagnosis
package import Readiness

/// The evidence for a release: a gate, and what came after it.
package struct ReleaseDocument: Sendable {
    /// What the gate found.
    package var gate: GateReport

    /// The highest load within the objectives, where the gate passed.
    package var sweep: SweepReport?

    /// The cause, where the gate did not pass and a look under load could be had.
    package var diagnosis: DiagnosisDocument?

    /// The load that users will bring, in the sweep's unit; `nil` asks for none.
    package var requiredLoad: Double?

    /// Why there is neither sweep nor diagnosis; `nil` where there is one.
    package var skipped: String?

    /// Creates the evidence of a gate alone.
    ///
    /// - Parameters:
    ///   - gate: What the gate found.
    ///   - requiredLoad: The load that users will bring.
    package init(gate: GateReport, requiredLoad: Double? = nil) {
        self.gate = gate
        self.requiredLoad = requiredLoad
    }

    /// The signal that interrupted the run; `nil` when it ran to its end.
    package var interruptedBy: Int32? {
        gate.interruptedBy ?? sweep?.interruptedBy ?? diagnosis?.interruptedBy
    }

    /// The gate's verdict, unless a signal came or the load says otherwise: an endpoint that dies under load, whose
    /// lowest level violates an objective, or that does not carry the required load is NOT READY;
    /// one that is not shown to carry it is INCONCLUSIVE.
    package var verdict: Verdict {
        guard gate.verdict == .ready || gate.verdict == .degraded else { return gate.verdict }
        // What was cut short has not shown what it was to show.
        if interruptedBy != nil { return load?.state == .failed ? .notReady : .inconclusive }
        guard let load else { return gate.verdict }
        return switch load.state {
        case .failed: .notReady
        case .skipped: .inconclusive
        case .passed, .warning: gate.verdict
        }
    }

    /// The verdict's reason in one line.
    package var headline: String {
        guard verdict == gate.verdict, let sweep else {
            if verdict == gate.verdict { return gate.headline }
            let found = load?.message ?? gate.headline
            return interruptedBy == nil ? found : "the release was interrupted; \(found)"
        }
        return "\(gate.headline); \(SweepWords(sweep).headline)"
    }

    /// What the sweep says about the load, as a check; `nil` without one.
    package var load: CheckResult? {
        guard let sweep, let endpoint = sweep.endpoints.first else {
            return requiredLoad == nil || skipped == nil
                ? nil
                : CheckResult(
                    id: "load", group: .function, state: .skipped, message: skipped ?? "")
        }
        let axis = sweep.plan.axis
        let found = SweepWords(sweep).answer(endpoint)
        func check(_ state: CheckResult.State, _ message: String) -> CheckResult {
            CheckResult(id: "load", group: .function, state: state, message: message)
        }
        guard endpoint.verdict != .notReady else { return check(.failed, found) }
        guard let requiredLoad else {
            return check(endpoint.verdict == .ready ? .passed : .warning, found)
        }
        let required = "\(axis.text(requiredLoad)) is required"
        if let highest = endpoint.highest, highest.level >= requiredLoad {
            return check(.passed, "\(found); \(required)")
        }
        if let violated = endpoint.firstViolated, violated.level <= requiredLoad {
            return check(.failed, "\(required); \(found)")
        }
        return check(.skipped, "\(required), which is not shown; \(found)")
    }

    /// The gate's report with the load among its checks, and the verdict and headline of the whole:
    /// what JUnit, annotations and the termination log are made of.
    package var summary: GateReport {
        var summary = gate
        summary.verdict = verdict
        summary.headline = headline
        summary.interruptedBy = interruptedBy
        if let load { summary.checks.append(load) }
        if let diagnosis {
            let told = DiagnosisSummary(diagnosis)
            if !told.why.isEmpty { summary.why = told.why }
            summary.next = told.next + summary.next.filter { !told.next.contains($0) }
        } else if let sweep, verdict != gate.verdict {
            summary.next = SweepWords(sweep).next
        }
        return summary
    }
}
