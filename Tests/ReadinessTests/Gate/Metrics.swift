import Exposition
import Readiness
import Signals

/// What vLLM's metrics say at one moment.
struct Metrics: Sendable {
    var running: Double? = 0
    var waiting: Double? = 0
    var kvCache: Double? = 0
    var preemptions: Double? = 0
    var finished: Double? = 0
    var aborted: Double = 0
    var generated: Double? = 5
    /// Tokens looked up in the prefix cache, and found there.
    var lookedUp: Double?
    var found: Double = 0
    /// What the engine has observed so far, in seconds; `nil` for no such histogram.
    var queueTimes: [Double]?
    var firstTokens: [Double]?
    var gaps: [Double]?
    var latencies: [Double]?
    /// When the process began, in Unix seconds.
    var began: Double = 1000

    /// The text that a scrape gets.
    var text: String {
        var lines = ["process_start_time_seconds \(began)"]
        func line(_ name: String, _ value: Double?, labels: String = "engine=\"0\"") {
            if let value { lines.append("vllm:\(name){\(labels)} \(value)") }
        }
        line("num_requests_running", running)
        line("num_requests_waiting", waiting)
        line("kv_cache_usage_perc", kvCache)
        line("num_preemptions_total", preemptions)
        line("generation_tokens_total", generated)
        line("prefix_cache_queries_total", lookedUp)
        if lookedUp != nil { line("prefix_cache_hits_total", found) }
        func histogram(_ name: String, _ values: [Double]?, _ bounds: [Double]) {
            guard let values else { return }
            for bound in bounds + [.infinity] {
                let le = bound.isFinite ? "\(bound)" : "+Inf"
                line(
                    name + "_bucket", Double(values.count { $0 <= bound }),
                    labels: "engine=\"0\",le=\"\(le)\"")
            }
            line(name + "_sum", values.reduce(0, +))
            line(name + "_count", Double(values.count))
        }
        histogram("request_queue_time_seconds", queueTimes, [0.3, 0.5, 0.8, 1, 1.5])
        histogram("time_to_first_token_seconds", firstTokens, [0.1, 0.25, 0.5, 1])
        histogram("inter_token_latency_seconds", gaps, [0.01, 0.025, 0.05, 0.1])
        histogram("e2e_request_latency_seconds", latencies, [0.3, 0.5, 1, 30])
        if let finished {
            line("request_success_total", finished, labels: "finished_reason=\"stop\"")
            line("request_success_total", aborted, labels: "finished_reason=\"abort\"")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The text evaluated.
    var reading: SignalReading {
        get throws { SignalReading(try ExpositionParser.parse(text.utf8)) }
    }

    /// The scrape of a replica at a time.
    func scrape(at seconds: Double, of replica: String = "a") throws -> TimedScrape {
        TimedScrape(
            instance: replica, unixSeconds: seconds,
            families: try ExpositionParser.parse(text.utf8))
    }
}

extension SignalWindow {
    /// The window of scrapes one second apart, from 100 s on.
    static func of(
        _ moments: [Metrics], replica: String = "a", replicasExpected: Int = 1,
        engineVersion: String? = "0.32.0"
    ) throws -> SignalWindow {
        let scrapes = try moments.enumerated().map { number, metrics in
            try metrics.scrape(at: 100 + Double(number), of: replica)
        }
        return SignalWindow(
            scrapes, origin: .scrapes, from: 100, to: 99 + Double(max(moments.count, 1)),
            replicasExpected: replicasExpected, detection: EngineDetection(kind: .vllm),
            engineVersion: engineVersion)
    }

    /// What the window says about an objective.
    func finding(_ text: String, rivals: Int = 1, ours: Int? = nil) throws -> SignalFinding {
        SignalJudge(self, confidence: 0.95, rivals: rivals, oursFinished: ours)
            .finding(on: try Objective.parse(text))
    }
}
