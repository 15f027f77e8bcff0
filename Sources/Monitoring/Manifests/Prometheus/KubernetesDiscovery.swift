import Signals

/// The configuration of a Prometheus that finds the pods of a cluster itself.
enum KubernetesDiscovery {
    /// A scrape job over pods.
    ///
    /// - Parameters:
    ///   - name: The job.
    ///   - namespace: Where to look; nil for everywhere.
    ///   - keep: Which pods: sources, joined by `;`, and what they match.
    ///   - comment: Why.
    private struct Job {
        let name: String
        let namespace: String?
        let keep: [(sources: [String], pattern: String)]
        let interval: (every: String, timeout: String)
        let comment: String
        var path: String?
        var further: [YAMLNode] = []
    }

    /// The configuration.
    static func text(_ subject: GenerationSubject) -> String {
        let jobs: [YAMLNode] =
            [node(engine(subject)), node(kserve(subject))]
            + [
                node(
                    exporter(
                        "dcgm-exporter", port: "9400", interval: ScrapeInterval.cards,
                        "Cards: one pod on each host that has any.")),
                node(
                    exporter(
                        "node-exporter", port: "9100", interval: ScrapeInterval.node,
                        "Hosts: their state changes slowly.")),
            ]
        return ScrapeConfiguration.header(subject)
            + YAMLWriter.document(
                .map(
                    ScrapeConfiguration.top(
                        rules: ["rules/*.rules.yml"],
                        alertmanagers: ["alertmanager.monitoring.svc:9093"])
                        + [YAMLPair("scrape_configs", .list(jobs))]))
    }

    private static func label(_ name: String) -> String {
        "__meta_kubernetes_pod_label_"
            + String(name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    private static func annotation(_ name: String) -> String {
        "__meta_kubernetes_pod_annotation_"
            + String(name.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }

    private static let kserveLabel = label("serving.kserve.io/inferenceservice")

    private static func engine(_ subject: GenerationSubject) -> Job {
        let launch = EngineLaunch(subject)
        let names = launch.metrics.map(\.name).joined(separator: "|")
        return Job(
            name: subject.name, namespace: subject.namespace,
            keep: [
                (
                    [label(KubernetesObject.partOf), label(KubernetesObject.component)],
                    "\(subject.name);\(KubernetesObject.engine)"
                ),
                ([kserveLabel], ""),
                (["__meta_kubernetes_pod_container_port_name"], names),
            ],
            interval: ScrapeInterval.engine,
            comment:
                "Every pod is a target of its own, never the Service in front of them: that would show another pod at\n"
                + "each scrape, and counters that seem to start anew.",
            path: launch.metrics[0].path)
    }

    /// KServe's pods say themselves where their metrics are.
    private static func kserve(_ subject: GenerationSubject) -> Job {
        Job(
            name: "\(subject.name)-kserve", namespace: subject.namespace,
            keep: [
                ([kserveLabel], subject.name),
                ([annotation("prometheus.kserve.io/port")], "\\d+"),
                (["__meta_kubernetes_pod_container_name"], "kserve-container"),
            ],
            interval: ScrapeInterval.engine,
            comment: "KServe's pods carry the annotations of their ServingRuntime.",
            further: [
                [
                    "source_labels": [
                        .text(annotation("prometheus.kserve.io/path"))
                    ],
                    "regex": .text("(.+)"), "target_label": "__metrics_path__",
                ],
                [
                    "source_labels": [
                        "__meta_kubernetes_pod_ip",
                        .text(annotation("prometheus.kserve.io/port")),
                    ],
                    "separator": .text(":"), "target_label": "__address__",
                ],
                ["target_label": "job", "replacement": .text(subject.name)],
            ])
    }

    private static func exporter(
        _ name: String, port: String, interval: (every: String, timeout: String),
        _ comment: String
    ) -> Job {
        Job(
            name: name, namespace: nil,
            keep: [
                ([label(KubernetesObject.appName)], "(.*-)?\(name)"),
                (["__meta_kubernetes_pod_container_port_number"], port),
            ],
            interval: interval, comment: comment)
    }

    private static func node(_ job: Job) -> YAMLNode {
        var discovery = [YAMLPair("role", "pod")]
        if let namespace = job.namespace {
            discovery.append(YAMLPair("namespaces", ["names": [.text(namespace)]]))
        }
        var relabelings: [YAMLNode] = job.keep.map { keep in
            [
                "source_labels": .list(keep.sources.map { .text($0) }),
                "regex": .text(keep.pattern), "action": "keep",
            ]
        }
        relabelings += job.further
        relabelings += [
            ["source_labels": ["__meta_kubernetes_namespace"], "target_label": "namespace"],
            ["source_labels": ["__meta_kubernetes_pod_name"], "target_label": "pod"],
        ]
        var pairs = [
            YAMLPair("job_name", .text(job.name), comment: job.comment),
            YAMLPair("scrape_interval", .text(job.interval.every)),
            YAMLPair("scrape_timeout", .text(job.interval.timeout)),
        ]
        if let path = job.path { pairs.append(YAMLPair("metrics_path", .text(path))) }
        pairs += [
            YAMLPair("kubernetes_sd_configs", [.map(discovery)]),
            YAMLPair("relabel_configs", .list(relabelings)),
        ]
        return .map(pairs)
    }
}
