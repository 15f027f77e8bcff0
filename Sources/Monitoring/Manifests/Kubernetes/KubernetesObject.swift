/// What objects of Kubernetes for one subject have in common.
struct KubernetesObject: Sendable {
    let subject: GenerationSubject

    /// The label by which monitors find all of the subject's pods, whoever starts them.
    static let partOf = "app.kubernetes.io/part-of"
    static let component = "app.kubernetes.io/component"
    static let appName = "app.kubernetes.io/name"
    /// The component that serves.
    static let engine = "engine"

    init(_ subject: GenerationSubject) { self.subject = subject }

    /// The labels that select the pods of the Deployment.
    var selector: [String: String] {
        [Self.appName: subject.name, Self.component: Self.engine]
    }

    /// The labels that every engine's pod has, those of canaries and of KServe too.
    var podLabels: [String: String] {
        [Self.partOf: subject.name, Self.component: Self.engine]
    }

    /// All labels of the engine's objects.
    var engineLabels: [String: String] { selector.merging(podLabels) { first, _ in first } }

    /// An object.
    ///
    /// - Parameters:
    ///   - apiVersion: Group and version.
    ///   - kind: The kind.
    ///   - name: The name; the subject's where none is given.
    ///   - labels: Labels besides who manages it.
    ///   - annotations: Annotations.
    ///   - body: What follows the metadata.
    /// - Returns: The document.
    func object(
        _ apiVersion: String, _ kind: String, name: String? = nil, labels: [String: String] = [:],
        annotations: [String: String] = [:], _ body: [YAMLPair]
    ) -> YAMLNode {
        let managed = labels.merging(["app.kubernetes.io/managed-by": "firstlight"]) { $1 }
        var metadata = [
            YAMLPair("name", .text(name ?? subject.name)),
            YAMLPair("namespace", .text(subject.namespace)),
            YAMLPair("labels", .texts(managed)),
        ]
        if !annotations.isEmpty { metadata.append(YAMLPair("annotations", .texts(annotations))) }
        return .map(
            [
                YAMLPair("apiVersion", .text(apiVersion)), YAMLPair("kind", .text(kind)),
                YAMLPair("metadata", .map(metadata)),
            ] + body)
    }

    /// A file of objects.
    ///
    /// - Parameters:
    ///   - path: Where it belongs.
    ///   - objects: The objects.
    ///   - remarks: Lines of the header.
    ///   - purpose: What it is.
    ///   - use: How it is applied; `kubectl apply` where nothing is said.
    /// - Returns: The file, with its header.
    func file(
        _ path: String, _ objects: [YAMLNode], remarks: [String] = [], purpose: String,
        use: String? = nil
    ) -> GeneratedFile {
        GeneratedFile(
            path: path,
            text: GeneratedHeader.comment(for: subject, remarks) + YAMLWriter.documents(objects),
            purpose: purpose, use: use ?? "`kubectl apply -f \(path)`")
    }

    /// The container that serves.
    ///
    /// - Parameters:
    ///   - launch: How the engine is started.
    ///   - name: The container's name.
    /// - Returns: An item of `containers`.
    func container(_ launch: EngineLaunch, name: String = engine) -> YAMLNode {
        var pairs = [
            YAMLPair("name", .text(name)), YAMLPair("image", .text(launch.image)),
        ]
        if !launch.command.isEmpty {
            pairs.append(YAMLPair("command", .list(launch.command.map { .text($0) })))
        }
        pairs.append(YAMLPair("args", .list(launch.arguments.map { .text($0) })))
        pairs.append(YAMLPair("env", .list(environment(launch))))
        pairs.append(
            YAMLPair(
                "ports",
                .list(
                    launch.ports.map {
                        ["name": .text($0.name), "containerPort": .number($0.number)]
                    })))
        pairs += [
            YAMLPair("resources", ["limits": ["nvidia.com/gpu": .text("1")]]),
            YAMLPair(
                "startupProbe", probe(launch, period: 10, failures: 180),
                comment:
                    "Fetching and loading a model takes minutes: half an hour until it counts as dead."
            ),
            YAMLPair("readinessProbe", probe(launch, period: 5, failures: 3)),
            YAMLPair(
                "livenessProbe", probe(launch, period: 10, failures: 6),
                comment: "Slower than readiness: a full queue must not restart the engine."),
            YAMLPair("volumeMounts", .list(mounts(launch))),
        ]
        return .map(pairs)
    }

    /// The volumes that ``container(_:name:)`` mounts.
    func volumes(_ launch: EngineLaunch) -> YAMLNode {
        var volumes: [YAMLNode] = [
            [
                "name": "shared-memory",
                "emptyDir": ["medium": "Memory", "sizeLimit": "8Gi"],
            ]
        ]
        if launch.configuration != nil {
            volumes.append([
                "name": "engine-options", "configMap": ["name": .text(optionsName)],
            ])
        }
        if let repository = launch.repository {
            volumes.append([
                "name": "models",
                "persistentVolumeClaim": ["claimName": .text(repository.claim)],
            ])
        }
        return .list(volumes)
    }

    /// The ConfigMap with the engine's options, where it has any.
    func options(_ launch: EngineLaunch) -> YAMLNode? {
        launch.configuration.map { configuration in
            object(
                "v1", "ConfigMap", name: optionsName,
                [
                    YAMLPair(
                        "data", .map([YAMLPair("options.yaml", .block(configuration.text))]))
                ])
        }
    }

    private var optionsName: String { "\(subject.name)-options" }

    private func environment(_ launch: EngineLaunch) -> [YAMLNode] {
        let token: YAMLNode = [
            "name": "HF_TOKEN",
            "valueFrom": [
                "secretKeyRef": ["name": "huggingface-token", "key": "token", "optional": true]
            ],
        ]
        return [token]
            + launch.variables.sorted { $0.key < $1.key }.map {
                ["name": .text($0.key), "value": .text($0.value)]
            }
    }

    private func mounts(_ launch: EngineLaunch) -> [YAMLNode] {
        var mounts: [YAMLNode] = [["name": "shared-memory", "mountPath": "/dev/shm"]]
        if let configuration = launch.configuration {
            mounts.append([
                "name": "engine-options", "mountPath": .text(configuration.path),
                "subPath": "options.yaml", "readOnly": true,
            ])
        }
        if let repository = launch.repository {
            mounts.append([
                "name": "models", "mountPath": .text(repository.path), "readOnly": true,
            ])
        }
        return mounts
    }

    private func probe(_ launch: EngineLaunch, period: Int, failures: Int) -> YAMLNode {
        [
            "httpGet": [
                "path": .text(launch.healthPath), "port": .text(EngineLaunch.portName),
            ],
            "periodSeconds": .number(period), "timeoutSeconds": 3,
            "failureThreshold": .number(failures),
        ]
    }
}
