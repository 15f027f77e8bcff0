import Signals

/// What the Prometheus operator is given.
enum OperatorObjects {
    /// ServiceMonitor, PodMonitor, Probe and PrometheusRule.
    ///
    /// - Parameter subject: For what.
    /// - Returns: The files.
    /// - Throws: `GenerationError` for objectives that cannot be meant.
    static func set(for subject: GenerationSubject) throws(GenerationError) -> GeneratedSet {
        let kube = KubernetesObject(subject)
        let launch = EngineLaunch(subject)
        var set = GeneratedSet(files: [
            kube.file(
                "kubernetes/servicemonitor.yaml", [serviceMonitor(kube, launch)],
                purpose: "Has the Prometheus operator scrape every pod behind the Service.",
                use:
                    "`kubectl apply -f kubernetes/servicemonitor.yaml`; when nothing is scraped, "
                    + "compare its labels with `serviceMonitorSelector` of your Prometheus object"),
            kube.file(
                "kubernetes/pods/podmonitor.yaml", [podMonitor(kube, launch)],
                remarks: [
                    "Instead of servicemonitor.yaml, never beside it: both scrape the same pods."
                ],
                purpose:
                    "The same by pods, for KServe and for canaries, which no Service of yours "
                    + "selects."),
            kube.file(
                "kubernetes/probe.yaml", [probe(kube, launch)],
                purpose: "Asks for the engine's health from outside, through a blackbox exporter.",
                use:
                    "`kubectl apply -f kubernetes/probe.yaml` where a blackbox exporter answers as "
                    + "`\(blackbox)`"),
        ])
        set.add(try ruleObject(kube))
        set.add(GeneratedSet(notes: launch.notes))
        return set
    }

    /// The rules as an object: the same groups that the rule files hold.
    ///
    /// - Throws: `GenerationError` for objectives that cannot be meant.
    private static func ruleObject(
        _ kube: KubernetesObject
    ) throws(GenerationError) -> GeneratedFile {
        let subject = kube.subject
        let groups =
            RecordingRules.groups(for: subject) + AlertRules.groups(for: subject)
            + (try ServiceObjectives(subject)).all.map { SLORules.group($0, subject) }
        return GeneratedFile(
            path: "kubernetes/prometheusrule.yaml",
            text: RuleFile.object(groups, name: subject.name, for: subject),
            purpose: "Recording rules, alerts and SLOs for the Prometheus operator.",
            use:
                "`kubectl apply -f kubernetes/prometheusrule.yaml`; when no rule is loaded, compare its "
                + "labels with `ruleSelector` of your Prometheus object")
    }

    private static let blackbox = "blackbox-exporter.monitoring.svc:9115"

    private static func endpoint(_ port: MetricsPort) -> [YAMLPair] {
        [
            YAMLPair("port", .text(port.name)), YAMLPair("path", .text(port.path)),
            YAMLPair("interval", .text(ScrapeInterval.engine.every)),
            YAMLPair("scrapeTimeout", .text(ScrapeInterval.engine.timeout)),
        ]
    }

    private static func serviceMonitor(
        _ kube: KubernetesObject, _ launch: EngineLaunch
    ) -> YAMLNode {
        kube.object(
            "monitoring.coreos.com/v1", "ServiceMonitor",
            [
                YAMLPair(
                    "spec",
                    .map([
                        YAMLPair(
                            "jobLabel", .text(KubernetesObject.appName),
                            comment: "The series get the job \(kube.subject.name)."),
                        YAMLPair("selector", ["matchLabels": .texts(kube.selector)]),
                        YAMLPair(
                            "endpoints", .list(launch.metrics.map { .map(endpoint($0)) }),
                            comment:
                                "Each pod behind the Service is a target of its own. The Service's address as one target would\n"
                                + "show another pod at every scrape, and counters that seem to start anew."
                        ),
                    ]))
            ])
    }

    private static func podMonitor(
        _ kube: KubernetesObject, _ launch: EngineLaunch
    ) -> YAMLNode {
        kube.object(
            "monitoring.coreos.com/v1", "PodMonitor",
            [
                YAMLPair(
                    "spec",
                    .map([
                        YAMLPair(
                            "jobLabel", .text(KubernetesObject.partOf),
                            comment: "The series get the job \(kube.subject.name)."),
                        YAMLPair("selector", ["matchLabels": .texts(kube.podLabels)]),
                        YAMLPair(
                            "podMetricsEndpoints",
                            .list(
                                launch.metrics.map { port in
                                    .map(
                                        endpoint(port) + [
                                            YAMLPair(
                                                "filterRunning", true,
                                                comment: "Finished pods tell nothing.")
                                        ])
                                })),
                    ]))
            ])
    }

    private static func probe(_ kube: KubernetesObject, _ launch: EngineLaunch) -> YAMLNode {
        let subject = kube.subject
        let address =
            "http://\(subject.name).\(subject.namespace).svc:\(launch.port)\(launch.healthPath)"
        return kube.object(
            "monitoring.coreos.com/v1", "Probe",
            [
                YAMLPair(
                    "spec",
                    [
                        "jobName": .text("\(subject.name)-health"),
                        "interval": .text(ScrapeInterval.health.every),
                        "scrapeTimeout": .text(ScrapeInterval.health.timeout),
                        "module": "http_2xx",
                        "prober": ["url": .text(blackbox)],
                        "targets": ["staticConfig": ["static": [.text(address)]]],
                    ])
            ])
    }
}
