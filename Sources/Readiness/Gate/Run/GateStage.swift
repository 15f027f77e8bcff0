import Foundation
import Inference
import Load
import Signals
import Synchronization
import Telemetry

/// The part of a gate that sends requests: warm-up, cancel check, probes.
struct GateStage: Sendable {
    /// What the stage leaves behind.
    struct Outcome: Sendable {
        /// The evidence, complete.
        var evidence: GateEvidence
        /// Warm-up requests.
        var warmups: [ProbeRecord]
        /// Checks and circumstances.
        var around: GateConclusion.Circumstances
        /// What the reader should know.
        var notes: [String]
    }

    /// The evidence while probes and scrapes come in side by side.
    private final class SharedEvidence: Sendable {
        let evidence: Mutex<GateEvidence>

        init(_ evidence: GateEvidence) {
            self.evidence = Mutex(evidence)
        }
    }

    let profile: Profile
    let environment: GateRunner.Environment
    let sender: ProbeSender
    let signals: SignalWatch
    let start: ContinuousClock.Instant
    let startedAt: Date

    /// Plays all acts.
    ///
    /// - Parameter cancelIndex: The number of the cancel check's request.
    /// - Returns: What is left behind.
    func play(cancelIndex: Int) async -> Outcome {
        var evidence = GateEvidence(
            gate: profile.gate, objectives: profile.objectives, warnings: profile.warnings,
            maxTokens: profile.workload.maxTokens)
        var around = GateConclusion.Circumstances()
        var notes = profile.unusedKeys.map { "\($0) is not used yet" }
        let warmups = await warmUp(&evidence)
        let before = await signals.readAll(environment.observe)
        if evidence.fatal == nil, !Task.isCancelled {
            let monitor = SchedulingLagMonitor(eventLoop: sender.client.eventLoop)
            let processor = ProcessorUse.now()
            monitor.start()
            let cancel = await cancelCheck(cancelIndex)
            around.end = await probe(&evidence)
            monitor.stop()
            let after = await signals.readAll(environment.observe)
            judgeSignals(&evidence, before: before, after: after)
            around.selfCheck = SelfCheck(
                lag: monitor.summary(), cores: ProcessorUse.now().coresSince(processor))
            around.checks += FunctionChecks.results(
                of: evidence.probes.filter { $0.outcomeClass != .excluded },
                stream: profile.workload.stream)
            around.checks.append(cancel)
            around.checks += reconcile(before, after, evidence: evidence, cancel: cancel)
            around.excused = around.selfCheck.excused(
                evidence, maxTokens: profile.workload.maxTokens)
            around.checks.append(around.selfCheck.result(excused: around.excused))
        }
        if Task.isCancelled { around.interruptedBy = environment.interruptedBy() }
        if case .text = profile.workload.prompt {
            notes.append(
                "every request sent the same prompt, so a prefix cache makes it look faster than "
                    + "varied traffic")
        }
        return Outcome(evidence: evidence, warmups: warmups, around: around, notes: notes)
    }

    // MARK: - Acts

    private func warmUp(_ evidence: inout GateEvidence) async -> [ProbeRecord] {
        var warmups: [ProbeRecord] = []
        for number in 0..<profile.gate.warmup where evidence.fatal == nil && !Task.isCancelled {
            // Negative numbers: no probe repeats a warm-up's prompt.
            let measured = await sender.send(index: -1 - number)
            var record = record(measured, index: number)
            record.isWarmup = true
            guard record.outcomeClass != .excluded else { break }
            evidence.recordWarmup(record)
            warmups.append(record)
            await environment.observe(.warmedUp(record))
        }
        return warmups
    }

    private func cancelCheck(_ index: Int) async -> CheckResult {
        let signals = signals
        let sender = sender
        guard profile.workload.stream else {
            return CheckResult(
                id: "cancel", group: .function, state: .skipped,
                message: "streaming was not asked for")
        }
        return await CancelCheck(
            read: { await signals.readFirst() },
            hangUp: { await sender.sendAndHangUp(index: index, after: 3).outcome },
            pause: { try? await ContinuousClock().sleep(for: $0) }
        ).run()
    }

    private func probe(
        _ evidence: inout GateEvidence
    ) async -> ClosedLoop<ContinuousClock>.End {
        let loop = ClosedLoop(
            budget: .init(
                concurrency: profile.workload.concurrency, requestsMax: profile.gate.maxProbes,
                timeMax: profile.gate.maxDuration, interval: profile.gate.interval),
            clock: ContinuousClock())
        let shared = SharedEvidence(evidence)
        let environment = environment
        let signals = signals
        let end = await withTaskGroup(of: Void.self) { group in
            // The sampler lives exactly as long as the loop.
            group.addTask {
                while !Task.isCancelled {
                    for reading in await signals.sample(environment.observe) {
                        shared.evidence.withLock { $0.record(reading) }
                    }
                    try? await ContinuousClock().sleep(for: .seconds(1))
                }
            }
            let sender = sender
            let end = await loop.run(
                perform: { await sender.send(index: $0) },
                onResult: { index, measured in
                    let record = record(measured, index: index)
                    let (decision, progress) = shared.evidence.withLock { evidence in
                        evidence.record(record)
                        return (evidence.decision, evidence.progress)
                    }
                    await environment.observe(.probed(record, progress))
                    return decision == .undecided ? .proceed : .stop
                })
            group.cancelAll()
            return end
        }
        evidence = shared.evidence.withLock { $0 }
        evidence.flush()
        return end
    }

    private func record(_ measured: MeasuredRequest, index: Int) -> ProbeRecord {
        ProbeRecord(
            measured, index: index, provider: profile.name, model: sender.model, runStart: start,
            runStartDate: startedAt)
    }

    // MARK: - The server's side

    private func judgeSignals(
        _ evidence: inout GateEvidence, before: [SignalReading?], after: [SignalReading?]
    ) {
        for case (let before?, let after?) in zip(before, after) {
            evidence.record(before)
            evidence.record(after)
            evidence.record(SignalDelta(from: before, to: after))
        }
    }

    /// Did the engine finish as many requests as we sent? If not, others use it too, or something
    /// between us and the engine answers in its place.
    private func reconcile(
        _ before: [SignalReading?], _ after: [SignalReading?], evidence: GateEvidence,
        cancel: CheckResult
    ) -> [CheckResult] {
        var finished = 0.0
        for (before, after) in zip(before, after) {
            guard let before, let after,
                let increase = SignalDelta(from: before, to: after).increase(.requestsFinished)
            else { return [] }
            // Requests that were aborted are those that somebody left, ourselves included.
            let aborted = increase.byReason.filter { $0.key == "abort" }.values.reduce(0, +)
            finished += increase.total - aborted
        }
        guard !before.isEmpty else { return [] }
        let ours = evidence.probes.count { $0.isSuccess || $0.outcome == "empty" }
        let difference = Int(finished.rounded()) - ours
        func result(_ state: CheckResult.State, _ message: String) -> [CheckResult] {
            [CheckResult(id: "reconcile", group: .measurement, state: state, message: message)]
        }
        // An answer read to its end just before the last look may be counted after it.
        if abs(difference) <= profile.workload.concurrency {
            return result(.passed, "the engine finished as many requests as were answered")
        }
        return difference > 0
            ? result(
                .warning,
                "the engine finished \(difference) more requests than ours: others use it too")
            : result(
                .warning,
                "the engine finished \(-difference) fewer requests than were answered: these metrics are "
                    + "not of all that answers")
    }
}
