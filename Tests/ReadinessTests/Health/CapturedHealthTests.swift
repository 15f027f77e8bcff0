import Estimates
import Exposition
import Foundation
import Readiness
import Signals
import Telemetry
import Testing

/// What real engines said under load, and what is made of it.
@Suite struct CapturedHealthTests {
    private static func bytes(_ name: String) throws -> Data {
        try Data(
            contentsOf: Bundle.module.bundleURL.appending(path: "Fixtures/\(name)"))
    }

    /// The bodies before, during and after a load.
    private static func bodies(_ name: String, secondsApart: Double) throws -> HealthScene {
        let families = try ["before", "during", "after"].map { moment in
            try ExpositionParser.parse(try bytes("\(name)-\(moment).txt"))
        }
        return HealthScene(name: "real", families: families, secondsApart: secondsApart)
    }

    /// What was sampled about once a second.
    private static func series(_ name: String, _ seconds: Range<Double>) throws -> HealthScene {
        let scrapes = try RecordedSeries.parse([UInt8](bytes("\(name)-series.jsonl")), name: name)
            .filter { seconds.contains($0.unixSeconds) }
        return HealthScene(name: "real", families: scrapes.map(\.families), secondsApart: 1.05)
    }

    @Test func `the real queue of two slots is seen for what it is`() async throws {
        let whole = try await Self.bodies("vllm-0.32.0-queueing", secondsApart: 27).report()
        #expect(whole.grade == .critical)
        #expect(whole.item("ttft_p95")?.grade == .critical)
        #expect(whole.item("queue_time_p95")?.grade == .critical)
        #expect(whole.item("preemptions_rate")?.grade == .healthy)
        #expect(whole.item("error_share")?.estimate?.count == 23)
        #expect(whole.absences.isEmpty)

        let middle = try await Self.series("vllm-0.32.0-queueing", 10..<21).report()
        let plateau = try #require(middle.item("slot_plateau"))
        #expect(plateau.estimate?.point == 2)
        #expect(plateau.next?.contains("firstlight limits") == true)
        #expect(middle.item("waiting_for_capacity_min")?.grade == .warning)
    }

    @Test func `the real preemptions are critical, and no slot limit is made of them`()
        async throws
    {
        let whole = try await Self.bodies("vllm-0.32.0-preempting", secondsApart: 18).report()
        #expect(whole.grade == .critical)
        #expect(whole.item("preemptions_rate")?.grade == .critical)
        #expect(whole.item("preemptions_rate")?.evidence.hasPrefix("37 preemptions") == true)

        let middle = try await Self.series("vllm-0.32.0-preempting", 13..<24).report()
        let cache = try #require(middle.item("kv_cache_usage_max"))
        #expect(cache.grade == .critical)
        #expect(cache.evidence.contains("lost their cache"))
        #expect(middle.item("slot_plateau") == nil)
        #expect(middle.next.first?.contains("memory for the KV cache") == true)
    }

    @Test func `the real quiet engine is healthy but for what its speed is`() async throws {
        let report = try await Self.bodies("vllm-0.32.0-quiet", secondsApart: 9).report()
        #expect(report.grade == .healthy)
        #expect(report.absences.isEmpty)
        #expect(
            report.items.filter { $0.role == .judges && $0.grade == .unknown }.map(\.id)
                == ["error_share"])
    }

    @Test func `the real llama-server tells what it has, and the rest is named`() async throws {
        let report = try await Self.bodies("llamacpp-b11434-queueing", secondsApart: 50).report()
        #expect(report.replicas.first?.engine == .llamacpp)
        #expect(report.item("tpot_mean") != nil)
        #expect(
            Set(report.absences.map(\.signal)).isSuperset(of: [
                .timeToFirstToken, .queueTime, .errors, .requestsFinished,
            ]))
    }
}
