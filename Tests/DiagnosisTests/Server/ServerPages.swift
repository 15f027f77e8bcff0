import Exposition
import Signals

/// Hand-made pages of vLLM: what a scraper got, scrape by scrape.
struct ServerPages {
    /// Levels and totals at one scrape.
    struct Moment {
        var running = 2.0
        var waiting = 0.0
        var deferred = 0.0
        var cache = 0.1
        var preemptions = 0.0
        var tokens = 0.0
        var ended = 0.0
        var lengths = 0.0
        var errors = 0.0
        var firstMean = 0.08
        var queueMean = 0.002
        var prefillMean = 0.07
        var wholeMean = 1.0
        var gapMean = 0.01
        var hits = 0.0
        var queries = 0.0
        var start = 1_799_999_000.0
        var extra = ""
    }

    static let begin = 1_800_000_000.0
    var instance = "10.0.0.1:8000"
    var step = 5.0

    /// Pages of a service that ends so many requests between two scrapes, of 100 tokens each.
    ///
    /// The means hold for what ends between a scrape and the one before; totals are added up here.
    func scrapes(
        _ count: Int, each requests: Double = 10,
        _ change: (Int, inout Moment) -> Void = { _, _ in }
    ) throws -> [TimedScrape] {
        var sums = (first: 0.0, queue: 0.0, prefill: 0.0, whole: 0.0, gap: 0.0)
        var ended = 0.0
        var lengths = 0.0
        var tokens = 0.0
        return try (0..<count).map { index in
            var moment = Moment()
            // A cache at work never stands still.
            moment.cache = 0.1 + 0.01 * Double(index % 7)
            moment.tokens = 100 * requests
            moment.ended = requests
            change(index, &moment)
            ended += moment.ended
            lengths += moment.lengths
            tokens += moment.tokens
            sums.first += moment.firstMean * moment.ended
            sums.queue += moment.queueMean * moment.ended
            sums.prefill += moment.prefillMean * moment.ended
            sums.whole += moment.wholeMean * moment.ended
            sums.gap += moment.gapMean * moment.tokens
            let families = [
                ("time_to_first_token_seconds", sums.first, ended),
                ("request_queue_time_seconds", sums.queue, ended),
                ("request_prefill_time_seconds", sums.prefill, ended),
                ("e2e_request_latency_seconds", sums.whole, ended),
                ("inter_token_latency_seconds", sums.gap, tokens),
                ("request_generation_tokens", 100 * ended, ended),
            ].map { name, sum, count in
                """
                # TYPE vllm:\(name) histogram
                vllm:\(name)_bucket{engine="0",le="+Inf"} \(count)
                vllm:\(name)_sum{engine="0"} \(sum)
                vllm:\(name)_count{engine="0"} \(count)
                """
            }.joined(separator: "\n")
            let body = """
                # TYPE process_start_time_seconds gauge
                process_start_time_seconds \(moment.start)
                # TYPE vllm:num_requests_running gauge
                vllm:num_requests_running{engine="0"} \(moment.running)
                # TYPE vllm:num_requests_waiting gauge
                vllm:num_requests_waiting{engine="0"} \(moment.waiting)
                # TYPE vllm:num_requests_waiting_by_reason gauge
                vllm:num_requests_waiting_by_reason{engine="0",reason="capacity"} \
                \(moment.waiting - moment.deferred)
                vllm:num_requests_waiting_by_reason{engine="0",reason="deferred"} \(moment.deferred)
                # TYPE vllm:kv_cache_usage_perc gauge
                vllm:kv_cache_usage_perc{engine="0"} \(moment.cache)
                # TYPE vllm:num_preemptions_total counter
                vllm:num_preemptions_total{engine="0"} \(moment.preemptions)
                # TYPE vllm:generation_tokens_total counter
                vllm:generation_tokens_total{engine="0"} \(tokens)
                # TYPE vllm:prefix_cache_hits_total counter
                vllm:prefix_cache_hits_total{engine="0"} \(moment.hits)
                # TYPE vllm:prefix_cache_queries_total counter
                vllm:prefix_cache_queries_total{engine="0"} \(moment.queries)
                # TYPE vllm:request_success_total counter
                vllm:request_success_total{engine="0",finished_reason="stop"} \
                \(ended - lengths - moment.errors)
                vllm:request_success_total{engine="0",finished_reason="length"} \(lengths)
                vllm:request_success_total{engine="0",finished_reason="error"} \(moment.errors)
                \(families)
                \(moment.extra)

                """
            return TimedScrape(
                instance: instance, unixSeconds: Self.begin + Double(index) * step,
                families: try ExpositionParser.parse(Array(body.utf8)))
        }
    }
}
