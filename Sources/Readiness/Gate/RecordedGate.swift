package import Foundation
import Inference
package import Load

/// Judges probes that were recorded earlier; no endpoint is needed.
///
/// The records are judged in the order of the file by the same evidence and the same always-valid
/// bounds as live ones, so that cutting a file at a convenient place gains nothing. All of them are
/// judged, also those after the decision. What a live run learns beside its probes (identity,
/// cancellation, the client's own lag, the server's signals) is skipped by name.
package enum RecordedGate {
    /// Judges records.
    ///
    /// - Parameters:
    ///   - profile: What to require; its target is not contacted.
    ///   - records: The records, in the order in which the requests were started.
    ///   - notes: Remarks of the file's reader.
    ///   - file: The file's name, for the report.
    ///   - now: The wall clock, for runs whose records carry no time.
    /// - Returns: The report.
    package static func report(
        profile: Profile, records: [ProbeRecord], notes: [String], file: String, now: Date
    ) -> GateReport {
        var evidence = GateEvidence(
            gate: profile.gate, objectives: profile.objectives, warnings: profile.warnings,
            maxTokens: profile.workload.maxTokens)
        let warmups = records.filter(\.isWarmup)
        for warmup in warmups { evidence.recordWarmup(warmup) }
        for probe in records where !probe.isWarmup { evidence.record(renumbered: probe) }
        var around = GateConclusion.Circumstances()
        around.isRecorded = true
        around.checks = FunctionChecks.results(
            of: evidence.probes.filter { $0.outcomeClass != .excluded },
            stream: profile.workload.stream)
        around.checks.append(
            CheckResult(
                id: "cancel", group: .function, state: .skipped,
                message: "recorded probes: no endpoint was asked"))
        around.checks.append(around.selfCheck.result(excused: []))
        let rule: DecisionRule =
            switch profile.gate.decision {
            case .sequential: .sequential
            case .threshold:
                .threshold(
                    minProbes: profile.gate.minProbes, passRate: profile.gate.passRate)
            }
        let start = records.map(\.timestamp).min() ?? now
        var report = GateReport(
            verdict: .inconclusive, headline: "", name: profile.name,
            target: TargetIdentity(
                url: nil, model: records.first.map(\.model), api: profile.target.api.rawValue),
            startedAt: now, rule: rule, confidence: profile.gate.confidence)
        report.notes = ["judged from \(file): \(records.count) recorded requests"] + notes
        report.workload = [.init(name: "recorded in", value: file)]
        report.toolVersion = ToolVersion.current
        report.profileDigest = profile.digest
        report.conclude(evidence, warmups: warmups, around)
        let last = records.map { $0.timestamp.addingTimeInterval($0.endToEnd?.inSeconds ?? 0) }
            .max()
        report.duration = .seconds((last ?? start).timeIntervalSince(start))
        return report
    }
}
