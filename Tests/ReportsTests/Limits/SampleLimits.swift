import Estimates
import Foundation
import Readiness

/// Limits reports for the renderers: from harmless to as bad as servers can be.
enum SampleLimits {
    static let names = [
        "limits-incident", "limits-fixed", "limits-drift", "limits-unknown", "limits-nasty",
    ]

    static func report(_ name: String) throws -> LimitsReport {
        var input: LimitsInput
        switch name {
        case "limits-incident": input = try incident()
        case "limits-fixed": input = try fixed()
        case "limits-drift": input = try drift()
        case "limits-unknown": input = unknown()
        default: input = nasty()
        }
        if name == "limits-incident" {
            input.was = try ManifestReader.read(
                commandLine: "vllm serve other-30b --max-num-seqs 2"
            ).first
        }
        var report = LimitsConclusion.report(
            input, startedAt: Date(timeIntervalSince1970: 1_795_230_900))
        report.toolVersion = "0.0.0"
        return report
    }

    private static func memory() -> [LimitReading] {
        [
            LimitReading(
                .kvCacheTokens, 71_439, .label,
                source: "label kv_cache_size_tokens of vllm:cache_config_info", scope: "0"),
            LimitReading(.contextTokens, 8192, .http, source: "GET /v1/models", scope: "gemma"),
            LimitReading(
                .kvCacheTokens, 71_439, .log, source: "vllm.log:41",
                evidence: "GPU KV cache size: 71,439 tokens"),
            LimitReading(
                .fullLengthRequests, 8.72, .log, source: "vllm.log:42",
                evidence: "Maximum concurrency for 8,192 tokens per request: 8.72x"),
        ]
    }

    private static func live(_ slots: LimitReading) -> LimitsInput {
        var input = LimitsInput(name: "localhost-8000")
        input.url = "http://localhost:8000"
        input.model = "gemma"
        input.engine = "vllm"
        input.engineVersion = "0.20.1"
        input.live = LimitSet(memory() + [slots])
        return input
    }

    private static func incident() throws -> LimitsInput {
        var input = live(
            LimitReading(
                .runningRequests, 2, .inferred, source: "running flat at 2 while requests wait",
                evidence: "2 running in 3 of 3 scrapes over 4 s while up to 1 waited, KV cache at "
                    + "most 2 % full, no preemptions"))
        input.declared = try ManifestReader.read(
            """
            apiVersion: serving.kserve.io/v1beta1
            kind: InferenceService
            metadata: {name: gemma}
            spec:
              predictor:
                minReplicas: 1
                maxReplicas: 8
                containers:
                  - name: kserve-container
                    image: vllm/vllm-openai:v0.20.1
                    args: [--model=gemma-26b, --served-model-name=gemma, --max-num-seqs=2]
            """, file: "deploy.yaml"
        ).first
        input.observedPeak = 3
        input.tokensPerRequest = Estimate(
            point: 800, lower: 760, upper: 840, count: 412, confidence: 0.95,
            provenance: .serverBucket, method: .histogramBucket)
        return input
    }

    private static func fixed() throws -> LimitsInput {
        var input = live(
            LimitReading(
                .runningRequests, 16, .http,
                source: "vllm_config.scheduler_config.max_num_seqs of GET /server_info"))
        input.tokensPerRequest = .exact(800, provenance: .declared)
        input.declared = try ManifestReader.read(
            commandLine: "vllm serve gemma --max-num-seqs 16"
        ).first
        return input
    }

    private static func drift() throws -> LimitsInput {
        var input = try fixed()
        input.declared = try ManifestReader.read(
            commandLine: "vllm serve gemma --max-num-seqs 32 --max-model-len 8K"
        ).first
        input.expectations.maxNumSeqs = 16
        input.dashboards = [
            DashboardConstant(
                kind: .runningRequests, value: 2, use: .limit,
                holder: "panel \"Engine Saturation\"",
                place: SourcePlace(file: "vllm.json", line: 88),
                evidence: "vllm:num_requests_running / 2")
        ]
        input.live.readings.append(
            LimitReading(.contextTokens, 4096, .log, source: "vllm.log:42"))
        input.live.engines = 2
        input.notes = ["http://replica:8000/metrics refuses connections"]
        return input
    }

    private static func unknown() -> LimitsInput {
        var input = live(
            LimitReading(
                .runningRequests, 3, .inferred, source: "as many ran at once", isLeast: true,
                evidence: "3 running in 1 of 1 scrapes, nothing waited"))
        input.obstacle = "nothing waited (3 running), so the slots were not all taken"
        input.observedPeak = 3
        return input
    }

    /// What servers and files may say.
    private static func nasty() -> LimitsInput {
        var input = live(
            LimitReading(
                .runningRequests, 2, .http, source: "GET /\u{1B}[2J\nx|y", replica: "http://a\"\\b"
            ))
        input.model = "m\u{202E}\"\\\n::error::<script>"
        input.notes = ["line\nbreak \u{1B}[31m | `code` <b>"]
        return input
    }
}
