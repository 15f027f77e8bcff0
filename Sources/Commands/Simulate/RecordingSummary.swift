import EngineModel
import Load
import Readiness
import Rehearsal
import Signals
import Simulator

/// What a fault in virtual time has shown; `nil` stands for what was not observed.
struct RecordingSummary: Encodable, Equatable {
    /// One latency of the measured requests.
    struct Latency: Encodable, Equatable {
        var name: String
        var count: Int
        var p50Seconds: Double?
        var p95Seconds: Double?
        var maxSeconds: Double?

        init(_ name: String, _ durations: [Duration]) {
            let seconds = durations.map { $0 / .seconds(1) }.sorted()
            func quantile(_ share: Double) -> Double? {
                seconds.isEmpty ? nil : seconds[Int((Double(seconds.count - 1) * share).rounded())]
            }
            self.name = name
            count = seconds.count
            p50Seconds = quantile(0.5)
            p95Seconds = quantile(0.95)
            maxSeconds = seconds.last
        }
    }

    /// How many requests ended in one way.
    struct Outcome: Encodable, Equatable {
        var outcome: String
        var count: Int
    }

    var fault: String
    var summary: String
    var shows: String
    /// How bad the fault was, 0 to 1.
    var strength: Double
    var seed: UInt64
    /// Virtual time.
    var seconds: Double
    /// When the first part of the fault that does not hold from the start begins.
    var onsetSeconds: Double?
    var replicas: Int
    /// Sessions that were measured, and those of other users.
    var sessions: Int
    var backgroundSessions: Int
    /// Measured requests.
    var requests: Int
    /// How they ended, the most frequent first.
    var outcomes: [Outcome]
    /// Latencies of all that came so far.
    var latencies: [Latency]
    var beacons: Int
    /// Pages of metrics that were read, and that could not be had.
    var scrapes: Int
    var missedScrapes: Int
    /// Where the evidence is kept.
    var output: String?

    /// Sums up a run.
    init(_ run: VirtualRecording, _ recording: Recording) {
        fault = run.fault.name
        summary = run.fault.summary
        shows = run.fault.shows
        strength = run.strength
        seed = run.seed
        seconds = run.rehearsed.durationSeconds
        let onset = run.rehearsed.deployment.server.faults.onset.map { $0 / .seconds(1) }
        onsetSeconds = onset.flatMap { $0 < run.rehearsed.durationSeconds ? $0 : nil }
        replicas = run.rehearsed.deployment.replicas
        sessions = run.rehearsed.load.sessions
        backgroundSessions = run.rehearsed.background?.sessions ?? 0
        requests = recording.probes.count
        let counts = recording.probes.reduce(into: [:]) { $0[$1.outcome, default: 0] += 1 }
        outcomes = counts.map { Outcome(outcome: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.outcome) < ($0.count, $1.outcome) }
        latencies = [
            Latency("TTFT", recording.probes.compactMap(\.timeToFirstToken)),
            Latency("E2E", recording.probes.compactMap(\.endToEnd)),
            Latency("ITL", recording.probes.flatMap(\.gaps)),
        ]
        beacons = recording.beacons.count
        scrapes = recording.scrapes.count
        missedScrapes = recording.missed.count
        output = run.folder
    }
}
