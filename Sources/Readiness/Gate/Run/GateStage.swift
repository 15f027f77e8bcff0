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
    final class SharedEvidence: Sendable {
        let evidence: Mutex<GateEvidence>

        init(_ evidence: GateEvidence) {
            self.evidence = Mutex(evidence)
        }
    }

    let profile: Profile
    let environment: GateRunner.Environment
    let sender: ProbeSender
    let signals: SignalWatch
    /// The store of metrics to ask once the run is over, if there is one.
    var store: StoreWatch?
    /// The engine's release as it states it.
    var engineVersion: String?
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
        var around = GateConclusion.Circumstances()
        var times = ServerTimeCheck()
        let warmups = await warmUp(&evidence, &times)
        if Task.isCancelled {
            around.end = .cancelled
        } else if evidence.fatal == nil {
            around = await measure(
                &evidence, times, warmups: warmups.count, cancelIndex: cancelIndex)
        }
        if Task.isCancelled { around.interruptedBy = environment.interruptedBy() }
        return Outcome(evidence: evidence, warmups: warmups, around: around, notes: notes)
    }

    private var notes: [String] {
        var notes: [String] = []
        if case .text = profile.workload.prompt {
            notes.append(
                "every request sent the same prompt, so a prefix cache makes it look faster than "
                    + "varied traffic")
        }
        return notes
    }

    // MARK: - Acts

    /// The requests are alone at the engine unless others use it, so that what it observed between
    /// two looks is theirs.
    private func warmUp(
        _ evidence: inout GateEvidence, _ times: inout ServerTimeCheck
    ) async -> [ProbeRecord] {
        var warmups: [ProbeRecord] = []
        let book = PairBook(signals, lookTimeMax: environment.lookTimeMax)
        for number in 0..<profile.gate.warmup where evidence.fatal == nil && !Task.isCancelled {
            await book.begin()
            // Negative numbers: no probe repeats a warm-up's prompt.
            let measured = await sender.send(index: -1 - number)
            var record = record(measured, index: number)
            record.isWarmup = true
            guard record.counts else { break }
            record.serverTimeToFirstToken = await book.end()
            times.record(record)
            evidence.recordWarmup(record)
            warmups.append(record)
            await environment.observe(.warmedUp(record))
        }
        return warmups
    }

    /// Everything between the first and the last look at the server's counters.
    private func measure(
        _ evidence: inout GateEvidence, _ times: ServerTimeCheck, warmups: Int, cancelIndex: Int
    ) async -> GateConclusion.Circumstances {
        var around = GateConclusion.Circumstances()
        var times = times
        let monitor = SchedulingLagMonitor(eventLoop: sender.client.eventLoop)
        let processor = ProcessorUse.now()
        monitor.start()
        let doesAnswer = warmups == 0 || evidence.hasSucceeded
        let cancel = await cancelCheck(cancelIndex, doesAnswer: doesAnswer)
        // The request that was left is no probe: the window begins after it.
        let begin = unixSeconds
        let before = await signals.look(at: begin, environment.observe)
        around.end = await probe(&evidence, &times)
        monitor.stop()
        let end = unixSeconds
        let after = await signals.look(at: end, environment.observe)
        around.checks += await judgeSignals(&evidence, from: begin, to: end)
        around.selfCheck = SelfCheck(
            lag: monitor.summary(), cores: ProcessorUse.now().coresSince(processor))
        await environment.observe(.checkedItself(around.selfCheck))
        around.checks += FunctionChecks.results(
            of: evidence.probes.filter(\.counts), stream: profile.workload.stream,
            api: profile.target.api)
        around.checks.append(cancel)
        around.checks.append(reconcile(before, after, evidence))
        if signals.count > 0 {
            around.checks.append(times.result(confidence: profile.gate.confidence))
        }
        around.checks += ReplicaCheck.results(
            of: evidence.probes, confidence: profile.gate.confidence)
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
        _ evidence: inout GateEvidence, _ times: inout ServerTimeCheck
    ) async -> ClosedLoop<ContinuousClock>.End {
        let loop = ClosedLoop(
            budget: .init(
                concurrency: profile.workload.concurrency, requestsMax: profile.gate.maxProbes,
                timeMax: profile.gate.maxDuration, interval: profile.gate.interval),
            clock: ContinuousClock())
        let shared = SharedEvidence(evidence)
        let environment = environment
        let begin = ContinuousClock.now
        // Only one after the other are they alone at the engine.
        let book =
            profile.workload.concurrency == 1
            ? PairBook(signals, lookTimeMax: environment.lookTimeMax) : nil
        let end = await withTaskGroup(of: Void.self) { group in
            // The sampler lives exactly as long as the loop.
            group.addTask { await sample(into: shared) }
            let sender = sender
            var isDecided = false
            let end = await loop.run(
                perform: { index in
                    await book?.begin()
                    let measured = await sender.send(index: index)
                    return (measured, await book?.end())
                },
                onResult: { index, result in
                    var record = record(result.0, index: index)
                    record.serverTimeToFirstToken = result.1
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
        for probe in evidence.probes { times.record(probe) }
        return end
    }

    func record(_ measured: MeasuredRequest, index: Int) -> ProbeRecord {
        ProbeRecord(
            measured, index: index, provider: profile.name, model: sender.model, runStart: start,
            runStartDate: startedAt)
    }
}
