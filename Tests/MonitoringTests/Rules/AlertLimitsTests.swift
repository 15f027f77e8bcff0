import Exposition
import Monitoring
import Readiness
import Signals
import Testing

@Suite struct AlertLimitsTests {
    private let engine = RuleCase(engine: .vllm, version: "0.32.0")

    @Test func `without a profile the catalogue's limits hold`() throws {
        let limits = try #require(AlertLimits(.timeToFirstToken, for: engine.subject()))
        #expect(limits.critical?.value == 2 && limits.warning?.value == 1)
        #expect(limits.critical?.statistic == .quantile(0.95))
        #expect(limits.critical?.objective == nil)
    }

    @Test func `an objective is the critical limit, and the warning lies before it as before`()
        throws
    {
        let subject = try engine.subject(objectives: ["ttft p99 <= 5s", "kv cache max <= 85%"])
        let first = try #require(AlertLimits(.timeToFirstToken, for: subject))
        #expect(first.critical?.value == 5 && first.warning?.value == 2.5)
        #expect(first.critical?.statistic == .quantile(0.99))
        let cache = try #require(AlertLimits(.kvCacheUsage, for: subject))
        #expect(cache.critical?.value == 0.85 && cache.warning?.value == 0.756)
        #expect(subject.judgedQuantiles(of: .timeToFirstToken) == [0.99])
        #expect(subject.recordedQuantiles(of: .timeToFirstToken) == [0.5, 0.95, 0.99])
    }

    @Test func `a warning of the profile is the warning`() throws {
        let subject = try engine.subject(
            objectives: ["ttft p95 <= 5s"], warnings: ["ttft p90 <= 500ms"])
        let limits = try #require(AlertLimits(.timeToFirstToken, for: subject))
        #expect(limits.warning?.value == 0.5 && limits.warning?.statistic == .quantile(0.9))
        #expect(subject.judgedQuantiles(of: .timeToFirstToken) == [0.9, 0.95])
    }

    @Test func `what the engine measures goes before what the client measures`() throws {
        let subject = try engine.subject(
            objectives: ["ttft p95 <= 5s", "server ttft p95 <= 1s"])
        #expect(AlertLimits(.timeToFirstToken, for: subject)?.critical?.value == 1)
    }

    @Test func `a success rate limits the failures`() throws {
        let subject = try engine.subject(objectives: ["success rate >= 75%"])
        #expect(AlertLimits(.errors, for: subject)?.critical?.value == 0.25)
        let alerts = AlertRules.groups(for: subject).flatMap(\.alerts)
            .filter { $0.alert == .highErrorRate }
        #expect(alerts.map(\.tier) == [.critical, .warning])
        #expect(alerts[0].expression.hasPrefix("service:llm_errors:share_5m > 0.25\n"))
        #expect(alerts[1].expression.hasPrefix("service:llm_errors:share_5m > 0.05\n"))
    }

    @Test func `a limit by subtraction has the digits that were written`() throws {
        let subject = try engine.subject(
            objectives: ["ttft p95 <= 2s"], warnings: ["success rate >= 99.9%"])
        let alerts = AlertRules.groups(for: subject).flatMap(\.alerts)
        let warning = try #require(
            alerts.first { $0.alert == .highErrorRate && $0.tier == .warning })
        #expect(warning.expression.hasPrefix("service:llm_errors:share_5m > 0.001\n"))
    }

    @Test(arguments: [
        ("tpot p50 <= 60ms", 20.0), ("tpot p5 <= 60ms", 20), ("tpot p99 <= 60ms", 100),
    ])
    func `no percentile is judged by a handful of requests`(objective: String, least: Double) throws
    {
        let alerts = AlertRules.groups(for: try engine.subject(objectives: [objective]))
            .flatMap(\.alerts)
        let alert = try #require(alerts.first { $0.alert == .highTimePerOutputToken })
        #expect(alert.expression.hasSuffix("* 300 >= \(Int(least))"))
    }

    @Test func `percentiles that round alike have series of their own`() throws {
        let subject = try engine.subject(
            objectives: ["ttft p99.9 <= 2s", "e2e p95.4 <= 30s"],
            warnings: ["ttft p99.94 <= 1s", "e2e p99.99 <= 40s"])
        let records = RecordingRules.groups(for: subject).flatMap(\.recordings).map(\.record)
        #expect(Set(records).count == records.count)
        for name in ["ttft_seconds:p99_9_5m", "ttft_seconds:p99_94_5m", "e2e_seconds:p99_99_5m"] {
            #expect(records.contains("service:llm_\(name)"), "\(name)")
        }
        let alerts = AlertRules.groups(for: subject).flatMap(\.alerts)
        #expect(alerts.contains { $0.detail.hasPrefix("The p95.4 of the last 5 minutes") })
    }

    @Test func `a limit on a mean makes no bound`() throws {
        let subject = try engine.subject(objectives: ["queue mean <= 50ms", "queue p95 <= 70ms"])
        #expect(subject.timeLimits.map(\.description) == ["queue p95 <= 70 ms"])
    }

    @Test(arguments: [
        ("running max <= 16", false), ("preemptions <= 0", false),
        ("prefix cache hit rate >= 30%", false), ("server throughput >= 500 tok/s", false),
        ("kv cache max <= 85%", true),
    ])
    func `a note says truly whether an alert has a limit`(objective: String, isWatched: Bool) throws
    {
        let subject = try engine.subject(objectives: [objective])
        let notes = try ServiceObjectives(subject).notes.map(\.text)
        let said = isWatched ? "; an alert of" : "; no alert of"
        #expect(notes.contains { $0.contains(said) }, "\(notes)")
    }

    @Test func `a limit that is no bound says from where on the alert fires`() throws {
        let alerts = AlertRules.groups(for: try engine.subject()).flatMap(\.alerts)
        let first = try #require(alerts.first { $0.alert == .highTimeToFirstToken })
        #expect(first.comment?.contains("from 2.5 s on") == true)
    }

    @Test func `an objective that is no bound, or lies beyond the last one, is noted`() throws {
        let subject = try engine.subject(
            objectives: ["ttft p95 <= 300ms", "e2e p95 <= 3h"], warnings: ["ttft p95 <= 250ms"])
        let notes = try Generation.files(of: [.rules], for: subject).notes
        let first = try #require(notes.first { $0.subject == "ttft p95 <= 300 ms" })
        #expect(first.text.contains("fires from 0.5 s on"))
        #expect(!notes.contains { $0.subject == "ttft p95 <= 250 ms" })
        let last = try #require(notes.first { $0.subject.hasPrefix("e2e") })
        #expect(last.text.contains("beyond 7680 s, the last bound of vllm:e2e_request_latency"))
        let tiers = AlertRules.groups(for: subject).flatMap(\.alerts)
            .filter { $0.alert == .highEndToEndLatency }.map(\.tier)
        #expect(tiers == [.warning])
    }

    @Test func `rules for a live engine name its series and its bounds`() throws {
        var body = "# TYPE ray_vllm_time_to_first_token_seconds histogram\n"
        for (bound, count) in [("0.5", 1), ("3.0", 2), ("+Inf", 3)] {
            body +=
                "ray_vllm_time_to_first_token_seconds_bucket"
                + "{model_name=\"m\",le=\"\(bound)\"} \(count)\n"
        }
        body += "ray_vllm_time_to_first_token_seconds_sum{model_name=\"m\"} 4\n"
        body += "ray_vllm_time_to_first_token_seconds_count{model_name=\"m\"} 3\n"
        body += "# TYPE ray_vllm_num_requests_running gauge\n"
        body += "ray_vllm_num_requests_running{model_name=\"m\"} 1\n"
        let families = try ExpositionParser.parse(body.utf8)
        let subject = try GenerationSubject(
            engine: .vllm,
            live: LiveEngine(url: "http://127.0.0.1", families: families, model: "m"),
            toolVersion: "0.0.0")
        let rules = RecordingRules.groups(for: subject).flatMap(\.recordings)
        let lower = try #require(
            rules.first { $0.record == "service:llm_ttft_seconds:p95_lower_5m" })
        #expect(lower.expression.contains("3 * (service:llm_ttft_seconds:bucket_share_5m"))
        #expect(!lower.expression.contains("2.5"))
        #expect(rules.allSatisfy { !$0.expression.contains("vllm:") })
        #expect(rules.contains { $0.expression.contains("(ray_vllm_num_requests_running)") })
    }
}
