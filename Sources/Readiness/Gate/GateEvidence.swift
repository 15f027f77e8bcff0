import Estimates
import Inference
package import Load
package import Signals

/// The evidence of a gate and what follows from it, piece by piece; no clock, no network.
///
/// Probes may be handed over in any order; they are judged in the order in which they were
/// started. Judging them as they complete would look at the fast ones first and could say READY
/// while the slow ones are still under way.
package struct GateEvidence: Sendable {
    /// What the evidence allows to say.
    package enum Decision: Sendable, Equatable {
        /// Every hard objective is met.
        case accept
        /// A hard objective is violated, or nothing can work as configured.
        case refuse
        /// More evidence is needed.
        case undecided
    }

    /// The gate's settings.
    package let gate: Profile.Gate

    /// Hard and soft objectives, each with its evidence.
    package private(set) var meters: [ObjectiveMeter]

    /// The probes judged so far, in start order; warm-up requests are not among them.
    package private(set) var probes: [ProbeRecord] = []

    /// The first outcome that can never become right, when no request ever succeeded.
    package private(set) var fatal: ProbeRecord?

    /// Probes that passed, under the threshold rule.
    package private(set) var passed = 0

    private var pending: [Int: ProbeRecord] = [:]
    private var nextIndex = 0
    private var hasSucceeded = false
    private var rejections = 0
    private var decided: Decision?

    /// Creates a gate's evidence before the first probe.
    ///
    /// - Parameters:
    ///   - gate: The gate's settings.
    ///   - objectives: Hard objectives.
    ///   - warnings: Soft objectives.
    ///   - maxTokens: The token limit of each request.
    package init(
        gate: Profile.Gate, objectives: [Objective], warnings: [Objective], maxTokens: Int
    ) {
        self.gate = gate
        let refusing = objectives.count { !$0.metric.isServerSide }
        func meter(_ objective: Objective, _ severity: ObjectiveResult.Severity) -> ObjectiveMeter {
            ObjectiveMeter(
                objective: objective, severity: severity, confidence: gate.confidence,
                hardObjectives: refusing, gapsMax: maxTokens - 1)
        }
        meters = objectives.map { meter($0, .hard) } + warnings.map { meter($0, .soft) }
    }

    // MARK: - Evidence

    /// Takes a warm-up request: it counts for nothing, but may show that nothing can ever work.
    ///
    /// - Parameter probe: The request.
    package mutating func recordWarmup(_ probe: ProbeRecord) {
        noteFatal(probe)
    }

    /// Takes a probe; judges it, and those that waited for it, in start order.
    ///
    /// - Parameter probe: The probe; its index says its place.
    package mutating func record(_ probe: ProbeRecord) {
        pending[probe.index] = probe
        while let next = pending.removeValue(forKey: nextIndex) {
            nextIndex += 1
            judge(next)
        }
    }

    /// Judges what is still waiting for a predecessor that will never come.
    package mutating func flush() {
        for index in pending.keys.sorted() {
            if let probe = pending.removeValue(forKey: index) { judge(probe) }
        }
    }

    /// Takes one sample of the server's gauges.
    ///
    /// - Parameter reading: The sample.
    package mutating func record(_ reading: SignalReading) {
        for index in meters.indices { meters[index].record(reading) }
    }

    /// Takes the growth of the server's counters over the whole run.
    ///
    /// - Parameter delta: The growth.
    package mutating func record(_ delta: SignalDelta) {
        for index in meters.indices { meters[index].record(delta) }
    }

    private mutating func judge(_ probe: ProbeRecord) {
        probes.append(probe)
        noteFatal(probe)
        // What the decision itself cut short cannot bear on it any more.
        let isAfterthought = decided != nil && probe.outcomeClass == .excluded
        if !isAfterthought {
            for index in meters.indices { meters[index].record(probe) }
        }
        if probe.outcomeClass != .excluded, passesThreshold(probe) { passed += 1 }
        if decided == nil, probe.outcomeClass != .excluded {
            let now = currentDecision
            if now != .undecided { decided = now }
        }
    }

    /// A refused credential, an unknown model or a closed port will not mend itself. A rejected
    /// request might be that one prompt's fault, so it takes two of them.
    private mutating func noteFatal(_ probe: ProbeRecord) {
        if probe.isSuccess { hasSucceeded = true }
        guard fatal == nil, !hasSucceeded else { return }
        switch probe.outcomeClass {
        case .unreachable: fatal = probe
        case .configuration:
            if probe.outcome == "rejected" {
                rejections += 1
                if rejections >= 2 { fatal = probe }
            } else {
                fatal = probe
            }
        case .success, .failure, .excluded: break
        }
    }

    // MARK: - Decision

    /// Probes that count: all that were judged but those the end of the run left without a fate.
    package var counted: Int { probes.count { $0.outcomeClass != .excluded } }

    /// What the evidence allows to say now; once it allows something, that stands.
    ///
    /// Server-side objectives take no part: they are judged over the whole run.
    package var decision: Decision {
        if fatal != nil { return .refuse }
        return decided ?? .undecided
    }

    private var currentDecision: Decision {
        guard gate.decision == .sequential else { return .undecided }
        let hard = meters.filter { $0.severity == .hard && !$0.isServerSide }
        if hard.contains(where: { $0.judgement == .violated }) { return .refuse }
        let isMet = hard.allSatisfy { $0.judgement == .met }
        return isMet && counted >= gate.minProbes ? .accept : .undecided
    }

    /// Whether a probe passes by itself under the threshold rule: no error, and inside the limits
    /// of the classic files, or of every objective on requests.
    private func passesThreshold(_ probe: ProbeRecord) -> Bool {
        guard probe.isSuccess else { return false }
        if let limits = gate.probeLimits {
            if let most = limits.ttft, let value = probe.timeToFirstToken, value > most {
                return false
            }
            if let most = limits.latency, let value = probe.endToEnd, value > most { return false }
            if let least = limits.tokensPerSecond, let value = probe.tokensPerSecond, value < least
            {
                return false
            }
            return true
        }
        return meters.allSatisfy { meter in
            meter.severity == .soft || meter.objective.kind != .perRequestShare
                || meter.objective.finding(on: probe) != .outside
        }
    }

    /// The most probes that the hard objectives still need when all of them are clean; `nil` when
    /// one of them can no longer be met.
    package var furtherCleanProbes: Int? {
        var most = max(0, gate.minProbes - counted)
        for meter in meters where meter.severity == .hard && !meter.isServerSide {
            guard let further = meter.furtherCleanProbes else { return nil }
            most = max(most, further)
        }
        return most
    }
}

extension GateEvidence {
    /// How far the gate has got.
    package var progress: GateProgress {
        let counted = probes.filter { $0.outcomeClass != .excluded }
        return GateProgress(
            counted: counted.count, succeeded: counted.count(where: \.isSuccess),
            further: furtherCleanProbes, judgements: meters.map(\.judgement))
    }

    /// Takes a probe that has its place already, whatever its number.
    ///
    /// - Parameter probe: The next probe in start order.
    package mutating func record(renumbered probe: ProbeRecord) {
        var probe = probe
        probe.index = judgedCount
        record(probe)
    }

    private var judgedCount: Int { probes.count }
}
