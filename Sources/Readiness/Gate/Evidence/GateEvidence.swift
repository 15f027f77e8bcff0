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

    /// Probes that count: all that were judged but those the end of the run left without a fate.
    package private(set) var counted = 0

    /// Of those that count, the ones whose answer arrived whole.
    package private(set) var succeeded = 0

    /// Whether any request succeeded, warm-up requests included.
    package private(set) var hasSucceeded = false

    /// Whether the probes show that the hard objectives do not all hold, be it that none of them
    /// can be named.
    package private(set) var isJointlyRefused = false

    /// Replicas in the window that the server's signals were judged by.
    private(set) var replicasScraped = 0

    /// The most gaps that an answer can have.
    private let gapsMax: Int
    /// Hard objectives on shares, which divide the error probability of refusing among them.
    private let hardObjectives: Int
    private var pending: [Int: ProbeRecord] = [:]
    private var nextIndex = 0
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
        gapsMax = maxTokens - 1
        let refusing = objectives.count { $0.requiredShare != nil }
        hardObjectives = max(1, refusing)
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
    /// - Parameter probe: The probe; its index says its place, from 0, each once.
    package mutating func record(_ probe: ProbeRecord) {
        pending[probe.index] = probe
        while let next = pending.removeValue(forKey: nextIndex) {
            nextIndex += 1
            judge(next)
        }
    }

    /// Takes a probe that has its place already, whatever its number.
    ///
    /// - Parameter probe: The next probe in start order.
    package mutating func record(renumbered probe: ProbeRecord) {
        var probe = probe
        probe.index = nextIndex
        record(probe)
    }

    /// Judges what is still waiting for a predecessor that will never come.
    package mutating func flush() {
        for index in pending.keys.sorted() {
            guard let probe = pending.removeValue(forKey: index) else { continue }
            nextIndex = index + 1
            judge(probe)
        }
    }

    /// Takes one sample of the server's gauges while the run goes on.
    ///
    /// - Parameter reading: The sample, of any replica.
    package mutating func record(_ reading: SignalReading) {
        for index in meters.indices { meters[index].record(reading) }
    }

    /// Takes every scrape of the run, once it is over.
    ///
    /// - Parameters:
    ///   - window: The scrapes.
    ///   - oursFinished: Requests of ours that the engine finished in the window.
    package mutating func record(_ window: SignalWindow, oursFinished: Int? = nil) {
        replicasScraped = window.inner.count
        for index in meters.indices where meters[index].isServerSide {
            meters[index].record(
                judge(window, for: meters[index].severity, oursFinished)
                    .finding(on: meters[index].objective))
        }
    }

    /// Leaves every objective on the server's signals undecided.
    ///
    /// - Parameter why: Why nothing is known of them.
    mutating func fail(signals why: String) {
        for index in meters.indices where meters[index].isServerSide {
            meters[index].record(
                SignalFinding.unseen(why, advice: "\(meters[index].objective) is unknown: \(why)"))
        }
    }

    /// What judges a window for objectives of a severity: a soft one refuses nobody, so it shares its
    /// error probability with no other.
    func judge(
        _ window: SignalWindow, for severity: ObjectiveResult.Severity, _ oursFinished: Int?
    ) -> SignalJudge {
        SignalJudge(
            window, confidence: gate.confidence, rivals: severity == .hard ? hardObjectives : 1,
            oursFinished: oursFinished)
    }

    private mutating func judge(_ probe: ProbeRecord) {
        probes.append(probe)
        noteFatal(probe)
        // What the decision itself cut short cannot bear on it any more.
        guard probe.counts || decided == nil else { return }
        for index in meters.indices { meters[index].record(probe) }
        judgeJointly()
        guard probe.counts else { return }
        counted += 1
        if probe.isSuccess { succeeded += 1 }
        if passesThreshold(probe) { passed += 1 }
        if decided == nil, currentDecision != .undecided { decided = currentDecision }
    }

    /// Puts the hard objectives on requests to the joint rule, which is never later than dividing
    /// the error probability among them and much sooner where they are missed together.
    ///
    /// All of them take part at every probe, met ones included: a set that depended on what was
    /// found would spoil the proof.
    private mutating func judgeJointly() {
        guard gate.decision == .sequential, decided == nil else { return }
        let ours = meters.indices.filter {
            meters[$0].severity == .hard && !meters[$0].isServerSide
        }
        guard !ours.isEmpty else { return }
        // The engine's histograms are judged apart and keep their part of the error probability.
        let alpha = (1 - gate.confidence) * Double(ours.count) / Double(hardObjectives)
        let result = JointRefusal(alpha: alpha)
            .judge(logCapitals: ours.map { meters[$0].refusingLogCapital })
        for (place, index) in ours.enumerated() where result.violated[place] {
            meters[index].refuse()
        }
        if result.refusesAny { isJointlyRefused = true }
    }

    /// The hard objective that most speaks against, for words where none can be named.
    var mostSuspect: Objective? {
        meters.filter { $0.severity == .hard && !$0.isServerSide }
            .max { $0.refusingLogCapital < $1.refusingLogCapital }?.objective
    }

    /// Notes what will not mend itself: a refused credential, an unknown model, a closed port.
    ///
    /// A rejected request might be that one prompt's fault, so it takes two of them.
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

    /// What the evidence allows to say now; once it allows something, that stands.
    ///
    /// The server's signals are judged over the whole run, so READY waits only until the engine has
    /// observed as many requests as an objective on its histograms needs at least. A sampled gauge
    /// that was above its limit refuses at once, because its largest value only grows.
    package var decision: Decision {
        if fatal != nil { return .refuse }
        return decided ?? .undecided
    }

    private var currentDecision: Decision {
        guard gate.decision == .sequential else { return .undecided }
        let hard = meters.filter { $0.severity == .hard }
        if isJointlyRefused { return .refuse }
        if hard.contains(where: { $0.judgement == .violated }) { return .refuse }
        let ours = hard.filter { !$0.isServerSide }
        // Where only the server's signals are limited, no number of probes is enough but all.
        guard !ours.isEmpty, counted >= gate.minProbes else { return .undecided }
        let isObserved = hard.allSatisfy { !$0.isServerSide || ($0.furtherCleanProbes ?? 0) == 0 }
        guard isObserved else { return .undecided }
        return ours.allSatisfy { $0.judgement == .met && !$0.isContradicted }
            ? .accept : .undecided
    }

    /// Whether a probe passes by itself under the threshold rule: no error, and inside the limits
    /// of the classic files, or of every objective on requests.
    private func passesThreshold(_ probe: ProbeRecord) -> Bool {
        guard probe.isSuccess else { return false }
        if let limits = gate.probeLimits { return limits.allow(probe) }
        return meters.allSatisfy { meter in
            meter.severity == .soft || meter.objective.kind != .perRequestShare
                || meter.objective.finding(on: probe) != .outside
        }
    }

    /// The most probes that the hard objectives still need when all of them are clean; `nil` when
    /// one of them can no longer be met.
    package var furtherCleanProbes: Int? {
        var most = max(0, gate.minProbes - counted)
        guard gate.decision == .sequential else { return most }
        guard !isJointlyRefused else { return nil }
        for meter in meters where meter.severity == .hard {
            if meter.isServerSide {
                most = max(most, meter.furtherCleanProbes ?? 0)
                continue
            }
            guard !meter.isContradicted, let further = meter.furtherCleanProbes else { return nil }
            most = max(most, further)
        }
        return most
    }
}

extension GateEvidence {
    /// How far the gate has got.
    package var progress: GateProgress {
        let isOurs = meters.contains { $0.severity == .hard && !$0.isServerSide }
        // The server's signals are watched until the budget ends.
        let further = isOurs ? furtherCleanProbes : max(0, gate.maxProbes - counted)
        return GateProgress(
            counted: counted, succeeded: succeeded,
            further: decision == .refuse ? nil : further, judgements: meters.map(\.judgement))
    }

    /// The evidence of the same probes had every time been shorter.
    ///
    /// - Parameter lag: What is taken off each time.
    /// - Returns: The probes judged anew; the server's signals as they are.
    func relieved(of lag: Duration) -> GateEvidence {
        func objectives(_ severity: ObjectiveResult.Severity) -> [Objective] {
            meters.filter { $0.severity == severity }.map(\.objective)
        }
        var again = GateEvidence(
            gate: gate, objectives: objectives(.hard), warnings: objectives(.soft),
            maxTokens: gapsMax + 1)
        for probe in probes { again.record(renumbered: probe.relieved(of: lag)) }
        for index in meters.indices where meters[index].isServerSide {
            again.meters[index] = meters[index]
        }
        return again
    }
}

extension Profile.ProbeLimits {
    /// Whether a successful probe is inside the limits; what it does not tell is not looked at.
    ///
    /// - Parameter probe: The probe.
    /// - Returns: False when a value that it tells is outside.
    func allow(_ probe: ProbeRecord) -> Bool {
        if let most = ttft, let value = probe.timeToFirstToken, value > most { return false }
        if let most = latency, let value = probe.endToEnd, value > most { return false }
        if let least = tokensPerSecond, let value = probe.tokensPerSecond, value < least {
            return false
        }
        return true
    }
}
