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
        case signal(SignalEvidence)
    }

    /// What is known of a server's signal.
    struct SignalEvidence: Sendable, Equatable {
        /// The largest level seen while the run went on, and how often it was looked at.
        var largest: Double?
        var samples = 0
        /// Observations that show the objective when all of them are inside the limit, and requests
        /// that ended well, each of which the engine observed; only where a share is limited.
        var needed: Int?
        var served = 0
        /// What the whole window says, once it is over.
        var finding: SignalFinding?
    }

    private(set) var evidence: Evidence
    /// The worst value seen.
    private(set) var worst: Double?
    /// Requests that the end of the run cut short and that count all the same.
    private(set) var sealed = 0
    /// Successful requests with and without the value that is limited.
    private var valued = 0
    private var unvalued = 0

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
        case .sampledGauge, .counterDelta, .counterRate, .windowShare, .serverHistogram:
            var signal = SignalEvidence()
            if let share = objective.requiredShare {
                signal.needed =
                    ShareTest(share: share, confidence: confidence, hardObjectives: rivals)
                    .furtherCleanProbes
            }
            evidence = .signal(signal)
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
        case .signal(var signal):
            if probe.isSuccess { signal.served += 1 }
            evidence = .signal(signal)
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

    /// Takes one sample of the server's gauges while the run goes on.
    ///
    /// - Parameter reading: The sample, of any replica.
    package mutating func record(_ reading: SignalReading) {
        guard case .signal(var signal) = evidence, objective.kind == .sampledGauge,
            let value = objective.metric.signal.flatMap(reading.gauge)
        else { return }
        signal.largest = max(signal.largest ?? value, value)
        signal.samples += 1
        evidence = .signal(signal)
        if objective.statistic == .maximum { worst = signal.largest }
    }

    /// Takes what the whole window says.
    ///
    /// - Parameter finding: The finding on this objective.
    package mutating func record(_ finding: SignalFinding) {
        guard case .signal(var signal) = evidence else { return }
        signal.finding = finding
        evidence = .signal(signal)
        worst = finding.worst ?? worst
    }

    /// What the whole window says about a server's signal; `nil` before its end.
    package var finding: SignalFinding? {
        guard case .signal(let signal) = evidence else { return nil }
        return signal.finding
    }

    // MARK: - Judgement

    /// The judgement on the evidence so far.
    ///
    /// Without a single value it stays undecided whatever failed: a limit on something that no
    /// answer has cannot be met, and failures among answers of unknown speed are no share of it.
    package var judgement: Judgement {
        switch evidence {
        case .share(let test): return isBlind ? .undecided : test.judgement
        case .gaps(let test): return isBlind ? .undecided : test.judgement
        case .signal(let signal):
            // A level that was above the limit once stays so: the largest only grows.
            if isExceeded(signal) { return .violated }
            return signal.finding?.judgement ?? .undecided
        }
    }

    private func isExceeded(_ signal: SignalEvidence) -> Bool {
        guard objective.statistic == .maximum, let largest = signal.largest else { return false }
        return !objective.isWithin(largest)
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
        case .signal: return judgement
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
        case .signal: -.infinity
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
        case .signal: break
        }
    }

    /// Whether probes after the objective was met speak against it: the endpoint changed.
    var isContradicted: Bool {
        switch evidence {
        case .share(let test): test.isContradicted
        case .gaps(let test): test.isContradicted
        case .signal: false
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
        case .signal(let signal):
            signal.finding.map(\.furtherObservations)
                ?? signal.needed.map { max(0, $0 - signal.served) }
        }
    }
}
