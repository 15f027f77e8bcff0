package import Estimates
import Inference
package import Load
package import Signals

/// Gathers the evidence for one objective and judges it after every piece.
package struct ObjectiveMeter: Sendable {
    /// The objective.
    package let objective: Objective

    /// Hard or soft.
    package let severity: ObjectiveResult.Severity

    private var evidence: Evidence
    private var worst: Double?
    private var silent = 0

    private enum Evidence: Sendable {
        case share(ShareTest)
        case gaps(GapShareTest)
        case gauge(largest: Double?, samples: Int)
        case counter(increase: Double?, isReset: Bool)
    }

    /// Creates a meter without evidence.
    ///
    /// - Parameters:
    ///   - objective: The objective.
    ///   - severity: Hard or soft.
    ///   - confidence: The confidence of its bounds.
    ///   - hardObjectives: How many objectives can refuse the endpoint by themselves.
    ///   - gapsMax: The most gaps one request can have: its token limit less one.
    package init(
        objective: Objective, severity: ObjectiveResult.Severity, confidence: Double,
        hardObjectives: Int, gapsMax: Int
    ) {
        self.objective = objective
        self.severity = severity
        // A soft objective refuses nobody, so it shares its error probability with no other.
        let rivals = severity == .hard ? max(1, hardObjectives) : 1
        switch objective.kind {
        case .perRequestShare:
            evidence = .share(
                ShareTest(
                    share: objective.requiredShare ?? 1, confidence: confidence,
                    hardObjectives: rivals))
        case .perGapShare:
            evidence = .gaps(
                GapShareTest(
                    share: objective.requiredShare ?? 1, confidence: confidence,
                    hardObjectives: rivals, gapCap: max(1, gapsMax)))
        case .sampledGaugeMax: evidence = .gauge(largest: nil, samples: 0)
        case .counterDelta: evidence = .counter(increase: nil, isReset: false)
        }
    }

    // MARK: - Evidence

    /// Takes one request; requests must come in start order.
    ///
    /// - Parameter probe: The request.
    package mutating func record(_ probe: ProbeRecord) {
        switch evidence {
        case .share(var test):
            switch objective.finding(on: probe) {
            case .within: test.record(true)
            case .outside: test.record(false)
            case .silent: silent += 1
            }
            evidence = .share(test)
            noteWorst(of: probe)
        case .gaps(var test):
            switch probe.outcomeClass {
            case .success where probe.gaps.isEmpty && (probe.chunks ?? 0) == 0: silent += 1
            case .success, .excluded:
                let within = probe.gaps.count { objective.isWithin($0.inSeconds) }
                test.record(within: within, of: probe.gaps.count)
            case .failure, .unreachable, .configuration: test.recordFailure()
            }
            evidence = .gaps(test)
            if let longest = probe.gaps.max() { worst = max(worst ?? 0, longest.inSeconds) }
        case .gauge, .counter: break
        }
    }

    /// Takes one sample of the server's gauges.
    ///
    /// - Parameter reading: The sample.
    package mutating func record(_ reading: SignalReading) {
        guard case .gauge(let largest, let samples) = evidence,
            let signal = objective.metric.signal,
            let value = reading.gauge(signal)
        else { return }
        evidence = .gauge(largest: max(largest ?? value, value), samples: samples + 1)
        worst = max(worst ?? value, value)
    }

    /// Takes the growth of the server's counters over the run so far.
    ///
    /// - Parameter delta: The growth since before the first probe.
    package mutating func record(_ delta: SignalDelta) {
        guard case .counter(let before, let wasReset) = evidence, !wasReset,
            let signal = objective.metric.signal
        else { return }
        if delta.hasProcessRestarted || delta.resets.contains(signal) {
            evidence = .counter(increase: nil, isReset: true)
        } else if let increase = delta.increase(signal)?.total {
            // Several replicas add up.
            evidence = .counter(increase: (before ?? 0) + increase, isReset: false)
            worst = (before ?? 0) + increase
        }
    }

    private mutating func noteWorst(of probe: ProbeRecord) {
        guard probe.outcomeClass != .excluded, objective.metric.dimension != .ratio else { return }
        let value: Double?
        switch (probe.isSuccess, objective.comparison) {
        case (true, _): value = objective.value(of: probe)
        case (false, .atMost): value = .infinity
        case (false, .atLeast): value = 0
        }
        guard let value else { return }
        switch objective.comparison {
        case .atMost: worst = max(worst ?? value, value)
        case .atLeast: worst = min(worst ?? value, value)
        }
    }

    // MARK: - Judgement

    /// The judgement on the evidence so far.
    package var judgement: Judgement {
        switch evidence {
        case .share(let test): return test.judgement
        case .gaps(let test): return test.judgement
        case .gauge(let largest, _):
            guard let largest else { return .undecided }
            return objective.isWithin(largest) ? .met : .violated
        case .counter(let increase, _):
            guard let increase else { return .undecided }
            return objective.isWithin(increase) ? .met : .violated
        }
    }

    /// Whether the evidence is a server's signal, which is judged over the whole run and so only
    /// once the run is over.
    package var isServerSide: Bool { objective.metric.isServerSide }

    /// Clean probes in a row that would meet the objective from here on; `nil` when none would.
    package var furtherCleanProbes: Int? {
        switch evidence {
        case .share(let test): test.furtherCleanProbes
        case .gaps(let test): test.furtherCleanRequests(gapsEach: test.gapCap)
        case .gauge, .counter: nil
        }
    }

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
            result.decidedAfter = test.decidedAfter
            if test.isContradicted {
                result.note = "later probes contradict the earlier ones: the endpoint changed"
            }
        case .gaps(let test):
            result.within = test.gapsWithin
            result.total = test.gaps
            result.share = test.estimate
            result.decidedAfter = test.decidedAfter
            if test.isContradicted {
                result.note = "later probes contradict the earlier ones: the endpoint changed"
            }
        case .gauge(let largest, let samples):
            if let largest {
                result.observed = .exact(
                    largest, count: samples, provenance: .sampledGauge)
                result.note = "largest of \(samples) samples; what lies between is unseen"
            } else {
                result.note = "the endpoint's metrics do not tell"
            }
        case .counter(let increase, let isReset):
            if let increase {
                result.observed = .exact(increase, count: 1, provenance: .serverCounter)
                result.note = "growth over the run, exact"
            } else {
                result.note =
                    isReset
                    ? "the server restarted during the run, so its counters say nothing"
                    : "the endpoint's metrics do not tell"
            }
        }
        if judgement == .undecided { result.furtherCleanProbes = furtherCleanProbes }
        if result.total == 0, silent > 0 {
            result.note = "no request has this value"
        }
        return result
    }
}

extension ObjectiveMetric {
    /// The server's signal behind the metric; `nil` for what the client measures.
    var signal: Signal? {
        switch self {
        case .kvCache: .kvCacheUsage
        case .waiting: .waiting
        case .running: .running
        case .preemptions: .preemptions
        case .ttft, .ttfb, .ttfc, .connect, .e2e, .itl, .tpot, .throughput, .errorRate,
            .successRate:
            nil
        }
    }
}
