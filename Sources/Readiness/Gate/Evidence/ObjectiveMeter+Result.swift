import Estimates

extension ObjectiveMeter {
    /// The result on the evidence so far, without the observed percentile.
    package var result: ObjectiveResult {
        var result = ObjectiveResult(
            objective: objective, severity: severity, judgement: judgement)
        result.worst = worst
        switch evidence {
        case .share(let test):
            result.within = test.successes
            result.total = test.trials
            result.share = test.estimate
            result.decidedAfter = isBlind ? nil : test.decidedAfter
            result.note = note(isContradicted: test.isContradicted)
        case .gaps(let test):
            result.within = test.gapsWithin
            result.total = test.gaps
            result.share = test.estimate
            result.decidedAfter = isBlind ? nil : test.decidedAfter
            result.note = note(isContradicted: test.isContradicted)
        case .signal(let signal):
            fill(&result, from: signal)
        }
        if judgement == .undecided { result.furtherCleanProbes = furtherCleanProbes }
        return result
    }

    private func note(isContradicted: Bool) -> String? {
        if isBlind { return "no answer has this value" }
        if isContradicted {
            return "later probes contradict the earlier ones: the endpoint changed"
        }
        guard sealed > 0 else { return nil }
        return sealed == 1
            ? "1 request that the end of the run cut short counts: its fate was sealed"
            : "\(sealed) requests that the end of the run cut short count: their fate was sealed"
    }

    private func fill(_ result: inout ObjectiveResult, from signal: SignalEvidence) {
        if let finding = signal.finding {
            result.observed = finding.observed
            (result.within, result.total) = (finding.within, finding.total)
            result.share = finding.share
            result.note = finding.note
            if judgement == finding.judgement { return }
        }
        guard let largest = signal.largest, objective.statistic == .maximum else {
            if signal.finding == nil { result.note = "the endpoint's metrics do not tell" }
            return
        }
        result.observed = .exact(largest, count: signal.samples, provenance: .sampledGauge)
        result.note =
            (signal.samples == 1 ? "a single sample" : "largest of \(signal.samples) samples")
            + "; what lies between is unseen"
    }
}
