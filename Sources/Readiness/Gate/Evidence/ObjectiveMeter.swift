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

    enum Evidence: Sendable {
        case share(ShareTest)
        case gaps(GapShareTest)
        case gauge(largest: Double?, samples: Int)
        case counter(increase: Double?, isReset: Bool)
    }

    private(set) var evidence: Evidence
    /// The worst value seen.
    private(set) var worst: Double?
    /// Requests that the end of the run cut short and that count all the same.
    private(set) var sealed = 0
    /// Successful requests with and without the value that is limited.
    private var valued = 0
    private var unvalued = 0
    /// Replicas whose signal was seen, and how many there are.
    private var sourcesSeen: Set<Int> = []
    private var sourcesExpected = 1

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

    // MARK: - Requests

    /// Takes one request; requests must come in start order.
    ///
    /// - Parameter probe: The request.
    package mutating func record(_ probe: ProbeRecord) {
        switch evidence {
        case .share(var test):
            let finding = objective.finding(on: probe)
            if finding != .silent { test.record(finding == .within) }
            evidence = .share(test)
            note(probe, hasValue: finding != .silent)
            noteWorst(of: probe)
        case .gaps(var test):
            let hasValue = record(probe, in: &test)
            evidence = .gaps(test)
            note(probe, hasValue: hasValue)
            if let longest = probe.gaps.max() { worst = max(worst ?? 0, longest.inSeconds) }
        case .gauge, .counter: break
        }
    }

    /// Takes the gaps of a request; `true` when it had any.
    private func record(_ probe: ProbeRecord, in test: inout GapShareTest) -> Bool {
        switch probe.outcomeClass {
        case .failure, .unreachable, .configuration:
            test.recordFailure()
            return true
        case .success, .excluded:
            let within = probe.gaps.count { objective.isWithin($0.inSeconds) }
            var total = probe.gaps.count
            // The gap that the end of the run cut short is known to be too long once it is.
            if let open = probe.openGap, !objective.isWithin(open.inSeconds) { total += 1 }
            // A request without a single chunk, or of which no gap was recorded, says nothing.
            if total > 0 || (probe.chunks ?? 0) > 0 { test.record(within: within, of: total) }
            return total > 0
        }
    }

    private mutating func note(_ probe: ProbeRecord, hasValue: Bool) {
        switch probe.outcomeClass {
        case .success: if hasValue { valued += 1 } else { unvalued += 1 }
        case .excluded: if hasValue { sealed += 1 }
        case .failure, .unreachable, .configuration: break
        }
    }

    private mutating func noteWorst(of probe: ProbeRecord) {
        guard objective.metric.dimension != .ratio, let value = objective.counted(probe) else {
            return
        }
        switch objective.comparison {
        case .atMost: worst = max(worst ?? value, value)
        case .atLeast: worst = min(worst ?? value, value)
        }
    }

    // MARK: - Signals

    /// Takes one sample of the server's gauges.
    ///
    /// - Parameters:
    ///   - reading: The sample.
    ///   - source: The replica it is of.
    package mutating func record(_ reading: SignalReading, source: Int = 0) {
        guard case .gauge(let largest, let samples) = evidence,
            let signal = objective.metric.signal,
            let value = reading.gauge(signal)
        else { return }
        sourcesSeen.insert(source)
        evidence = .gauge(largest: max(largest ?? value, value), samples: samples + 1)
        worst = max(worst ?? value, value)
    }

    /// Takes the growth of one replica's counters over the whole run.
    ///
    /// - Parameters:
    ///   - delta: The growth since before the first probe.
    ///   - source: The replica it is of.
    package mutating func record(_ delta: SignalDelta, source: Int = 0) {
        guard case .counter(let before, let wasReset) = evidence, !wasReset,
            let signal = objective.metric.signal
        else { return }
        if delta.hasProcessRestarted || delta.resets.contains(signal) {
            evidence = .counter(increase: nil, isReset: true)
        } else if let increase = delta.increase(signal)?.total {
            // Several replicas add up.
            sourcesSeen.insert(source)
            evidence = .counter(increase: (before ?? 0) + increase, isReset: false)
            worst = (before ?? 0) + increase
        }
    }

    /// Says how many replicas there are: what one of them hides cannot be shown to be inside.
    ///
    /// - Parameter count: How many, 1 or more.
    package mutating func expectSources(_ count: Int) {
        sourcesExpected = max(1, count)
    }

    /// Replicas that never told the signal.
    var sourcesUnseen: Int { max(0, sourcesExpected - sourcesSeen.count) }

    // MARK: - Judgement

    /// The judgement on the evidence so far.
    ///
    /// Without a single value it stays undecided whatever failed: a limit on something that no
    /// answer has cannot be met, and failures among answers of unknown speed are no share of it.
    package var judgement: Judgement {
        switch evidence {
        case .share(let test): return isBlind ? .undecided : test.judgement
        case .gaps(let test): return isBlind ? .undecided : test.judgement
        case .gauge(let largest, _): return judged(signal: largest)
        case .counter(let increase, _): return judged(signal: increase)
        }
    }

    /// What all replicas told together; a limit exceeded by some of them is exceeded.
    private func judged(signal value: Double?) -> Judgement {
        guard let value else { return .undecided }
        guard objective.isWithin(value) else { return .violated }
        return sourcesUnseen == 0 ? .met : .undecided
    }

    /// Whether answers arrived and none of them has the value that is limited.
    package var isBlind: Bool { valued == 0 && unvalued > 0 }

    /// The judgement of the classic rule: the share inside the limit as it is, chance disregarded.
    ///
    /// For a percentile that is the nearest-rank percentile compared with the limit.
    ///
    /// - SeeAlso: ``Estimates/ThresholdRule``.
    package var pointJudgement: Judgement {
        switch evidence {
        case .share(let test):
            guard !isBlind, test.trials > 0 else { return .undecided }
            return ThresholdRule(minProbes: 1, passRate: test.share)
                .judged(successes: test.successes, trials: test.trials)
        case .gaps(let test):
            let point = test.estimate.point
            guard !isBlind, !point.isNaN else { return .undecided }
            return point >= test.share - 1e-12 ? .met : .violated
        case .gauge, .counter: return judgement
        }
    }

    /// The logarithm of the capital won by betting against the objective, for the joint rule.
    ///
    /// Nothing (minus infinity) for the server's signals, and where no answer has the value: showing
    /// less than was won is always allowed.
    var refusingLogCapital: Double {
        guard !isBlind else { return -.infinity }
        return switch evidence {
        case .share(let test): test.refusingLogCapital
        case .gaps(let test): test.refusingLogCapital
        case .gauge, .counter: -.infinity
        }
    }

    /// Calls the objective violated because all hard objectives together show it.
    mutating func refuse() {
        switch evidence {
        case .share(var test):
            test.refuse()
            evidence = .share(test)
        case .gaps(var test):
            test.refuse()
            evidence = .gaps(test)
        case .gauge, .counter: break
        }
    }

    /// Whether probes after the objective was met speak against it: the endpoint changed.
    var isContradicted: Bool {
        switch evidence {
        case .share(let test): test.isContradicted
        case .gaps(let test): test.isContradicted
        case .gauge, .counter: false
        }
    }

    /// Whether the evidence is a server's signal, which is judged over the whole run and so only
    /// once the run is over.
    package var isServerSide: Bool { objective.metric.isServerSide }

    /// Clean probes in a row that would meet the objective from here on; `nil` when none would.
    package var furtherCleanProbes: Int? {
        guard !isBlind else { return nil }
        return switch evidence {
        case .share(let test): test.furtherCleanProbes
        case .gaps(let test): test.furtherCleanRequests(gapsEach: test.gapCap)
        case .gauge, .counter: nil
        }
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
