import EngineModel

/// What `/metrics` of a Dynamo worker shows of Dynamo itself; the series of the vLLM inside follow in the same body.
struct DynamoWorkerDialect {
    private let snapshot: EngineSnapshot

    init(_ snapshot: EngineSnapshot) {
        self.snapshot = snapshot
    }

    private var metrics: EngineMetrics { snapshot.metrics }

    /// The release of vLLM inside.
    static func engineRelease(of release: SimulatedRelease) -> SimulatedRelease {
        SimulatedRelease(known: .vllm, release.isAtLeast("1.0") ? "0.19.0" : "0.11.1")
    }

    /// Dynamo's families.
    var content: FamilyWriter {
        var writer = FamilyWriter(.plain)
        writeRequests(&writer)
        writer.labels = component
        writeCache(&writer)
        writer.labels = []
        writer.gauge(
            "dynamo_component_uptime_seconds",
            "Total uptime of the DistributedRuntime in seconds", snapshot.elapsedSeconds)
        return writer
    }

    /// The families of the engine inside.
    var engineContent: FamilyWriter {
        var writer = FamilyWriter(.python(createdUnixSeconds: snapshot.startUnixSeconds))
        VLLMDialect(snapshot, release: Self.engineRelease(of: snapshot.release))
            .writeEngine(&writer)
        return writer
    }

    private var component: [(name: String, value: String)] {
        [(name: "dynamo_component", value: "backend"), (name: "dynamo_namespace", value: "dynamo")]
    }

    private func writeRequests(_ writer: inout FamilyWriter) {
        writer.labels = [
            ("dynamo_component", "backend"), ("dynamo_endpoint", "generate"),
            ("dynamo_namespace", "dynamo"), ("model", snapshot.modelName),
        ]
        writer.counter(
            "dynamo_component_requests_total",
            "Total number of requests processed by work handler", metrics.requestsArrived)
        writer.gauge(
            "dynamo_component_inflight_requests",
            "Number of requests currently being processed by work handler",
            Double(metrics.requestsInFlight))
        if snapshot.release.isAtLeast("1.0") {
            writer.counter(
                "dynamo_component_cancellation_total",
                "Total number of requests cancelled by work handler", metrics.finished(.abort))
        }
        if metrics.finished(.error) > 0 {
            writer.counter(
                "dynamo_component_errors_total",
                "Total number of errors in work handler processing",
                [(["error_type": "generate"], Double(metrics.finished(.error)))])
        }
        writer.histogram(
            "dynamo_component_request_duration_seconds",
            "Time spent processing requests by work handler", metrics.endToEnd,
            DialectBounds.dynamoWorker)
    }

    private func writeCache(_ writer: inout FamilyWriter) {
        let blocks = Double(snapshot.engine.kvBlocks)
        let hitRate = snapshot.hitRate ?? 0
        guard snapshot.release.isAtLeast("1.0") else {
            for (name, help, value) in [
                (
                    "active_blocks", "Number of active KV cache blocks currently in use",
                    Double(snapshot.usedBlocks)
                ),
                ("total_blocks", "Total number of KV cache blocks available", blocks),
                (
                    "gpu_cache_usage_percent", "GPU cache usage as a percentage (0.0-1.0)",
                    metrics.kvCacheUsage
                ),
                (
                    "gpu_prefix_cache_hit_rate",
                    "GPU prefix cache hit rate as a percentage (0.0-1.0)", hitRate
                ),
            ] {
                writer.gauge("dynamo_component_kvstats_" + name, help, value)
            }
            return
        }
        writer.labels = [
            ("dynamo_component", "backend"), ("dp_rank", "0"), ("model", snapshot.modelName),
        ]
        writer.gauge(
            "dynamo_component_total_blocks", "Total number of KV cache blocks available", blocks)
        writer.gauge(
            "dynamo_component_gpu_cache_usage_percent",
            "GPU cache usage as a percentage (0.0-1.0)", metrics.kvCacheUsage)
        writer.gauge(
            "dynamo_component_kv_cache_hit_rate",
            "KV cache hit rate as a percentage (0.0-1.0)", hitRate)
    }
}
