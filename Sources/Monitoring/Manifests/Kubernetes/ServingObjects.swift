import Readiness
import Signals

/// The engine behind a Service of its own, and under KServe.
enum ServingObjects {
    /// Deployment and Service.
    static func deployment(for subject: GenerationSubject) -> GeneratedFile {
        let kube = KubernetesObject(subject)
        let launch = EngineLaunch(subject)
        return kube.file(
            "kubernetes/deployment.yaml",
            [kube.options(launch), deployment(kube, launch), service(kube, launch)]
                .compactMap { $0 },
            purpose: "The engine: a Deployment and the Service in front of it.",
            use:
                "`kubectl apply -f kubernetes/deployment.yaml`; a gated model needs a secret "
                + "`huggingface-token` with the key `token`. Once it runs, `kubectl port-forward "
                + "-n \(subject.namespace) service/\(subject.name) \(launch.port)` and `firstlight "
                + "limits http://localhost:\(launch.port) --manifest kubernetes/deployment.yaml` "
                + "say whether the slots fit the memory")
    }

    private static func deployment(
        _ kube: KubernetesObject, _ launch: EngineLaunch
    ) -> YAMLNode {
        let replicas = max(kube.subject.profile?.engine.metrics.count ?? 1, 1)
        return kube.object(
            "apps/v1", "Deployment", labels: kube.engineLabels,
            [
                YAMLPair(
                    "spec",
                    .map([
                        YAMLPair("replicas", .number(replicas)),
                        YAMLPair("selector", ["matchLabels": .texts(kube.selector)]),
                        YAMLPair(
                            "strategy",
                            [
                                "type": "RollingUpdate",
                                "rollingUpdate": ["maxUnavailable": 0, "maxSurge": 1],
                            ]),
                        YAMLPair("progressDeadlineSeconds", 2400),
                        YAMLPair(
                            "template",
                            [
                                "metadata": ["labels": .texts(kube.engineLabels)],
                                "spec": .map([
                                    YAMLPair(
                                        "terminationGracePeriodSeconds", 120,
                                        comment: "Answers that have begun are finished."),
                                    YAMLPair("containers", [kube.container(launch)]),
                                    YAMLPair("volumes", kube.volumes(launch)),
                                ]),
                            ]),
                    ]))
            ])
    }

    private static func service(_ kube: KubernetesObject, _ launch: EngineLaunch) -> YAMLNode {
        kube.object(
            "v1", "Service", labels: kube.engineLabels,
            [
                YAMLPair(
                    "spec",
                    [
                        "selector": .texts(kube.selector),
                        "ports": .list(
                            launch.ports.map {
                                [
                                    "name": .text($0.name), "port": .number($0.number),
                                    "targetPort": .text($0.name),
                                ]
                            }),
                    ])
            ])
    }

    // MARK: - KServe

    /// ServingRuntime and InferenceService.
    static func kserve(for subject: GenerationSubject) -> GeneratedSet {
        let kube = KubernetesObject(subject)
        let launch = EngineLaunch(subject)
        var set = GeneratedSet(files: [
            kube.file(
                "kserve/serving.yaml",
                [kube.options(launch), runtime(kube, launch), inferenceService(kube)]
                    .compactMap { $0 },
                purpose: "The engine under KServe: ServingRuntime and InferenceService.",
                use:
                    "`kubectl apply -f kserve/serving.yaml`; Prometheus finds the pods by their "
                    + "annotations (`prometheus/kubernetes.yml`) or by "
                    + "`kubernetes/pods/podmonitor.yaml`: one of the two")
        ])
        set.add(GeneratedSet(notes: launch.notes))
        return set
    }

    private static func runtime(_ kube: KubernetesObject, _ launch: EngineLaunch) -> YAMLNode {
        let port = launch.metrics[0]
        var annotations = ["prometheus.kserve.io/port": "\(port.number)"]
        annotations["prometheus.kserve.io/path"] = port.path
        return kube.object(
            "serving.kserve.io/v1alpha1", "ServingRuntime",
            [
                YAMLPair(
                    "spec",
                    .map([
                        YAMLPair(
                            "annotations", .texts(annotations),
                            comment: "Pods get these; they say where their metrics are."),
                        YAMLPair("multiModel", false),
                        YAMLPair(
                            "supportedModelFormats",
                            [["name": .text(format(kube.subject)), "autoSelect": false]]),
                        YAMLPair(
                            "containers", [kube.container(launch, name: "kserve-container")],
                            comment:
                                "The slots were chosen for this model: another model gets a runtime of its own, or somebody looks at\n"
                                + "them first. firstlight limits URL --manifest FILE says whether they fit."
                        ),
                        YAMLPair("volumes", kube.volumes(launch)),
                    ]))
            ])
    }

    private static func inferenceService(_ kube: KubernetesObject) -> YAMLNode {
        let model = [
            YAMLPair("modelFormat", ["name": .text(format(kube.subject))]),
            YAMLPair(
                "runtime", .text(kube.subject.name),
                comment:
                    "It holds the flags; none of them is repeated here, where it would outlive the model."
            ),
        ]
        return kube.object(
            "serving.kserve.io/v1beta1", "InferenceService", labels: kube.podLabels,
            annotations: [
                "serving.kserve.io/deploymentMode": "RawDeployment",
                "serving.kserve.io/enable-prometheus-scraping": "true",
            ],
            [
                YAMLPair(
                    "spec",
                    [
                        "predictor": .map([
                            YAMLPair("labels", .texts(kube.podLabels)),
                            YAMLPair("minReplicas", 1),
                            YAMLPair(
                                "maxReplicas", 1,
                                comment:
                                    "More replicas than the slots ask for hide a slot limit behind a bill; see keda/."
                            ),
                            YAMLPair("model", .map(model)),
                        ])
                    ])
            ])
    }

    private static func format(_ subject: GenerationSubject) -> String {
        switch subject.engine {
        case .llamacpp: "gguf"
        case .triton: "triton"
        default: "huggingface"
        }
    }
}
