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
    /// The time between two looks at the server's signals.
    let samplingInterval: Duration
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
        evidence.expectSources(signals.count)
        var around = GateConclusion.Circumstances()
        let warmups = await warmUp(&evidence)
        if Task.isCancelled {
            around.end = .cancelled
        } else if evidence.fatal == nil {
            around = await measure(&evidence, warmups: warmups.count, cancelIndex: cancelIndex)
        }
        if Task.isCancelled { around.interruptedBy = environment.interruptedBy() }
        return Outcome(evidence: evidence, warmups: warmups, around: around, notes: notes)
    }

    private var notes: [String] {
        var notes = profile.unusedKeys.map { "\($0) is not used yet" }
        if case .text = profile.workload.prompt {
            notes.append(
                "every request sent the same prompt, so a prefix cache makes it look faster than "
                    + "varied traffic")
        }
        return notes
    }

    // MARK: - Acts

    private func warmUp(_ evidence: inout GateEvidence) async -> [ProbeRecord] {
        var warmups: [ProbeRecord] = []
        for number in 0..<profile.gate.warmup where evidence.fatal == nil && !Task.isCancelled {
            // Negative numbers: no probe repeats a warm-up's prompt.
            let measured = await sender.send(index: -1 - number)
            var record = record(measured, index: number)
            record.isWarmup = true
            guard record.counts else { break }
            evidence.recordWarmup(record)
            warmups.append(record)
            await environment.observe(.warmedUp(record))
        }
        return warmups
    }

    /// Everything between the first and the last look at the server's counters.
    private func measure(
        _ evidence: inout GateEvidence, warmups: Int, cancelIndex: Int
    ) async -> GateConclusion.Circumstances {
        var around = GateConclusion.Circumstances()
        let before = await signals.readAll(environment.observe)
        let monitor = SchedulingLagMonitor(eventLoop: sender.client.eventLoop)
        let processor = ProcessorUse.now()
        monitor.start()
        let doesAnswer = warmups == 0 || evidence.hasSucceeded
        let cancel = await cancelCheck(cancelIndex, doesAnswer: doesAnswer)
        around.end = await probe(&evidence)
        monitor.stop()
        let after = await signals.readAll(environment.observe)
        judgeSignals(&evidence, before: before, after: after)
        around.selfCheck = SelfCheck(
            lag: monitor.summary(), cores: ProcessorUse.now().coresSince(processor))
        around.checks += FunctionChecks.results(
            of: evidence.probes.filter(\.counts), stream: profile.workload.stream)
        around.checks.append(cancel)
        around.checks.append(reconcile(before, after, evidence))
        around.excused = around.selfCheck.excused(evidence)
        around.checks.append(
            around.selfCheck.result(
                excused: around.excused,
                isVerdict: around.excused.contains { !profile.warnings.contains($0) }))
        return around
    }

    private func cancelCheck(_ index: Int, doesAnswer: Bool) async -> CheckResult {
        func skipped(_ why: String) -> CheckResult {
            CheckResult(id: "cancel", group: .function, state: .skipped, message: why)
        }
        guard profile.workload.stream else { return skipped("streaming was not asked for") }
        guard doesAnswer else { return skipped("no request succeeded so far") }
        guard signals.count < 2 else {
            return skipped("with several replicas it cannot be told which one runs the request")
        }
        let signals = signals
        let sender = sender
        return await CancelCheck(
            read: { await signals.readOnly() },
            send: { await sender.sendLong(index: index).outcome },
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
        let begin = ContinuousClock.now
        let end = await withTaskGroup(of: Void.self) { group in
            // The sampler lives exactly as long as the loop.
            group.addTask { await sample(into: shared) }
            let sender = sender
            var isDecided = false
            let end = await loop.run(
                perform: { await sender.send(index: $0) },
                onResult: { index, measured in
                    var record = record(measured, index: index)
                    let isOver =
                        isDecided || Task.isCancelled
                        || begin.duration(to: .now) >= profile.gate.maxDuration
                    if isOver { record.forgetEnd() }
                    let (decision, progress) = shared.evidence.withLock { evidence in
                        evidence.record(record)
                        return (evidence.decision, evidence.progress)
                    }
                    await environment.observe(.probed(record, progress))
                    isDecided = decision != .undecided
                    return isDecided ? .stop : .proceed
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

    private func sample(into shared: SharedEvidence) async {
        guard signals.count > 0 else { return }
        while !Task.isCancelled {
            let readings = await signals.readAll(environment.observe)
            shared.evidence.withLock { evidence in
                for (source, reading) in readings.enumerated() {
                    if let reading { evidence.record(reading, source: source) }
                }
            }
            try? await ContinuousClock().sleep(for: samplingInterval)
        }
    }

    private func judgeSignals(
        _ evidence: inout GateEvidence, before: [SignalReading?], after: [SignalReading?]
    ) {
        for (source, (before, after)) in zip(before, after).enumerated() {
            if let before { evidence.record(before, source: source) }
            if let after { evidence.record(after, source: source) }
            if let before, let after {
                evidence.record(SignalDelta(from: before, to: after), source: source)
            }
        }
    }

    private func reconcile(
        _ before: [SignalReading?], _ after: [SignalReading?], _ evidence: GateEvidence
    ) -> CheckResult {
        let answered = evidence.probes.count { $0.isSuccess || $0.outcome == "empty" }
        let excluded = evidence.probes.count - evidence.counted
        return ReconcileCheck.result(
            before: before, after: after,
            requests: .init(
                answered: answered, failed: evidence.counted - answered,
                // The cancel check's request is one of those that we left.
                left: excluded + 1,
                // An answer read to its end just before a look may be counted after it.
                slack: profile.workload.concurrency))
    }
}
