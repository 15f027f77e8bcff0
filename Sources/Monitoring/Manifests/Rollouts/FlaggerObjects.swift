import PromQL
import Readiness

/// What Flagger asks before it goes on.
enum FlaggerObjects {
    /// Canary, MetricTemplates, and the desk that its webhook asks.
    static func set(for subject: GenerationSubject) -> GeneratedSet {
        let kube = KubernetesObject(subject)
        let query = RolloutQuery(
            subject: subject,
            matchers: [
                PromQL.LabelMatcher(
                    name: "namespace", operation: .equal, value: "{{ namespace }}"),
                PromQL.LabelMatcher(
                    name: "pod", operation: .matchesRegex,
                    value: "{{ target }}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)"),
            ])
        // Flagger knows no metric that is only measured.
        let all = query.checks()
        let checks = all.filter { !$0.isSoft }
        let host = "\(subject.name)-canary.\(subject.namespace).svc"
        var set = GeneratedSet(files: [
            kube.file(
                "flagger/canary.yaml",
                checks.map { template(kube, $0) } + [canary(kube, checks)],
                purpose:
                    "Canary of Flagger with MetricTemplates for the limits and the gate as a webhook.",
                use:
                    "`kubectl apply -f kubernetes/pods/podmonitor.yaml -f flagger/desk.yaml -f "
                    + "flagger/canary.yaml`; the primary's pods and the canary's are told apart by "
                    + "their names"),
            VerdictDesk.file(subject, path: "flagger/desk.yaml", host: host),
        ])
        for note in query.notes { set.add(note) }
        for check in all where check.isSoft {
            set.add(
                GenerationNote(
                    "flagger",
                    "\(check.objective) is a warning, and whatever Flagger asks can roll back: it is "
                        + "left out"))
        }
        set.add(GateObjects.imageNote(subject))
        return set
    }

    private static func name(_ kube: KubernetesObject, _ check: RolloutQuery.Check) -> String {
        "\(kube.subject.name)-\(check.name)"
    }

    private static func template(
        _ kube: KubernetesObject, _ check: RolloutQuery.Check
    ) -> YAMLNode {
        kube.object(
            "flagger.app/v1beta1", "MetricTemplate", name: name(kube, check),
            [
                YAMLPair(
                    "spec",
                    .map([
                        YAMLPair(
                            "provider",
                            [
                                "type": "prometheus",
                                "address": .text(PrometheusPlace.address(kube.subject)),
                            ]),
                        YAMLPair(
                            "query", .text(check.query),
                            comment:
                                "\(check.words). No traffic gives no number, and Flagger holds the canary back."
                        ),
                    ]))
            ])
    }

    private static func canary(
        _ kube: KubernetesObject, _ checks: [RolloutQuery.Check]
    ) -> YAMLNode {
        let launch = EngineLaunch(kube.subject)
        let metrics: [YAMLNode] = checks.map { check in
            let range: YAMLNode =
                check.least.map { ["min": .plain(BucketFlag.number($0))] }
                ?? ["max": .plain(BucketFlag.number(check.most ?? 0))]
            return [
                "name": .text(check.name), "interval": "2m",
                "templateRef": [
                    "name": .text(name(kube, check)),
                    "namespace": .text(kube.subject.namespace),
                ],
                "thresholdRange": range,
            ]
        }
        var analysis = [
            YAMLPair("interval", "2m"),
            YAMLPair("threshold", 3, comment: "Failed checks before it rolls back."),
            YAMLPair("maxWeight", 50), YAMLPair("stepWeight", 10),
        ]
        if !metrics.isEmpty { analysis.append(YAMLPair("metrics", .list(metrics))) }
        analysis.append(
            YAMLPair(
                "webhooks",
                [
                    webhook(kube.subject, "gate-before-traffic", type: "pre-rollout"),
                    webhook(kube.subject, "gate-during-traffic", type: "rollout"),
                ],
                comment:
                    "200 while the newest verdict lets traffic in. The timeouts of one round together are shorter\n"
                    + "than the interval."))
        return kube.object(
            "flagger.app/v1beta1", "Canary",
            [
                YAMLPair(
                    "spec",
                    [
                        "targetRef": [
                            "apiVersion": "apps/v1", "kind": "Deployment",
                            "name": .text(kube.subject.name),
                        ],
                        "progressDeadlineSeconds": 2400,
                        "service": [
                            "port": .number(launch.port),
                            "targetPort": .text(EngineLaunch.portName),
                            "portName": .text(EngineLaunch.portName), "portDiscovery": true,
                        ],
                        "analysis": .map(analysis),
                    ])
            ])
    }

    private static func webhook(
        _ subject: GenerationSubject, _ name: String, type: String
    ) -> YAMLNode {
        [
            "name": .text(name), "type": .text(type),
            "url": .text(VerdictDesk.address(subject) + "/gate"), "timeout": "10s",
        ]
    }
}
