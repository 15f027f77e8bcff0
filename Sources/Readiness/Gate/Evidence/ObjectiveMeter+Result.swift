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
        case .gauge(let largest, let samples):
            if let largest {
                result.observed = .exact(largest, count: samples, provenance: .sampledGauge)
            }
            result.note = gaugeNote(largest, samples: samples)
        case .counter(let increase, let isReset):
            if let increase {
                result.observed = .exact(increase, count: 1, provenance: .serverCounter)
            }
            result.note = counterNote(increase, isReset: isReset)
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

    private func gaugeNote(_ largest: Double?, samples: Int) -> String {
        guard largest != nil else { return "the endpoint's metrics do not tell" }
        let sampled =
            samples == 1 ? "a single sample" : "largest of \(samples) samples"
        return "\(sampled); what lies between is unseen" + unseen
    }

    private func counterNote(_ increase: Double?, isReset: Bool) -> String {
        if isReset { return "the server restarted during the run, so its counters say nothing" }
        guard increase != nil else { return "the endpoint's metrics do not tell" }
        return "growth over the run, exact" + unseen
    }

    private var unseen: String {
        switch sourcesUnseen {
        case 0: ""
        case 1: "; one replica does not tell"
        default: "; \(sourcesUnseen) replicas do not tell"
        }
    }
}
