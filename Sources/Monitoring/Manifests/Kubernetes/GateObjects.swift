import Readiness
import Signals

extension GenerationSubject {
    /// Whether the endpoint asks for a key.
    var needsKey: Bool { profile?.target.apiKey != nil }
}

/// The gate in a cluster: the profile and a Job that judges the endpoint by it.
enum GateObjects {
    /// The image of firstlight: nobody publishes one under this name.
    static func image(_ subject: GenerationSubject) -> String {
        "registry.example.com/firstlight:\(subject.toolVersion)"
    }

    /// That the image has to be replaced.
    static func imageNote(_ subject: GenerationSubject) -> GenerationNote {
        GenerationNote(
            "firstlight's image",
            "replace \(image(subject)) by one of yours: any image with firstlight on its PATH, a "
                + "shell and certificate authorities will do; gate/Dockerfile makes one")
    }

    /// The variable that holds the endpoint's key.
    static let keyVariable = "LLM_API_KEY"

    /// Deployment, Service, ConfigMap and Job.
    static func set(for subject: GenerationSubject) -> GeneratedSet {
        let kube = KubernetesObject(subject)
        var set = GeneratedSet(files: [
            ServingObjects.deployment(for: subject),
            kube.file(
                "kubernetes/gate/job.yaml",
                [configMap(kube), job(kube)],
                remarks: [
                    "Exit 1 (NOT READY) and 2 (mistake in the profile) end the Job; 3 (INCONCLUSIVE) is tried again."
                ],
                purpose:
                    "The profile as a ConfigMap, and a Job that fails unless the endpoint is ready.",
                use:
                    "`kubectl rollout status deployment/\(subject.name) -n \(subject.namespace)`, then "
                    + "`kubectl replace --force -f kubernetes/gate/job.yaml` and `kubectl wait "
                    + "--for=condition=complete job/\(subject.name)-gate -n \(subject.namespace)`"),
        ])
        set.add(GeneratedSet(notes: EngineLaunch(subject).notes))
        set.add(imageNote(subject))
        return set
    }

    // MARK: - Profile

    /// The name of the ConfigMap with the profile.
    static func configName(_ subject: GenerationSubject) -> String { "\(subject.name)-profile" }

    /// The profile with the address that the endpoint has within the cluster.
    ///
    /// - Parameters:
    ///   - subject: Whose profile; the gate's defaults where there is none.
    ///   - host: The host of the endpoint.
    /// - Returns: nil for a host that makes no URL.
    static func profile(_ subject: GenerationSubject, host: String) -> Profile? {
        let launch = EngineLaunch(subject)
        guard let url = try? HTTPAddress("http://\(host):\(launch.port)") else { return nil }
        var profile = subject.profile ?? Profile(url: url, name: subject.name)
        profile.target.url = url
        profile.target.caFile = nil
        profile.target.model = profile.target.model ?? EngineLaunch.model(of: subject)
        let metrics = launch.metrics[0]
        profile.engine.metrics =
            metrics.number == launch.port && metrics.path == "/metrics"
            ? []
            : [try? HTTPAddress("http://\(host):\(metrics.number)\(metrics.path)")]
                .compactMap { $0 }
        // A log of this machine is no file of the cluster's.
        profile.engine.startupLog = nil
        return profile
    }

    /// The host of the Service within the cluster.
    static func host(_ subject: GenerationSubject) -> String {
        "\(subject.name).\(subject.namespace).svc"
    }

    private static func configMap(_ kube: KubernetesObject) -> YAMLNode {
        let subject = kube.subject
        let text = profile(subject, host: host(subject)).map { profile in
            ProfileTemplate.render(
                profile, apiKeyVariable: profile.target.apiKey == nil ? nil : keyVariable)
        }
        return kube.object(
            "v1", "ConfigMap", name: configName(subject),
            [YAMLPair("data", .map([YAMLPair("firstlight.yml", .block(text ?? ""))]))])
    }

    // MARK: - Job

    private static func job(_ kube: KubernetesObject) -> YAMLNode {
        kube.object(
            "batch/v1", "Job", name: "\(kube.subject.name)-gate",
            labels: [
                KubernetesObject.appName: "\(kube.subject.name)-gate",
                KubernetesObject.component: "gate",
            ],
            [YAMLPair("spec", jobSpec(kube.subject))])
    }

    /// How often an inconclusive gate is tried again.
    private static let retries = 2

    /// The Job's body, for a Job of its own and for the one that Argo starts.
    ///
    /// - Parameter subject: For what.
    /// - Returns: The value of `spec`.
    static func jobSpec(_ subject: GenerationSubject) -> YAMLNode {
        let gate = (subject.profile?.gate.maxDuration ?? ProfileDefaults.maxDuration)
        let seconds = Int(gate.components.seconds) + 120
        return .map([
            YAMLPair(
                "backoffLimit", .number(retries), comment: "Retries of what was inconclusive."),
            YAMLPair("activeDeadlineSeconds", .number((retries + 1) * seconds)),
            YAMLPair(
                "podFailurePolicy",
                [
                    "rules": [
                        [
                            "action": "FailJob",
                            "onExitCodes": ["operator": "In", "values": [1, 2]],
                        ],
                        ["action": "Count", "onExitCodes": ["operator": "In", "values": [3]]],
                        [
                            "action": "Ignore",
                            "onPodConditions": [
                                ["type": "DisruptionTarget", "status": "True"]
                            ],
                        ],
                    ]
                ]),
            YAMLPair(
                "template",
                [
                    "metadata": ["labels": .texts(["app.kubernetes.io/component": "gate"])],
                    "spec": .map([
                        YAMLPair(
                            "restartPolicy", "Never",
                            comment: "The policy above counts pods, not restarts."),
                        YAMLPair("containers", [container(subject)]),
                        YAMLPair(
                            "volumes",
                            [
                                [
                                    "name": "profile",
                                    "configMap": ["name": .text(configName(subject))],
                                ],
                                ["name": "evidence", "emptyDir": .map([])],
                            ]),
                    ]),
                ]),
        ])
    }

    private static func container(_ subject: GenerationSubject) -> YAMLNode {
        let arguments = [
            "gate", "/etc/firstlight/firstlight.yml", "--allow-degraded", "--output", "/evidence",
            "--termination-log", "/dev/termination-log",
        ]
        var pairs = [
            YAMLPair("name", "firstlight"), YAMLPair("image", .text(image(subject))),
            YAMLPair("command", ["firstlight"]),
            YAMLPair(
                "args", .list(arguments.map { .text($0) }),
                comment:
                    "A soft limit that is violated lets traffic in; leave out --allow-degraded where it must not."
            ),
        ]
        if let key = keyEnvironment(subject) { pairs.append(YAMLPair("env", [key])) }
        pairs += [
            YAMLPair("terminationMessagePath", "/dev/termination-log"),
            YAMLPair(
                "resources",
                [
                    "requests": ["cpu": "500m", "memory": "256Mi"],
                    "limits": ["memory": "1Gi"],
                ]),
            YAMLPair(
                "volumeMounts",
                [
                    ["name": "profile", "mountPath": "/etc/firstlight", "readOnly": true],
                    ["name": "evidence", "mountPath": "/evidence"],
                ]),
        ]
        return .map(pairs)
    }

    /// The key from a secret; nil where the profile needs none.
    static func keyEnvironment(_ subject: GenerationSubject) -> YAMLNode? {
        guard subject.needsKey else { return nil }
        return [
            "name": .text(keyVariable),
            "valueFrom": ["secretKeyRef": ["name": "llm-api-key", "key": "key"]],
        ]
    }
}
