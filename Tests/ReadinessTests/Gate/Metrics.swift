import Exposition
import Signals

/// What vLLM's metrics say at one moment.
struct Metrics: Sendable {
    var running: Double? = 0
    var waiting: Double? = 0
    var kvCache: Double? = 0
    var preemptions: Double? = 0
    var finished: Double? = 0
    var aborted: Double = 0
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
        line("generation_tokens_total", 5)
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

    /// What changed until a later moment.
    func delta(to later: Metrics) throws -> SignalDelta {
        SignalDelta(from: try reading, to: try later.reading)
    }
}
