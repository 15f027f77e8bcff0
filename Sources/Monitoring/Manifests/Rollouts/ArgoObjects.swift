import PromQL
import Readiness

/// What Argo Rollouts asks before it goes on.
enum ArgoObjects {
    /// AnalysisTemplates and a Rollout that uses them.
    static func set(for subject: GenerationSubject) -> GeneratedSet {
        let kube = KubernetesObject(subject)
        let query = RolloutQuery(
            subject: subject,
            matchers: [
                PromQL.LabelMatcher(
                    name: "namespace", operation: .equal, value: subject.namespace),
                PromQL.LabelMatcher(
                    name: "pod", operation: .matchesRegex,
                    value: "\(subject.name)-{{args.canary-hash}}-.+"),
            ])
        let checks = query.checks()
        var templates = [job(kube), web(kube)]
        if !checks.isEmpty { templates.append(signals(kube, checks)) }
        var set = GeneratedSet(files: [
            kube.file(
                "argo/analysis-templates.yaml", templates,
                purpose:
                    "AnalysisTemplates: the gate as a Job, its verdict over the web, the canary's own series.",
                use:
                    "`kubectl apply -f argo/analysis-templates.yaml`; the Job needs the ConfigMap of "
                    + "`kubernetes/gate/job.yaml`, the web one `argo/desk.yaml`, the series "
                    + "`kubernetes/pods/podmonitor.yaml`"),
            kube.file(
                "argo/rollout.yaml", [rollout(kube, checks: checks)],
                remarks: ["Takes over the pods of kubernetes/deployment.yaml."],
                purpose: "A Rollout over the Deployment that asks the templates at each step.",
                use: "`kubectl apply -f argo/rollout.yaml` after `kubernetes/deployment.yaml`"),
            VerdictDesk.file(
                subject, path: "argo/desk.yaml", host: GateObjects.host(subject)),
        ])
        for note in query.notes { set.add(note) }
        if checks.isEmpty {
            set.add(
                GenerationNote(
                    "argo",
                    "\(subject.title) has no histogram that a limit could be read from, so canaries are "
                        + "judged by the gate alone"))
        }
        set.add(GateObjects.imageNote(subject))
        return set
    }

    private static func name(_ kube: KubernetesObject, _ what: String) -> String {
        "\(kube.subject.name)-\(what)"
    }

    private static func template(
        _ kube: KubernetesObject, _ what: String, arguments: [YAMLNode], dryRun: [YAMLNode] = [],
        metrics: [YAMLNode]
    ) -> YAMLNode {
        var spec: [YAMLPair] = []
        if !arguments.isEmpty { spec.append(YAMLPair("args", .list(arguments))) }
        if !dryRun.isEmpty {
            spec.append(
                YAMLPair(
                    "dryRun", .list(dryRun),
                    comment: "Warnings of the profile: measured, and no reason to roll back."))
        }
        spec.append(YAMLPair("metrics", .list(metrics)))
        return kube.object(
            "argoproj.io/v1alpha1", "AnalysisTemplate", name: name(kube, what),
            [YAMLPair("spec", .map(spec))])
    }

    /// Argo knows only success and failure of a Job: what is inconclusive is tried again within it.
    private static func job(_ kube: KubernetesObject) -> YAMLNode {
        template(
            kube, "gate", arguments: [],
            metrics: [
                [
                    "name": "gate",
                    "provider": ["job": ["spec": GateObjects.jobSpec(kube.subject)]],
                ]
            ])
    }

    private static func web(_ kube: KubernetesObject) -> YAMLNode {
        template(
            kube, "verdict",
            arguments: [
                [
                    "name": "verdict-url",
                    "value": .text(VerdictDesk.address(kube.subject) + "/verdict.json"),
                ]
            ],
            metrics: [
                .map([
                    YAMLPair("name", "verdict"), YAMLPair("interval", "1m"),
                    YAMLPair("count", 5), YAMLPair("failureLimit", 0),
                    YAMLPair("inconclusiveLimit", 3), YAMLPair("consecutiveErrorLimit", 4),
                    YAMLPair(
                        "successCondition", .text("result == \"READY\""),
                        comment: "DEGRADED and INCONCLUSIVE are neither: they pause the rollout."),
                    YAMLPair("failureCondition", .text("result == \"NOT_READY\"")),
                    YAMLPair(
                        "provider",
                        [
                            "web": [
                                "url": .text("{{args.verdict-url}}"),
                                "timeoutSeconds": 10, "jsonPath": .text("{$.verdict}"),
                            ]
                        ]),
                ])
            ])
    }

    private static func signals(
        _ kube: KubernetesObject, _ checks: [RolloutQuery.Check]
    ) -> YAMLNode {
        let metrics: [YAMLNode] = checks.map { check in
            let good: String
            let bad: String
            if let least = check.least {
                good = ">= \(BucketFlag.number(least))"
                bad = "< \(BucketFlag.number(least))"
            } else {
                let most = BucketFlag.number(check.most ?? 0)
                good = "<= \(most)"
                bad = "> \(most)"
            }
            return .map([
                YAMLPair("name", .text(check.name), comment: check.words),
                YAMLPair("initialDelay", "5m"), YAMLPair("interval", "1m"),
                YAMLPair("count", 5), YAMLPair("failureLimit", 1),
                YAMLPair("inconclusiveLimit", 3),
                YAMLPair(
                    "successCondition", .text("len(result) > 0 && result[0] \(good)"),
                    comment:
                        "No result, or no number, is neither: a canary without traffic pauses the rollout."
                ),
                YAMLPair("failureCondition", .text("len(result) > 0 && result[0] \(bad)")),
                YAMLPair(
                    "provider",
                    [
                        "prometheus": [
                            "address": .text(PrometheusPlace.address(kube.subject)),
                            "query": .text(check.query),
                        ]
                    ]),
            ])
        }
        return template(
            kube, "signals", arguments: [["name": "canary-hash"]],
            dryRun: checks.filter(\.isSoft).map { ["metricName": .text($0.name)] },
            metrics: metrics)
    }

    private static func rollout(
        _ kube: KubernetesObject, checks: [RolloutQuery.Check]
    ) -> YAMLNode {
        var steps: [YAMLNode] = [
            ["setWeight": 10],
            ["analysis": ["templates": [["templateName": .text(name(kube, "gate"))]]]],
        ]
        if !checks.isEmpty {
            steps.append([
                "analysis": [
                    "templates": [["templateName": .text(name(kube, "signals"))]],
                    "args": [
                        [
                            "name": "canary-hash",
                            "valueFrom": ["podTemplateHashValue": "Latest"],
                        ]
                    ],
                ]
            ])
        }
        steps += [["setWeight": 50], ["pause": ["duration": "5m"]]]
        return kube.object(
            "argoproj.io/v1alpha1", "Rollout", labels: kube.engineLabels,
            [
                YAMLPair(
                    "spec",
                    [
                        "replicas": 2,
                        "selector": ["matchLabels": .texts(kube.selector)],
                        "workloadRef": [
                            "apiVersion": "apps/v1", "kind": "Deployment",
                            "name": .text(kube.subject.name), "scaleDown": "onsuccess",
                        ],
                        "strategy": ["canary": ["steps": .list(steps)]],
                    ])
            ])
    }
}
