import Signals

/// The services around the engine.
enum StackServices {
    /// The test that an engine is up, with what its image has.
    static func check(_ launch: EngineLaunch, _ engine: EngineKind) -> [String] {
        let url = "http://127.0.0.1:\(launch.port)\(launch.healthPath)"
        switch engine {
        case .tgi, .llamacpp, .triton:
            return ["CMD", "curl", "--fail", "--silent", "--output", "/dev/null", url]
        default:
            return [
                "CMD", "python3", "-c",
                "import urllib.request; urllib.request.urlopen('\(url)', timeout=4)",
            ]
        }
    }

    /// BusyBox's client, which the images of the Prometheus project have.
    private static func fetched(_ url: String) -> [String] {
        ["CMD", "wget", "--quiet", "--spider", url]
    }

    // MARK: - Metrics

    /// Prometheus, Alertmanager, Grafana and the exporters.
    static func metrics(_ subject: GenerationSubject) -> [ComposeService] {
        var prometheus = ComposeService(name: "prometheus", image: StackImage.prometheus)
        prometheus.command = [
            "--config.file=/etc/prometheus/prometheus.yml",
            "--storage.tsdb.path=/prometheus", StoreRetention(subject).flag,
            "--web.enable-lifecycle",
        ]
        prometheus.volumes = [
            "./prometheus.yml:/etc/prometheus/prometheus.yml:ro",
            "\(ComposeStack.Mount.rules):/etc/prometheus/rules:ro", "prometheus:/prometheus",
        ]
        prometheus.ports = [9090]
        prometheus.check = fetched("http://127.0.0.1:9090/-/ready")
        prometheus.comment =
            "Samples outlive the period of the objectives, or the budget is counted over less than it."

        var alertmanager = ComposeService(name: "alertmanager", image: StackImage.alertmanager)
        alertmanager.command = [
            "--config.file=/etc/alertmanager/alertmanager.yml",
            "--storage.path=/alertmanager",
        ]
        alertmanager.volumes = [
            "\(ComposeStack.Mount.alertmanager):/etc/alertmanager/alertmanager.yml:ro",
            "alertmanager:/alertmanager",
        ]
        alertmanager.ports = [9093]
        alertmanager.check = fetched("http://127.0.0.1:9093/-/ready")
        return [prometheus, alertmanager, grafana] + exporters
    }

    private static var grafana: ComposeService {
        var grafana = ComposeService(name: "grafana", image: StackImage.grafana)
        grafana.environment = [
            "GF_SECURITY_ADMIN_PASSWORD__FILE": "/run/secrets/grafana-password",
            "GF_AUTH_ANONYMOUS_ENABLED": "false", "GF_USERS_ALLOW_SIGN_UP": "false",
            "GF_ANALYTICS_REPORTING_ENABLED": "false",
        ]
        grafana.further = [YAMLPair("secrets", ["grafana-password"])]
        grafana.volumes = [
            "\(ComposeStack.Mount.provisioning):/etc/grafana/provisioning:ro",
            "\(ComposeStack.Mount.dashboards):/etc/grafana/dashboards:ro",
            "grafana:/var/lib/grafana",
        ]
        grafana.ports = [3000]
        grafana.check = fetched("http://127.0.0.1:3000/api/health")
        grafana.needs = [("prometheus", "service_healthy")]
        return grafana
    }

    private static var exporters: [ComposeService] {
        var cards = ComposeService(name: "dcgm-exporter", image: StackImage.cardExporter)
        cards.environment = [
            "DCGM_EXPORTER_LISTEN": ":9400", "DCGM_EXPORTER_KUBERNETES": "false",
            "DCGM_EXPORTER_INTERVAL": "10000",
        ]
        cards.further = [YAMLPair("cap_add", ["SYS_ADMIN"])]
        cards.cards = "all"
        cards.check = ["CMD", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9400"]
        cards.comment = "It reads the cards every 10 s, more often than Prometheus asks."

        var node = ComposeService(name: "node-exporter", image: StackImage.nodeExporter)
        node.command = [
            "--path.procfs=/host/proc", "--path.sysfs=/host/sys", "--path.rootfs=/rootfs",
            "--collector.textfile.directory=/textfile",
        ]
        node.further = [YAMLPair("pid", "host")]
        node.volumes = [
            "/proc:/host/proc:ro", "/sys:/host/sys:ro", "/:/rootfs:ro,rslave",
            "textfile:/textfile:ro",
        ]
        node.check = fetched("http://127.0.0.1:9100/")
        return [cards, node]
    }

    // MARK: - Traces

    /// The collector and Jaeger.
    static func traces(_ subject: GenerationSubject) -> [ComposeService] {
        var collector = ComposeService(name: "otel-collector", image: StackImage.collector)
        collector.command = ["--config=/etc/otelcol-contrib/config.yaml"]
        collector.volumes = [
            "\(ComposeStack.Mount.collector):/etc/otelcol-contrib/config.yaml:ro"
        ]
        collector.ports = [4317, 4318]
        collector.needs = [("jaeger", "service_started")]
        collector.comment =
            "The image holds the collector and nothing to test it with; port 13133 tells its health."
        var jaeger = ComposeService(name: "jaeger", image: StackImage.jaeger)
        jaeger.ports = [16686]
        jaeger.comment =
            "Takes OTLP on 4317 from the collector and keeps traces in memory: they end with it."
        return [collector, jaeger]
    }

    // MARK: - firstlight

    /// The live limits as a file for the node exporter, and the gate on demand.
    static func firstlight(
        _ subject: GenerationSubject, _ launch: EngineLaunch
    ) -> [ComposeService] {
        let metrics = launch.metrics[0]
        let url = "http://\(ComposeStack.engineHost):\(launch.port)"
        let place =
            metrics.number == launch.port && metrics.path == "/metrics"
            ? ""
            : " --metrics http://\(ComposeStack.engineHost):\(metrics.number)\(metrics.path)"
        var limits = ComposeService(name: "limits", image: GateObjects.image(subject))
        limits.entrypoint = ["sh", "-c"]
        limits.command = [
            "while :; do firstlight limits \(url)\(place) --format openmetrics --output "
                + "/textfile/limits.prom --quiet; sleep 60; done"
        ]
        // The shell is told of an end by an init, or it would wait for ten seconds.
        limits.further = [YAMLPair("init", true)]
        limits.volumes = ["textfile:/textfile"]
        limits.needs = [(ComposeStack.engineHost, "service_healthy")]
        limits.comment =
            "The limits of the engine that runs, for panels and alerts to divide by. A loop, because its verdict is an\n"
            + "exit code that a missing number changes too."

        var gate = ComposeService(name: "gate", image: GateObjects.image(subject))
        gate.entrypoint = ["firstlight"]
        gate.command = ["gate", "/etc/firstlight/firstlight.yml", "--output", "/runs"]
        if subject.needsKey {
            gate.environment = [GateObjects.keyVariable: "${\(GateObjects.keyVariable):-}"]
        }
        gate.volumes = ["./firstlight.yml:/etc/firstlight/firstlight.yml:ro", "runs:/runs"]
        gate.needs = [(ComposeStack.engineHost, "service_healthy")]
        gate.isOnDemand = true
        gate.comment = "docker compose run --rm gate: its exit code is the verdict."
        return [limits, gate]
    }
}
