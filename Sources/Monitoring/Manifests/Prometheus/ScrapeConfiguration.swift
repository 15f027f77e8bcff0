import Signals

/// The configuration of Prometheus: what is scraped how often, which rules, whom to alert.
enum ScrapeConfiguration {
    /// A scrape job besides the engine's.
    struct Exporter {
        let job: String
        let targets: [String]
        let interval: (every: String, timeout: String)
        /// The job of the engine whose limits are among the series; nil where none are.
        var limitsOf: String?
        var comment: String?
    }

    /// The configurations for replicas that are named, and for a cluster.
    static func set(for subject: GenerationSubject) -> GeneratedSet {
        var set = GeneratedSet()
        var targets = ScrapeTargets(subject)
        if targets.groups.isEmpty {
            let launch = EngineLaunch(subject)
            targets = ScrapeTargets(launch, host: "replica-1.example.com")
            let second = ScrapeTargets(launch, host: "replica-2.example.com")
            targets.merge(second)
            set.add(
                GenerationNote(
                    "prometheus",
                    "nobody named a replica, so prometheus/prometheus.yml scrapes replica-1.example.com and "
                        + "replica-2.example.com; name yours as engine.metrics of a profile"))
        } else if targets.isLocal {
            set.add(
                GenerationNote(
                    "prometheus",
                    "a replica is called localhost, which is the same machine only for a Prometheus that runs "
                        + "beside it"))
        }
        let hosts = targets.hosts
        let exporters = machine(
            for: subject, cards: hosts.map { "\($0):9400" }, nodes: hosts.map { "\($0):9100" })
        set.add(
            GeneratedFile(
                path: "prometheus/prometheus.yml",
                text: text(
                    subject, targets, exporters: exporters, alertmanagers: ["localhost:9093"],
                    rules: ["rules/*.rules.yml"]),
                purpose: "Scrape configuration with every replica as a target of its own.",
                use: "`promtool check config prometheus/prometheus.yml`, then `prometheus "
                    + "--config.file=prometheus/prometheus.yml \(StoreRetention(subject).flag)`"))
        set.add(
            GeneratedFile(
                path: "prometheus/kubernetes.yml",
                text: KubernetesDiscovery.text(subject),
                purpose:
                    "The same for a Prometheus in a cluster without its operator: pods are found.",
                use: "give it to a Prometheus whose service account may list pods, with "
                    + "`\(StoreRetention(subject).flag)`"))
        return set
    }

    /// The exporters of cards and hosts.
    static func machine(
        for subject: GenerationSubject, cards: [String], nodes: [String]
    ) -> [Exporter] {
        [
            Exporter(
                job: "dcgm-exporter", targets: cards, interval: ScrapeInterval.cards,
                comment: "One exporter for each host with cards; here those of the replicas."),
            Exporter(
                job: "node-exporter", targets: nodes, interval: ScrapeInterval.node,
                limitsOf: subject.name,
                comment:
                    "Its textfile collector also carries what firstlight limits found: those series keep the engine's\n"
                    + "instance and get its job, so that panels can divide by them."),
        ]
    }

    /// A configuration.
    ///
    /// - Parameters:
    ///   - subject: For what.
    ///   - targets: The replicas.
    ///   - exporters: What else is scraped.
    ///   - alertmanagers: Host and port of each.
    ///   - rules: The rule files, relative to the configuration.
    /// - Returns: The text.
    static func text(
        _ subject: GenerationSubject, _ targets: ScrapeTargets, exporters: [Exporter],
        alertmanagers: [String], rules: [String]
    ) -> String {
        let jobs = targets.groups.enumerated().map { index, group in
            engineJob(subject, group, index: index)
        }
        return header(subject)
            + YAMLWriter.document(
                .map(
                    top(rules: rules, alertmanagers: alertmanagers) + [
                        YAMLPair("scrape_configs", .list(jobs + exporters.map(exporterJob)))
                    ]))
    }

    /// The header with what the file itself cannot say.
    static func header(_ subject: GenerationSubject) -> String {
        GeneratedHeader.comment(
            for: subject,
            [
                "How long samples are kept is a flag: \(StoreRetention(subject).flag).",
                "It covers the \(PrometheusTime.text(subject.slo.period)) of the error budgets and the longest range of a rule besides.",
            ])
    }

    /// Everything above the jobs.
    static func top(rules: [String], alertmanagers: [String]) -> [YAMLPair] {
        [
            YAMLPair(
                "global",
                [
                    "scrape_interval": "15s", "scrape_timeout": "10s",
                    "evaluation_interval": .text(ScrapeInterval.rules),
                ]),
            YAMLPair("rule_files", .list(rules.map { .text($0) })),
            YAMLPair(
                "alerting",
                [
                    "alertmanagers": [
                        [
                            "static_configs": [
                                ["targets": .list(alertmanagers.map { .text($0) })]
                            ]
                        ]
                    ]
                ]),
        ]
    }

    private static func engineJob(
        _ subject: GenerationSubject, _ group: ScrapeTargets.Group, index: Int
    ) -> YAMLNode {
        let comment =
            "Every replica by its own address, never the Service or load balancer in front of them: that would show\n"
            + "another replica at each scrape, and counters that seem to start anew."
        var pairs = [
            YAMLPair(
                "job_name",
                .text(index == 0 ? subject.name : "\(subject.name)-\(index + 1)"),
                comment: index == 0 ? comment : nil),
            YAMLPair("scrape_interval", .text(ScrapeInterval.engine.every)),
            YAMLPair("scrape_timeout", .text(ScrapeInterval.engine.timeout)),
            YAMLPair("metrics_path", .text(group.path)),
        ]
        if group.scheme != "http" { pairs.append(YAMLPair("scheme", .text(group.scheme))) }
        var targets = [YAMLPair("targets", .list(group.addresses.map { .text($0) }))]
        let chosen = subject.selection.values.filter { subject.labels.further.contains($0.key) }
        if !chosen.isEmpty {
            targets.append(
                YAMLPair(
                    "labels", .texts(chosen), comment: "By these the rules choose the service."))
        }
        pairs.append(YAMLPair("static_configs", [.map(targets)]))
        if index > 0 {
            pairs.append(
                YAMLPair(
                    "relabel_configs",
                    [["target_label": "job", "replacement": .text(subject.name)]],
                    comment: "One service, whatever the path."))
        }
        return .map(pairs)
    }

    private static func exporterJob(_ exporter: Exporter) -> YAMLNode {
        var pairs = [
            YAMLPair("job_name", .text(exporter.job), comment: exporter.comment),
            YAMLPair("scrape_interval", .text(exporter.interval.every)),
            YAMLPair("scrape_timeout", .text(exporter.interval.timeout)),
        ]
        if exporter.limitsOf != nil { pairs.append(YAMLPair("honor_labels", true)) }
        pairs.append(
            YAMLPair(
                "static_configs", [["targets": .list(exporter.targets.map { .text($0) })]]))
        if let job = exporter.limitsOf {
            pairs.append(YAMLPair("metric_relabel_configs", [limitsRelabeling(job)]))
        }
        return .map(pairs)
    }

    /// Gives the series of live limits the job of the engine they are about.
    static func limitsRelabeling(_ job: String) -> YAMLNode {
        [
            "source_labels": ["__name__"], "regex": "firstlight_engine_limit_.+",
            "target_label": "job", "replacement": .text(job),
        ]
    }
}

extension ScrapeTargets {
    /// Adds the replicas of another list.
    mutating func merge(_ other: ScrapeTargets) {
        for group in other.groups {
            for address in group.addresses {
                add(scheme: group.scheme, path: group.path, address: address)
            }
        }
    }
}
