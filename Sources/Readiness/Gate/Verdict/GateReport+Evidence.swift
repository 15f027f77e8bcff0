import Estimates
import Inference
package import Load

extension GateReport {
    /// Fills in everything that follows from the evidence: verdict, objectives, counts, failures,
    /// latencies.
    ///
    /// - Parameters:
    ///   - evidence: The evidence, complete.
    ///   - warmups: Warm-up requests.
    ///   - around: Checks and circumstances.
    package mutating func conclude(
        _ evidence: GateEvidence, warmups: [ProbeRecord],
        _ around: GateConclusion.Circumstances
    ) {
        let conclusion = GateConclusion.draw(from: evidence, around)
        verdict = conclusion.verdict
        verdictClass = conclusion.verdictClass
        headline = conclusion.headline
        next += conclusion.next
        checks = around.checks
        interruptedBy = around.interruptedBy
        objectives = evidence.meters.map { meter in
            var result = meter.result
            result.judgement = RuleStanding.judgement(of: meter, evidence)
            // How many more the bounds would need is nothing that the classic rule asks for.
            if case .threshold = rule { result.furtherCleanProbes = nil }
            if result.observed == nil {
                result.observed = LatencySummarizer.observed(
                    meter.objective, in: evidence.probes, confidence: confidence)
            }
            return result
        }
        probes = warmups + evidence.probes
        let counted = evidence.probes.filter(\.counts)
        counts.warmup = warmups.count
        counts.counted = evidence.counted
        counts.succeeded = evidence.succeeded
        counts.failed = evidence.counted - evidence.succeeded
        counts.excluded = evidence.probes.count - evidence.counted
        failures = FailureCount.of(counted.isEmpty ? warmups : counted)
        latencies = LatencySummarizer.summaries(of: counted, confidence: confidence)
        if case .threshold = rule { noteSupport(of: evidence) }
    }

    /// What so few probes really support, said beside a classic verdict.
    private mutating func noteSupport(of evidence: GateEvidence) {
        let trials = evidence.counted
        guard trials > 0 else { return }
        let support = BinomialInterval.clopperPearson(
            successes: evidence.passed, trials: trials, confidence: confidence,
            sidedness: .lowerBound)
        // A bound is rounded away from what it bounds: 5 of 5 support 54.93 %, so 54 %.
        let percent = Int((support.lower * 100).rounded(.down))
        notes.append(
            "what these probes support: \(evidence.passed) of \(trials): at least \(percent) % at "
                + "\(RatioText.exact(confidence)) confidence")
    }
}
