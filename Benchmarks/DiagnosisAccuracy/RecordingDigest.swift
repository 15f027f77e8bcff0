import Exposition
import Load
import MarkedPages
import Rehearsal
import Signals

/// A recording in a few lines: whether the fault that was put in is there at all.
struct RecordingDigest {
    private let recording: Recording

    init(_ recording: Recording) {
        self.recording = recording
    }

    /// Requests by outcome, times in seconds as p50, p95 and maximum, and what the engines' pages say.
    var text: String {
        [requests, times, pages].map { "   " + $0 }.joined(separator: "\n")
    }

    private var requests: String {
        let outcomes = Dictionary(grouping: recording.probes, by: \.outcome).mapValues(\.count)
        let words = outcomes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return "\(recording.probes.count) requests: \(words); \(recording.beacons.count) beacons, "
            + "\(recording.scrapes.count) scrapes, \(recording.missed.count) missed"
    }

    private var times: String {
        let probes = recording.probes
        let tokens = probes.compactMap { $0.outputTokens.map(Double.init) }
        return [
            ("TTFT", probes.compactMap { $0.timeToFirstToken }.map(Self.seconds)),
            ("longest gap", probes.compactMap { $0.gaps.max() }.map(Self.seconds)),
            ("E2E", probes.compactMap { $0.endToEnd }.map(Self.seconds)), ("tokens", tokens),
        ].map { "\($0.0) \(Self.spread($0.1))" }.joined(separator: "; ")
    }

    private var pages: String {
        let gauges = [
            ("running", ["vllm:num_requests_running"]), ("waiting", ["vllm:num_requests_waiting"]),
            ("cache", ["vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc"]),
        ].map { name, series in "\(name) \(Self.spread(values(of: series).map(\.value)))" }
        let counters = [
            ("preemptions", "vllm:num_preemptions_total"),
            ("generated", "vllm:generation_tokens_total"),
            ("finished", "vllm:request_success_total"),
        ].map { name, series in "\(name) \(Self.number(growth(of: series)))" }
        return (gauges + counters).joined(separator: "; ")
    }

    private func values(of names: [String]) -> [(instance: String, value: Double)] {
        recording.scrapes.sorted { $0.unixSeconds < $1.unixSeconds }.flatMap { scrape in
            scrape.families.flatMap(\.samples).filter { names.contains($0.name) }
                .map { (scrape.instance, $0.value) }
        }
    }

    /// By how much a counter rose, over all its series; what was lost at a new start is left out.
    private func growth(of name: String) -> Double {
        var last: [String: Double] = [:]
        var sum = 0.0
        for scrape in recording.scrapes.sorted(by: { $0.unixSeconds < $1.unixSeconds }) {
            for sample in scrape.families.lazy.flatMap(\.samples) where sample.name == name {
                let key = "\(scrape.instance) \(sample.labels)"
                if let before = last[key] { sum += max(0, sample.value - before) }
                last[key] = sample.value
            }
        }
        return sum
    }

    private static func seconds(_ duration: Duration) -> Double {
        duration / .seconds(1)
    }

    private static func spread(_ values: [Double]) -> String {
        let sorted = values.sorted()
        guard let last = sorted.last else { return "-" }
        let middle = sorted[(sorted.count - 1) / 2]
        let high = sorted[(sorted.count - 1) * 95 / 100]
        return [middle, high, last].map(number).joined(separator: "/")
    }

    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "\(value)" }
        return MarkdownTable.decimal(value, digits: value.magnitude < 100 ? 3 : 0)
    }
}
