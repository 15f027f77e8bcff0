import PromQL
import Signals

/// Scaling by KEDA on what requests ask of the engine's slots.
enum ScaledObject {
    /// The file.
    ///
    /// - Parameter subject: For what.
    /// - Returns: Nothing but a note for an engine that does not tell its requests.
    static func set(for subject: GenerationSubject) -> GeneratedSet {
        let query = RolloutQuery(
            subject: subject,
            matchers: [
                PromQL.LabelMatcher(name: "job", operation: .equal, value: subject.name)
            ])
        guard let running = query.query(.running, .value) else {
            return GeneratedSet(notes: [
                GenerationNote(
                    "keda",
                    "\(subject.title) does not tell its running requests, so there is nothing to scale on"
                )
            ])
        }
        // Without waiting requests the queue would be invisible; with them two sums are one series.
        let demand = query.query(.waiting, .value).map { "\(running) + \($0)" } ?? running
        let kube = KubernetesObject(subject)
        let slots = EngineLaunch.slots(of: subject)
        let target = max(slots * 3 / 4, 1)
        let node = kube.object(
            "keda.sh/v1alpha1", "ScaledObject",
            [YAMLPair("spec", .map(spec(subject, demand: demand, target: target)))])
        return GeneratedSet(files: [
            kube.file(
                "keda/scaledobject.yaml", [node],
                remarks: [
                    "Scales on requests in the engine, not on the GPU: a busy card says nothing about waiting.",
                    "\(target) requests for each replica are three quarters of its \(slots) slots.",
                ],
                purpose: "Scales the Deployment on running and waiting requests.",
                use:
                    "check with `firstlight limits URL` that the slots fit before scaling out, "
                    + "then `kubectl apply -f keda/scaledobject.yaml`")
        ])
    }

    private static func spec(
        _ subject: GenerationSubject, demand: String, target: Int
    ) -> [YAMLPair] {
        [
            YAMLPair(
                "scaleTargetRef",
                ["apiVersion": "apps/v1", "kind": "Deployment", "name": .text(subject.name)]),
            YAMLPair("pollingInterval", 15),
            YAMLPair("minReplicaCount", 1), YAMLPair("maxReplicaCount", 4),
            YAMLPair(
                "fallback",
                [
                    "failureThreshold": 3, "replicas": 2, "behavior": "currentReplicasIfHigher",
                ],
                comment: "Without Prometheus: what is running stays, and at least two replicas."),
            YAMLPair(
                "advanced",
                [
                    "horizontalPodAutoscalerConfig": [
                        "behavior": .map([
                            YAMLPair(
                                "scaleUp",
                                [
                                    "stabilizationWindowSeconds": 0,
                                    "policies": [
                                        ["type": "Pods", "value": 1, "periodSeconds": 60]
                                    ],
                                ]),
                            YAMLPair(
                                "scaleDown",
                                [
                                    "stabilizationWindowSeconds": 600,
                                    "policies": [
                                        ["type": "Pods", "value": 1, "periodSeconds": 300]
                                    ],
                                ],
                                comment:
                                    "A replica takes minutes to load its model: do not give it away for a quiet moment."
                            ),
                        ])
                    ]
                ]),
            YAMLPair(
                "triggers",
                [
                    .map([
                        YAMLPair("type", "prometheus"),
                        YAMLPair(
                            "metricType", "AverageValue",
                            comment: "The result is divided by the replicas that run."),
                        YAMLPair(
                            "metadata",
                            .map([
                                YAMLPair("serverAddress", .text(PrometheusPlace.address(subject))),
                                YAMLPair(
                                    "query", .text(demand),
                                    comment:
                                        "One series, however many replicas: a result of several is an error to KEDA."
                                ),
                                YAMLPair("threshold", .text("\(target)")),
                                YAMLPair(
                                    "ignoreNullValues", .text("false"),
                                    comment:
                                        "No data is an error and not zero requests, or a metric renamed by an upgrade scales in."
                                ),
                            ])),
                    ])
                ]),
        ]
    }
}
