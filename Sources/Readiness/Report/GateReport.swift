package import Foundation
package import Load

/// Everything a gate found, ready to be rendered.
package struct GateReport: Sendable {
    /// The verdict.
    package var verdict: Verdict

    /// What kind of reason a verdict other than READY rests on.
    package var verdictClass: VerdictClass?

    /// The reason in a few words, such as `TTFT is over its limit`.
    package var headline: String

    /// The profile's name.
    package var name: String

    /// What answered the probes.
    package var target: TargetIdentity

    /// When the run began, by the wall clock.
    package var startedAt: Date

    /// How long it took.
    package var duration: Duration

    /// How it was decided.
    package var rule: DecisionRule

    /// The confidence of every bound, such as 0.95.
    package var confidence: Double

    /// The objectives, hard ones first, in the order of the profile.
    package var objectives: [ObjectiveResult]

    /// Identity, function and measurement.
    package var checks: [CheckResult]

    /// How many requests were made and what became of them.
    package var counts: ProbeCounts

    /// The failures, most frequent first.
    package var failures: [FailureCount]

    /// TTFT, ITL, E2E and the other client-side metrics that were observed.
    package var latencies: [LatencySummary]

    /// What the reader should know, each a sentence.
    package var notes: [String]

    /// What explains a verdict other than READY, each a sentence without a full stop; empty where
    /// nobody looked or nothing was found.
    package var why: [String]

    /// What to do next, each a sentence.
    package var next: [String]

    /// Every request, warm-up and excluded ones included, in start order.
    package var probes: [ProbeRecord]

    /// What was sent: prompt set, lengths, concurrency, as name and value.
    package var workload: [Setting]

    /// The signal that interrupted the run (2 or 15); `nil` when it ran to its end.
    package var interruptedBy: Int32?

    /// The run directory, as the user may open it; `nil` when nothing was kept.
    package var directory: String?

    /// The version of firstlight that measured.
    package var toolVersion: String

    /// Fingerprint of the effective profile, hexadecimal; tells whether two runs asked the same.
    package var profileDigest: String

    /// A named value for people.
    package struct Setting: Sendable, Equatable {
        /// The setting's name.
        package var name: String
        /// Its value.
        package var value: String

        /// Creates a setting.
        ///
        /// - Parameters:
        ///   - name: The setting's name.
        ///   - value: Its value.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Creates a report of a run that found nothing yet.
    ///
    /// - Parameters:
    ///   - verdict: The verdict.
    ///   - headline: The reason in a few words.
    ///   - name: The profile's name.
    ///   - target: What answered.
    ///   - startedAt: When the run began.
    ///   - rule: How it was decided.
    ///   - confidence: The confidence of every bound.
    package init(
        verdict: Verdict, headline: String, name: String, target: TargetIdentity, startedAt: Date,
        rule: DecisionRule, confidence: Double
    ) {
        self.verdict = verdict
        self.headline = headline
        self.name = name
        self.target = target
        self.startedAt = startedAt
        self.rule = rule
        self.confidence = confidence
        duration = .zero
        objectives = []
        checks = []
        counts = ProbeCounts()
        failures = []
        latencies = []
        notes = []
        why = []
        next = []
        probes = []
        workload = []
        toolVersion = ""
        profileDigest = ""
    }
}
