import Signals

/// The start lines of the engines.
extension EngineLaunch {
    /// `vllm serve` has its metrics on; `--enable-metrics` is a flag of others, and it refuses to
    /// start with it.
    static func vllm(_ subject: GenerationSubject) -> EngineLaunch {
        EngineLaunch(
            image: EngineImage.reference(for: subject),
            command: ["vllm", "serve"],
            coupled: [
                model(of: subject), "--gpu-memory-utilization", "0.90",
                "--max-model-len", "\(lengthMax)", "--max-num-seqs", "\(slots(of: subject))",
            ],
            serving: ["--host", "0.0.0.0", "--port", "8000"] + subject.boundArguments,
            port: 8000, metrics: [MetricsPort(name: portName, number: 8000, path: "/metrics")])
    }

    /// SGLang's metrics are off without `--enable-metrics`.
    static func sglang(_ subject: GenerationSubject) -> EngineLaunch {
        EngineLaunch(
            image: EngineImage.reference(for: subject),
            command: ["python3", "-m", "sglang.launch_server"],
            coupled: [
                "--model-path", model(of: subject), "--context-length", "\(lengthMax)",
                "--max-running-requests", "\(slots(of: subject))",
            ],
            serving: ["--host", "0.0.0.0", "--port", "30000", "--enable-metrics"]
                + subject.boundArguments,
            port: 30000, metrics: [MetricsPort(name: portName, number: 30000, path: "/metrics")])
    }

    /// The image's own entry point finds the libraries, so nothing replaces it.
    static func tgi(_ subject: GenerationSubject) -> EngineLaunch {
        EngineLaunch(
            image: EngineImage.reference(for: subject),
            coupled: [
                "--model-id", model(of: subject), "--max-total-tokens", "\(lengthMax)",
                "--max-batch-size", "\(slots(of: subject))",
            ],
            serving: ["--hostname", "0.0.0.0", "--port", "8080"],
            port: 8080, metrics: [MetricsPort(name: portName, number: 8080, path: "/metrics")])
    }

    /// `--metrics` switches them on, and `--ctx-size` is what all slots share.
    static func llamaCpp(_ subject: GenerationSubject) -> EngineLaunch {
        EngineLaunch(
            image: EngineImage.reference(for: subject),
            coupled: [
                "-hf", model(of: subject), "--n-gpu-layers", "999",
                "--parallel", "\(slots(of: subject))",
                "--ctx-size", "\(slots(of: subject) * lengthMax)",
            ],
            serving: ["--host", "0.0.0.0", "--port", "8080", "--metrics"],
            port: 8080, metrics: [MetricsPort(name: portName, number: 8080, path: "/metrics")],
            cacheVariables: ["HF_HOME", "LLAMA_CACHE"])
    }

    /// `/metrics` is a list in JSON that is emptied by reading; Prometheus has a path of its own,
    /// and both kinds of metrics are off without the options.
    static func tensorRT(_ subject: GenerationSubject) -> EngineLaunch {
        let options = "/etc/engine/options.yaml"
        return EngineLaunch(
            image: EngineImage.reference(for: subject),
            command: ["trtllm-serve", "serve"],
            coupled: [
                model(of: subject), "--max_seq_len", "\(lengthMax)",
                "--max_batch_size", "\(slots(of: subject))",
            ],
            serving: [
                "--host", "0.0.0.0", "--port", "8000", "--extra_llm_api_options", options,
            ],
            port: 8000,
            metrics: [MetricsPort(name: portName, number: 8000, path: "/prometheus/metrics")],
            configuration: (
                options, "return_perf_metrics: true\nenable_iter_perf_stats: true\n"
            ))
    }

    static func lmdeploy(_ subject: GenerationSubject) -> EngineLaunch {
        EngineLaunch(
            image: EngineImage.reference(for: subject),
            command: ["lmdeploy", "serve", "api_server"],
            coupled: [
                model(of: subject), "--session-len", "\(lengthMax)",
                "--max-batch-size", "\(slots(of: subject))",
            ],
            serving: ["--server-name", "0.0.0.0", "--server-port", "23333"],
            port: 23333, metrics: [MetricsPort(name: portName, number: 23333, path: "/metrics")])
    }

    /// Triton serves what lies in its model repository; its engines are built beforehand.
    static func triton(_ subject: GenerationSubject) -> EngineLaunch {
        EngineLaunch(
            image: EngineImage.reference(for: subject),
            command: ["tritonserver"],
            serving: [
                "--model-repository=/models", "--http-port=8000", "--metrics-port=8002",
            ],
            port: 8000, metrics: [MetricsPort(name: "metrics", number: 8002, path: "/metrics")],
            healthPath: "/v2/health/ready",
            repository: (claim: "\(subject.name)-models", path: "/models"),
            notes: [
                GenerationNote(
                    "Triton",
                    "its slots are max_batch_size of the model repository on the claim "
                        + "\(subject.name)-models, and the gate needs its OpenAI frontend in front "
                        + "of it"
                )
            ])
    }

    /// Frontend and worker in one container; discovery by files needs neither etcd nor NATS.
    static func dynamo(_ subject: GenerationSubject) -> EngineLaunch {
        // The flag was called --store-kv up to 0.9.
        let discovery =
            subject.version.map { $0 < EngineVersion(1) } == true
            ? "--store-kv file" : "--discovery-backend file"
        let script =
            "python3 -m dynamo.frontend --http-port 8000 \(discovery) & "
            + "exec python3 -m dynamo.vllm --model \(model(of: subject)) \(discovery) "
            + "--max-model-len \(lengthMax) --max-num-seqs \(slots(of: subject))"
        return EngineLaunch(
            image: EngineImage.reference(for: subject),
            command: ["bash", "-c"], serving: [script], port: 8000,
            metrics: [
                MetricsPort(name: portName, number: 8000, path: "/metrics"),
                MetricsPort(name: "system", number: 8081, path: "/metrics"),
            ],
            // The worker's metrics are off without a port.
            variables: ["DYN_SYSTEM_PORT": "8081"],
            notes: [
                GenerationNote(
                    "Dynamo",
                    "frontend and worker run in one container, so each replica routes to itself; "
                        + "a fleet with shared routing is the Dynamo operator's to deploy")
            ])
    }
}
