import Foundation
import Load
import Signals
import Synchronization

/// The server's side of a gate.
extension GateStage {
    /// The wall clock as Unix seconds, advancing with the monotonic clock.
    var unixSeconds: Double {
        startedAt.timeIntervalSince1970 + start.duration(to: .now).inSeconds
    }

    /// Looks at the signals until the task is cancelled.
    func sample(into shared: SharedEvidence) async {
        guard signals.count > 0 else { return }
        while !Task.isCancelled {
            let readings = await signals.look(at: unixSeconds, environment.observe)
            shared.evidence.withLock { evidence in
                for reading in readings { if let reading { evidence.record(reading) } }
            }
            try? await ContinuousClock().sleep(for: samplingInterval)
        }
    }

    /// Judges the objectives on the server's signals by the whole window.
    ///
    /// Our own scrapes decide where there are any; a store beside them is compared with them, and
    /// where no metrics are named, or none of those named can be read, it decides.
    ///
    /// - Parameters:
    ///   - evidence: Takes the findings.
    ///   - begin: The time of the look that began the window, Unix seconds.
    ///   - end: The time of the look that ended it.
    /// - Returns: What a store says beside our own scrapes.
    func judgeSignals(
        _ evidence: inout GateEvidence, from begin: Double, to end: Double
    ) async -> [CheckResult] {
        let answered = evidence.probes.count { $0.isSuccess || $0.outcome == "empty" }
        let direct = signals.window(from: begin, to: end, engineVersion: engineVersion)
        let isDirect = signals.count > 0 && (store == nil || direct.blindness == nil)
        if isDirect || store == nil { evidence.record(direct, oursFinished: answered) }
        guard let store, evidence.meters.contains(where: \.isServerSide) else { return [] }
        let outcome = await store.look(
            from: begin, to: end, replicas: max(signals.count, 1), engineVersion: engineVersion)
        if !isDirect { evidence.record(outcome, oursFinished: answered) }
        return [
            StoreCheck.result(
                outcome, store: store.title, evidence: evidence, isCompared: isDirect,
                oursFinished: answered, metricsNamed: signals.count)
        ]
    }

    /// The engine's counts beside ours.
    func reconcile(
        _ before: [SignalReading?], _ after: [SignalReading?], _ evidence: GateEvidence
    ) -> CheckResult {
        let answered = evidence.probes.filter { $0.isSuccess || $0.outcome == "empty" }
        let excluded = evidence.probes.count - evidence.counted
        let tokens = answered.map { $0.outputTokensEstimated ? nil : $0.outputTokens }
        return ReconcileCheck.result(
            before: before, after: after,
            requests: .init(
                answered: answered.count, failed: evidence.counted - answered.count,
                // The cancel check's request is one of those that we left.
                left: excluded + 1,
                // An answer read to its end just before a look may be counted after it.
                slack: profile.workload.concurrency,
                outputTokens: tokens.allSatisfy { $0 != nil }
                    ? tokens.reduce(0) { $0 + ($1 ?? 0) } : nil,
                tokensEach: profile.workload.maxTokens))
    }
}
