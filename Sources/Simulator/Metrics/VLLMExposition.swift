import EngineModel
import Exposition

/// What `/metrics` of vLLM 0.32.0 shows, written by hand from a scrape of the real server.
///
/// Left out are the families of features the model does not have (multi-modal cache, KV connectors, FLOP estimates) and those of the
/// Python process, except its start time.
struct VLLMExposition {
    private let metrics: EngineMetrics
    private let http: RequestCounters.Values
    private let configuration: SimulatedServerConfiguration
    /// When the server, and with it every counter, was created.
    let createdUnixSeconds: Double
    /// The value of the `model_name` label.
    var modelName: String { configuration.modelName }

    /// Takes the present state of a server.
    init(server: ServerState) {
        metrics = server.engine.metrics
        http = server.counters.values
        configuration = server.configuration
        createdUnixSeconds = server.startUnixSeconds
    }

    /// All families in the order of the real server.
    var families: [MetricFamily] {
        let start = MetricFamily(
            name: "process_start_time_seconds",
            help: "Start time of the process since unix epoch in seconds.",
            type: .gauge,
            samples: [Sample(name: "process_start_time_seconds", value: createdUnixSeconds)])
        return [start] + gauges + counters + lengthHistograms + latencyHistograms
            + requestHistograms + [cacheConfiguration] + httpCounters
    }

    // MARK: - Gauges

    private var gauges: [MetricFamily] {
        let waiting = Double(metrics.requestsWaiting)
        return [
            gauge(
                "vllm:num_requests_running", "Number of requests in model execution batches.",
                [([:], Double(metrics.requestsRunning))]),
            gauge(
                "vllm:num_requests_waiting", "Number of requests waiting to be processed.",
                [([:], waiting)]),
            gauge(
                "vllm:num_requests_waiting_by_reason",
                "Number of waiting requests by reason. Reason labels: 'capacity' = waiting for "
                    + "scheduling capacity; 'deferred' = deferred by transient constraints (LoRA "
                    + "budget, KV transfer, blocked status). Sum of all reasons equals "
                    + "vllm:num_requests_waiting.",
                [(["reason": "capacity"], waiting), (["reason": "deferred"], 0)]),
            gauge(
                "vllm:engine_sleep_state",
                "Engine sleep state; awake = 0 means engine is sleeping; awake = 1 means engine "
                    + "is awake; weights_offloaded = 1 means sleep level 1; discard_all = 1 means "
                    + "sleep level 2.",
                [
                    (["sleep_state": "awake"], 1), (["sleep_state": "weights_offloaded"], 0),
                    (["sleep_state": "discard_all"], 0),
                ]),
            gauge(
                "vllm:kv_cache_usage_perc", "KV-cache usage. 1 means 100 percent usage.",
                [([:], metrics.kvCacheUsage)]),
        ]
    }

    // MARK: - Counters

    private var counters: [MetricFamily] {
        let cached = metrics.cachedPromptTokens
        let finished = FinishReason.allCases.map { reason in
            let isHidden = reason == .abort && !configuration.countsAborts
            return (
                ["finished_reason": reason.rawValue], isHidden ? 0 : metrics.finished(reason)
            )
        }
        return [
            counter(
                "vllm:prefix_cache_queries",
                "Prefix cache queries, in terms of number of queried tokens.",
                [([:], metrics.prefixCacheQueries)]),
            counter(
                "vllm:prefix_cache_hits",
                "Prefix cache hits, in terms of number of cached tokens.",
                [([:], metrics.prefixCacheHits)]),
            counter(
                "vllm:num_preemptions", "Cumulative number of preemption from the engine.",
                [([:], metrics.preemptions)]),
            counter(
                "vllm:prompt_tokens", "Number of prefill tokens processed.",
                [([:], metrics.promptTokens)]),
            counter(
                "vllm:prompt_tokens_by_source", "Number of prompt tokens by source.",
                [
                    (["source": "local_compute"], metrics.promptTokens - cached),
                    (["source": "local_cache_hit"], cached),
                    (["source": "external_kv_transfer"], 0),
                ]),
            counter(
                "vllm:prompt_tokens_cached",
                "Number of cached prompt tokens (local + external).", [([:], cached)]),
            counter(
                "vllm:generation_tokens", "Number of generation tokens processed.",
                [([:], metrics.generationTokens)]),
            counter(
                "vllm:request_success", "Count of successfully processed requests.", finished),
            rejections,
        ].flatMap { $0 }
    }

    /// The model refuses nobody at admission; the real family has no `engine` label.
    private var rejections: [MetricFamily] {
        let model = Label(name: "model_name", value: configuration.modelName)
        let labels = ["max_num_queued_reqs", "max_num_queued_tokens"].map {
            ([model, Label(name: "reason", value: $0)], UInt64(0))
        }
        return counter(
            "vllm:admission_rejections",
            "Number of admission attempts rejected by a queue limit, by reason.",
            labelled: labels)
    }

    private var httpCounters: [MetricFamily] {
        counter(
            "http_requests", "Total number of requests by method, status and handler.",
            labelled: http.requests.sorted { $0.key < $1.key }.map { route, count in
                (
                    [
                        Label(name: "handler", value: route.handler),
                        Label(name: "method", value: route.method),
                        Label(name: "status", value: route.status),
                    ], UInt64(count)
                )
            })
    }

    // MARK: - Histograms

    private var lengthHistograms: [MetricFamily] {
        [
            histogram(
                "vllm:request_prompt_tokens", "Number of prefill tokens processed.",
                metrics.requestPromptTokens),
            histogram(
                "vllm:request_generation_tokens", "Number of generation tokens processed.",
                metrics.requestGenerationTokens),
            histogram(
                "vllm:iteration_tokens_total",
                "Histogram of number of tokens per engine_step.", metrics.iterationTokens),
            histogram(
                "vllm:request_max_num_generation_tokens",
                "Histogram of maximum number of requested generation tokens.",
                http.longestAnswer),
            histogram(
                "vllm:request_params_n", "Histogram of the n request parameter.", http.choices),
            histogram(
                "vllm:request_params_max_tokens",
                "Histogram of the max_tokens request parameter.", metrics.requestMaxTokens),
        ].flatMap { $0 }
    }

    private var latencyHistograms: [MetricFamily] {
        [
            histogram(
                "vllm:time_to_first_token_seconds",
                "Histogram of time to first token in seconds.", metrics.timeToFirstToken),
            histogram(
                "vllm:inter_token_latency_seconds",
                "Histogram of inter-token latency in seconds.", metrics.interTokenLatency),
            histogram(
                "vllm:request_time_per_output_token_seconds",
                "Histogram of time_per_output_token_seconds per request.",
                metrics.timePerOutputToken),
            histogram(
                "vllm:e2e_request_latency_seconds",
                "Histogram of e2e request latency in seconds.", metrics.endToEnd),
            histogram(
                "vllm:request_queue_time_seconds",
                "Histogram of time spent in WAITING phase for request.", metrics.queueTime),
            histogram(
                "vllm:request_inference_time_seconds",
                "Histogram of time spent in RUNNING phase for request.", metrics.inferenceTime),
            histogram(
                "vllm:request_prefill_time_seconds",
                "Histogram of time spent in PREFILL phase for request.", metrics.prefillTime),
            histogram(
                "vllm:request_decode_time_seconds",
                "Histogram of time spent in DECODE phase for request.", metrics.decodeTime),
        ].flatMap { $0 }
    }

    private var requestHistograms: [MetricFamily] {
        histogram(
            "vllm:request_num_preemptions",
            "Histogram of the number of times a request was preempted.",
            metrics.requestPreemptions)
            + histogram(
                "vllm:request_prefill_kv_computed_tokens",
                "Histogram of new KV tokens computed during prefill (excluding cached tokens).",
                metrics.prefillComputedTokens)
    }

    // MARK: - Info

    private var cacheConfiguration: MetricFamily {
        let engine = configuration.engine
        let cacheTokens = engine.kvBlocks * engine.blockSize
        let concurrency = Double(cacheTokens) / Double(engine.maxModelLen)
        let labels = [
            ("block_size", "\(engine.blockSize)"),
            ("cache_dtype", "auto"),
            ("enable_prefix_caching", engine.prefixCaching ? "True" : "False"),
            ("engine", "0"),
            ("gpu_memory_utilization", "0.92"),
            ("kv_cache_max_concurrency", FloatStyle.python.text(concurrency)),
            ("kv_cache_size_tokens", "\(cacheTokens)"),
            ("num_cpu_blocks", "None"),
            ("num_gpu_blocks", "\(engine.kvBlocks)"),
            ("num_gpu_blocks_override", "None"),
            ("sliding_window", "None"),
        ]
        return MetricFamily(
            name: "vllm:cache_config_info",
            help: "Information of the LLMEngine CacheConfig",
            type: .gauge,
            samples: [
                Sample(
                    name: "vllm:cache_config_info",
                    labels: labels.map { Label(name: $0.0, value: $0.1) }, value: 1)
            ])
    }
}
