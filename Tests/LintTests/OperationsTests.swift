import Lint
import Testing

/// Configurations, manifests and command lines.
@Suite struct OperationsTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var files: [(name: String, text: String)]
        /// Each finding as `file:line rule: marked text`.
        var found: [String]
    }

    static let prometheus = """
        global:
          scrape_interval: 15s
        scrape_configs:
          - job_name: vllm
            static_configs:
              - targets: ["vllm:8000"]

        """

    static let slow = [
        Case(
            testDescription: "fifteen seconds are fine", files: [("p.yml", prometheus)], found: []),
        Case(
            testDescription: "a minute is too slow for an engine and fine for a node",
            files: [
                (
                    "p.yml",
                    prometheus.replacing("15s", with: "60s")
                        + "  - job_name: node\n    static_configs: [{targets: [\"node:9100\"]}]\n"
                )
            ], found: ["p.yml:2 slow-scrape: 60s"]),
        Case(
            testDescription: "the job's own interval wins",
            files: [
                ("p.yml", prometheus.replacing("vllm\n", with: "vllm\n    scrape_interval: 1m\n"))
            ], found: ["p.yml:5 slow-scrape: 1m"]),
        Case(
            testDescription: "Prometheus's own default is a minute",
            files: [("p.yml", prometheus.replacing("  scrape_interval: 15s\n", with: "  {}\n"))],
            found: ["p.yml:4 slow-scrape: vllm"]),
        Case(
            testDescription: "a monitor object",
            files: [
                (
                    "m.yml",
                    """
                    kind: PodMonitor
                    metadata: {name: sglang}
                    spec:
                      podMetricsEndpoints:
                        - port: http
                          interval: 2m

                    """
                )
            ], found: ["m.yml:6 slow-scrape: 2m"]),
    ]

    /// A blackbox exporter that knocks at an engine's Service once a minute.
    static let knocking = """
        scrape_configs:
          - job_name: vllm-health
            scrape_interval: 60s
            metrics_path: /probe
            static_configs:
              - targets: ["http://vllm.prod.svc:8000/health"]
            relabel_configs:
              - {source_labels: [__address__], target_label: __param_target}
              - {target_label: __address__, replacement: "blackbox:9115"}

        """

    static let probes = [
        Case(
            testDescription: "a blackbox exporter may knock at a Service, and take its time",
            files: [("p.yml", knocking)], found: []),
        Case(
            testDescription: "the target among the parameters says so by itself",
            files: [("p.yml", knocking.replacing("/probe", with: "/metrics"))], found: []),
        Case(
            testDescription: "without either it is a scrape",
            files: [
                (
                    "p.yml",
                    knocking.replacing("/probe", with: "/metrics")
                        .replacing("__param_target", with: "instance")
                )
            ],
            found: [
                "p.yml:3 slow-scrape: 60s",
                "p.yml:6 service-target: \"http://vllm.prod.svc:8000/health\"",
            ]),
        Case(
            testDescription: "a monitor object of a blackbox exporter",
            files: [
                (
                    "m.yml",
                    """
                    kind: ServiceMonitor
                    metadata: {name: vllm}
                    spec: {endpoints: [{path: /probe, interval: 2m, params: {target: [a]}}]}

                    """
                )
            ], found: []),
    ]

    static let service = """
        apiVersion: v1
        kind: Service
        metadata: {name: vllm}
        spec: {selector: {app: vllm}}
        ---
        kind: Deployment
        metadata: {name: vllm}
        spec:
          replicas: 3
          template:
            metadata: {labels: {app: vllm, tier: gpu}}
            spec: {containers: []}

        """

    static let targets = [
        Case(
            testDescription: "a Service of three replicas is no target",
            files: [("p.yml", prometheus), ("s.yml", service)],
            found: ["p.yml:6 service-target: \"vllm:8000\""]),
        Case(
            testDescription: "a Service of one replica is one",
            files: [
                ("p.yml", prometheus),
                ("s.yml", service.replacing("replicas: 3", with: "replicas: 1")),
            ], found: []),
        Case(
            testDescription: "a headless Service is none",
            files: [
                ("p.yml", prometheus),
                (
                    "s.yml",
                    service.replacing("spec: {selector", with: "spec: {clusterIP: None, selector")
                ),
            ], found: []),
        Case(
            testDescription: "the cluster's name of a Service says it by itself",
            files: [("p.yml", prometheus.replacing("vllm:8000", with: "chat.prod.svc:8000"))],
            found: ["p.yml:6 service-target: \"chat.prod.svc:8000\""]),
        Case(
            testDescription: "a compose service of two replicas",
            files: [
                ("p.yml", prometheus),
                (
                    "c.yml",
                    "services:\n  vllm:\n    image: vllm/vllm-openai:v0.11.0\n"
                        + "    deploy: {replicas: 2}\n"
                ),
            ], found: ["p.yml:6 service-target: \"vllm:8000\""]),
    ]

    static let budget = """
        groups:
          - name: g
            rules:
              - record: slo:left
                expr: sum(sum_over_time(slo:bad[30d]))

        """

    static func compose(_ command: String) -> String {
        "services:\n  p:\n    image: prom/prometheus:v2.48.0\n    command: \(command)\n"
    }

    static let retention = [
        Case(
            testDescription: "the default keeps fifteen days",
            files: [("r.yml", budget), ("c.yml", compose("[\"--web.enable-lifecycle\"]"))],
            found: ["c.yml:3 retention: prom/prometheus:v2.48.0"]),
        Case(
            testDescription: "a flag that says less",
            files: [
                ("r.yml", budget), ("c.yml", compose("--storage.tsdb.retention.time=7d")),
            ], found: ["c.yml:4 retention: --storage.tsdb.retention.time=7d"]),
        Case(
            testDescription: "a flag that says enough",
            files: [
                ("r.yml", budget), ("c.yml", compose("[--storage.tsdb.retention.time, 35d]")),
            ], found: []),
        Case(
            testDescription: "no rules, no complaint",
            files: [("c.yml", compose("[]"))], found: []),
    ]

    static func pod(_ image: String, _ arguments: String) -> [(name: String, text: String)] {
        [("p.yml", "kind: Pod\nspec: {containers: [{image: '\(image)', args: [\(arguments)]}]}\n")]
    }

    static let otherEngines = [
        Case(
            testDescription: "llama.cpp's flags, with its underscores",
            files: [
                (
                    "a.sh",
                    "llama-server --metrics -m x.gguf --n_gpu_layers 9 --parallel 4 --no-warmup "
                        + "--flash-attn on --ctx-size 8192\n"
                )
            ], found: []),
        Case(
            testDescription: "llama.cpp takes whole names only",
            files: [("a.sh", "llama-server --metrics --paralel 4 --temper 1\n")],
            found: ["a.sh:1 unknown-flag: --paralel", "a.sh:1 unknown-flag: --temper"]),
        Case(
            testDescription: "llama.cpp has one flag for the way of loading",
            files: [("a.sh", "llama-server --metrics --no-mmap --mlock --draft-max 8\n")],
            found: [
                "a.sh:1 unknown-flag: --no-mmap", "a.sh:1 unknown-flag: --mlock",
                "a.sh:1 unknown-flag: --draft-max",
            ]),
        Case(
            testDescription: "the image with all tools is told to serve",
            files: pod("ghcr.io/ggml-org/llama.cpp:full", "--server, --metrics, -m, x.gguf"),
            found: []),
        Case(
            testDescription: "TGI's flags",
            files: [
                (
                    "a.sh",
                    "text-generation-launcher --model-id m --num-shard 2 --port 80 "
                        + "--max-batch-prefill-tokens=4096 --quantize awq --json-output\n"
                )
            ], found: []),
        Case(
            testDescription: "TGI takes no underscores, and calls the model otherwise",
            files: [
                (
                    "a.sh",
                    "text-generation-launcher --model m --max_total_tokens 2048 "
                        + "--max-concurent-requests 3\n"
                )
            ],
            found: [
                "a.sh:1 unknown-flag: --model", "a.sh:1 unknown-flag: --max_total_tokens",
                "a.sh:1 unknown-flag: --max-concurent-requests",
            ]),
    ]

    static let flags = [
        Case(
            testDescription: "vLLM has no --enable-metrics",
            files: [
                (
                    "c.yml",
                    "services:\n  v:\n    image: vllm/vllm-openai:v0.11.0\n    command:\n"
                        + "      - --model\n      - m\n      - --enable-metrics\n"
                )
            ], found: ["c.yml:7 unknown-flag: --enable-metrics"]),
        Case(
            testDescription: "SGLang has it, and exports nothing without",
            files: [
                ("a.sh", "python3 -m sglang.launch_server --model-path m \\\n  --enable-metrics\n"),
                ("b.sh", "python3 -m sglang.launch_server --model-path m\n"),
            ], found: ["b.sh:1 metrics-off: python3"]),
        Case(
            testDescription: "a script, its values, negations, members and quotes",
            files: [
                (
                    "run.sh",
                    "# vllm serve --enable-metrics\nexport A=b; vllm serve \"m\" --port=8000 "
                        + "--max_num_seqs 16 --no-enable-prefix-caching "
                        + "--compilation-config.level 3 --swap-space 4 --max-num-seq 3\n"
                )
            ], found: ["run.sh:2 unknown-flag: --swap-space"]),
        Case(
            testDescription: "a pod whose shell starts the engine",
            files: [
                (
                    "pod.yml",
                    """
                    kind: Pod
                    spec:
                      containers:
                        - name: c
                          image: vllm/vllm-openai:v0.11.0
                          command: [/bin/sh, -c]
                          args: ["sleep 1 && exec vllm serve m --max-num-sequences 3"]

                    """
                )
            ], found: ["pod.yml:7 unknown-flag: --max-num-sequences"]),
        Case(
            testDescription: "llama.cpp without --metrics",
            files: [("a.sh", "llama-server -m x.gguf --parallel 4\n")],
            found: ["a.sh:1 metrics-off: llama-server"]),
        Case(
            testDescription: "vLLM without its series",
            files: [("a.sh", "vllm serve m --disable-log-stats\n")],
            found: ["a.sh:1 metrics-off: --disable-log-stats"]),
        Case(
            testDescription: "another program's flags are its own",
            files: [("a.sh", "my-server --enable-metrics\n")], found: []),
    ]

    @Test(arguments: slow + probes + targets + retention + flags + otherEngines)
    func `mistakes are found where they stand, and nothing else`(test: Case) {
        let report = Linter().check(
            test.files.map { LintSource(path: $0.name, text: $0.text) })
        #expect(report.failures.isEmpty, "\(report.failures)")
        let found = report.findings.map { finding in
            let source = report.sources[finding.file]
            let line = source.position(of: finding.range.lowerBound).line
            let text = String(decoding: source.bytes[finding.range], as: UTF8.self)
            return "\(source.path):\(line) \(finding.rule): \(text)"
        }
        #expect(found == test.found)
    }

    @Test func `a comment turns a rule off`() {
        let text = """
            services:
              v:
                image: vllm/vllm-openai:v0.11.0
                # firstlight: ignore unknown-flag
                command: [--enable-metrics]

            """
        let report = Linter().check([LintSource(path: "c.yml", text: text)])
        #expect(report.findings.isEmpty)
    }
}
