package import Foundation
import Inference
package import Load

/// Judges probes that were recorded earlier: `gate --probes FILE`.
///
/// No request is sent, and nothing is known beside the records: who answered, what the server
/// counted and how busy the recording client was are skipped by name.
///
/// All probes are judged, in start order where every record has a number of its own, else in the
/// order of the file. Nobody stops early any more, but the rule is the same: bounds that hold at
/// every number of probes at once hold for a file of any length, too, and the first decision
/// stands; a file in which later probes contradict it says so at the objective. Under the threshold
/// rule all probes of the file count.
package enum RecordedGate {
    /// Judges records.
    ///
    /// - Parameters:
    ///   - profile: What to require; its target is not asked.
    ///   - records: The records in the order of the file; warm-up ones are set apart.
    ///   - notes: What the reader of the file should know.
    ///   - file: The file's name.
    ///   - now: The time of the judgement, which is the report's; its duration is the records'.
    /// - Returns: The report.
    package static func report(
        profile: Profile, records: [ProbeRecord], notes: [String], file: String, now: Date
    ) -> GateReport {
        let warmups = records.filter(\.isWarmup)
        let probes = inStartOrder(records.filter { !$0.isWarmup })
        var evidence = GateEvidence(
            gate: profile.gate, objectives: profile.objectives, warnings: profile.warnings,
            maxTokens: maxTokens(profile, records))
        for warmup in warmups { evidence.recordWarmup(warmup) }
        for probe in probes { evidence.record(renumbered: probe) }

        var around = GateConclusion.Circumstances()
        around.isRecorded = true
        around.checks = checks(evidence, api: profile.target.api)
        let models = distinct(records.map(\.model))
        var report = GateReport(
            verdict: .inconclusive, headline: "", name: profile.name,
            target: TargetIdentity(
                url: nil, model: models.count == 1 ? models.first : nil,
                api: profile.target.api.rawValue),
            startedAt: now, rule: profile.decisionRule, confidence: profile.gate.confidence)
        let span = span(of: records)
        report.notes = remarks(records, models: models, file: file, since: span?.start) + notes
        report.workload = [.init(name: "recorded probes", value: file)]
        report.toolVersion = ToolVersion.current
        report.profileDigest = profile.digest
        report.duration = span?.duration ?? .zero
        report.conclude(evidence, warmups: warmups, around)
        return report
    }

    // MARK: - Records

    /// A run writes its probes as they end; their numbers tell how they began.
    private static func inStartOrder(_ probes: [ProbeRecord]) -> [ProbeRecord] {
        guard Set(probes.map(\.index)).count == probes.count else { return probes }
        return probes.sorted { $0.index < $1.index }
    }

    /// The most tokens an answer can have: what the profile asks for, or what the records show.
    private static func maxTokens(_ profile: Profile, _ records: [ProbeRecord]) -> Int {
        records.reduce(profile.workload.maxTokens) { max($0, $1.gaps.count + 1) }
    }

    private static func distinct(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// When the recorded run began and how long it took; records without a time take no part.
    private static func span(
        of records: [ProbeRecord]
    ) -> (start: Date, duration: Duration)? {
        let timed = records.filter { $0.timestamp.timeIntervalSince1970 > 0 }
        guard let start = timed.map(\.timestamp).min() else { return nil }
        let end = timed.map { $0.timestamp.addingTimeInterval(($0.endToEnd ?? .zero).inSeconds) }
        let seconds = (end.max() ?? start).timeIntervalSince(start)
        return (start, .milliseconds(Int64((seconds * 1000).rounded())))
    }

    // MARK: - Words

    private static func remarks(
        _ records: [ProbeRecord], models: [String], file: String, since start: Date?
    ) -> [String] {
        let things = records.count == 1 ? "recorded request" : "recorded requests"
        let time = start.map { ", the first at \(ProbeTimestamp.text($0))" } ?? ""
        var remarks = ["judged from \(file): \(records.count) \(things)\(time)"]
        if models.count > 1 {
            remarks.append(
                "the records are of \(models.count) models, judged together: "
                    + models.prefix(10).joined(separator: ", "))
        }
        return remarks
    }

    private static func checks(
        _ evidence: GateEvidence, api: Profile.API
    ) -> [CheckResult] {
        func skipped(_ id: String, _ group: CheckResult.Group, _ why: String) -> CheckResult {
            CheckResult(id: id, group: group, state: .skipped, message: "recorded probes: \(why)")
        }
        let counted = evidence.probes.filter(\.counts)
        // A record says whether its answer was a stream, not whether one was asked for.
        let asked: FunctionChecks.Asked =
            counted.contains { $0.isStream ?? false } ? .stream : .unknown
        return [skipped("model", .identity, "who serves what was not asked")]
            + FunctionChecks.results(of: counted, asked: asked, api: api)
            + [
                skipped("cancel", .function, "no request was sent to be cancelled"),
                skipped("reconcile", .measurement, "what the engine counted is not known"),
                skipped("self", .measurement, "how busy the client was is not known"),
            ]
    }
}
