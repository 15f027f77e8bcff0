import Readiness
import Signals

/// The configuration of an OpenTelemetry collector that keeps the traces worth keeping.
enum CollectorConfiguration {
    /// Where the file is below the output folder.
    static let path = "otel/collector.yaml"

    /// The file.
    static func set(for subject: GenerationSubject) -> GeneratedSet {
        GeneratedSet(files: [
            GeneratedFile(
                path: path, text: text(subject),
                purpose:
                    "OpenTelemetry collector: all errors and slow requests, a tenth of the rest.",
                use:
                    "`otelcol-contrib validate --config=\(path)`, then run "
                    + "`\(StackImage.collector)` with it; engines send OTLP to port 4317")
        ])
    }

    /// What counts as slow: the tightest limit on whole requests, else the gate's 30 s.
    private static func slow(_ subject: GenerationSubject) -> Double {
        subject.timeLimits
            .filter { $0.metric.servedSignal == .endToEndLatency }.map(\.threshold).min() ?? 30
    }

    private static func text(_ subject: GenerationSubject) -> String {
        GeneratedHeader.comment(
            for: subject,
            [
                "A trace is judged when it is complete, so all spans of one must reach the same collector."
            ])
            + YAMLWriter.document(
                .map([
                    YAMLPair(
                        "extensions", ["health_check": ["endpoint": "0.0.0.0:13133"]]),
                    YAMLPair(
                        "receivers",
                        [
                            "otlp": [
                                "protocols": [
                                    "grpc": ["endpoint": "0.0.0.0:4317"],
                                    "http": ["endpoint": "0.0.0.0:4318"],
                                ]
                            ]
                        ]),
                    YAMLPair("processors", .map(processors(subject))),
                    YAMLPair("connectors", spanMetrics(subject)),
                    YAMLPair(
                        "exporters",
                        [
                            "otlp/jaeger": [
                                "endpoint": .text("${env:OTLP_BACKEND:-jaeger:4317}"),
                                "tls": ["insecure": true],
                            ],
                            "prometheus": [
                                "endpoint": "0.0.0.0:8889",
                                "resource_to_telemetry_conversion": ["enabled": false],
                            ],
                        ]),
                    YAMLPair("service", service),
                ]))
    }

    private static func processors(_ subject: GenerationSubject) -> [YAMLPair] {
        let seconds = slow(subject)
        let wait = Int(max(seconds * 2, 30).rounded(.up))
        return [
            YAMLPair(
                "memory_limiter",
                [
                    "check_interval": "1s", "limit_percentage": 80,
                    "spike_limit_percentage": 20,
                ]),
            YAMLPair(
                "tail_sampling",
                .map([
                    YAMLPair(
                        "decision_wait", .text("\(wait)s"),
                        comment:
                            "Longer than a slow request takes: its last span comes when it ends."),
                    YAMLPair("num_traces", 50000),
                    YAMLPair(
                        "policies", .list(policies(subject, slow: seconds)),
                        comment: "A trace is kept when one of them wants it."),
                ])),
            YAMLPair("batch", ["timeout": "5s", "send_batch_size": 1024]),
        ]
    }

    private static func policies(_ subject: GenerationSubject, slow: Double) -> [YAMLNode] {
        var policies: [YAMLNode] = [
            [
                "name": "errors", "type": "status_code",
                "status_code": ["status_codes": ["ERROR"]],
            ],
            [
                "name": "slow", "type": "latency",
                "latency": ["threshold_ms": .number(Int((slow * 1000).rounded()))],
            ],
        ]
        let first = subject.timeLimits
            .filter { $0.metric.servedSignal == .timeToFirstToken }.map(\.threshold).min()
        if subject.engine == .vllm, let first {
            // vLLM writes the time to the first token on the span of the request, in seconds.
            let attribute = "attributes[\"gen_ai.latency.time_to_first_token\"]"
            policies.append([
                "name": "slow-first-token", "type": "ottl_condition",
                "ottl_condition": [
                    "error_mode": "ignore",
                    "span": [.text("\(attribute) > \(BucketFlag.number(first))")],
                ],
            ])
        }
        policies.append([
            "name": "tenth-of-the-rest", "type": "probabilistic",
            "probabilistic": ["sampling_percentage": 10],
        ])
        return policies
    }

    /// Rates and latencies are counted over all spans, before most are dropped.
    private static func spanMetrics(_ subject: GenerationSubject) -> YAMLNode {
        let bounds = Set([0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] + [slow(subject)]).sorted()
        return [
            "spanmetrics": [
                "namespace": "traces",
                "histogram": [
                    "explicit": [
                        "buckets": .list(
                            bounds.map { .text("\(Int(($0 * 1000).rounded()))ms") })
                    ]
                ],
            ]
        ]
    }

    private static let service: YAMLNode = [
        "extensions": ["health_check"],
        "pipelines": [
            "traces/kept": [
                "receivers": ["otlp"],
                "processors": ["memory_limiter", "tail_sampling", "batch"],
                "exporters": ["otlp/jaeger"],
            ],
            "traces/counted": [
                "receivers": ["otlp"], "processors": ["memory_limiter"],
                "exporters": ["spanmetrics"],
            ],
            "metrics": [
                "receivers": ["spanmetrics"], "processors": ["batch"],
                "exporters": ["prometheus"],
            ],
        ],
    ]
}
