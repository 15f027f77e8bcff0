import Yams

/// Finds what manifests and compose files start, and the names under which it is reached.
struct ManifestCommandReader {
    let file: Int
    let yaml: YAMLReader

    /// Kinds of objects that start containers, or stand before them.
    static let kinds: Set<String> = [
        "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod", "Rollout",
        "ServingRuntime", "ClusterServingRuntime", "InferenceService", "LeaderWorkerSet", "Service",
        "DynamoGraphDeployment", "RayService", "Prometheus",
    ]

    /// What an object starts.
    ///
    /// - Parameter node: The object.
    /// - Returns: The commands of its containers, and the name it gives to pods.
    func read(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        if node["kind"]?.string == "Service" {
            document.services.append(
                ServiceName(
                    name: node["metadata"]?["name"]?.string ?? "",
                    isBalanced: node["spec"]?["clusterIP"]?.string != "None",
                    replicas: nil, selector: strings(node["spec"]?["selector"])))
            return document
        }
        if let template = node["spec"]?["template"] {
            document.workloads.append(
                Workload(
                    labels: strings(template["metadata"]?["labels"]),
                    replicas: node["spec"]?["replicas"]?.int ?? 1))
        }
        collect(node, into: &document, depth: 0)
        return document
    }

    /// What the services of a compose file start.
    ///
    /// - Parameter services: The mapping below `services`.
    /// - Returns: The commands, and the services' names.
    func readCompose(_ services: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        for (key, service) in services.mapping ?? [:] {
            let replicas = service["deploy"]?["replicas"]?.int ?? service["scale"]?.int
            document.services.append(
                ServiceName(
                    name: key.string ?? "", isBalanced: (replicas ?? 1) > 1, replicas: replicas))
            add(service, image: service["image"]?.string, ["entrypoint", "command"], to: &document)
        }
        return document
    }

    /// Containers may stand anywhere below an object.
    private func collect(_ node: Node, into document: inout LintDocument, depth: Int) {
        guard depth < 40 else { return }
        switch node {
        case .mapping(let mapping):
            if node["image"]?.string != nil || node["args"]?.sequence != nil {
                add(node, image: node["image"]?.string, ["command", "args"], to: &document)
            }
            for (_, value) in mapping { collect(value, into: &document, depth: depth + 1) }
        case .sequence(let nodes):
            for inner in nodes { collect(inner, into: &document, depth: depth + 1) }
        default: break
        }
    }

    private func add(
        _ node: Node, image: String?, _ keys: [String], to document: inout LintDocument
    ) {
        var words: [MappedText] = []
        for key in keys {
            if let other = node[key], other.mapping != nil {
                document.problems.append(
                    yaml.problem(other, "\(key) is a mapping; expected a text or a list of words"))
            }
            if let text = yaml.text(of: node[key]) {
                words += CommandSplitter.commands(text).first ?? []
            }
            words += (node[key]?.array() ?? []).compactMap { yaml.text(of: $0) }
        }
        let start = yaml.fileOffset(of: node["image"] ?? node)
        let range = yaml.text(of: node["image"])?.whole ?? start..<start + 1
        // "bash -c SCRIPT" starts what the script says.
        if let flag = words.firstIndex(where: { $0.text == "-c" || $0.text == "-lc" }),
            flag > 0, words[flag - 1].text.hasSuffix("sh"), flag + 1 < words.count
        {
            document.commands += CommandSplitter.commands(words[flag + 1]).map {
                CommandLine(file: file, image: nil, words: $0, range: range)
            }
            return
        }
        guard image != nil || !words.isEmpty else { return }
        document.commands.append(
            CommandLine(file: file, image: image, words: words, range: range))
    }

    private func strings(_ node: Node?) -> [String: String] {
        var result: [String: String] = [:]
        for (key, value) in node?.mapping ?? [:] {
            if let name = key.string { result[name] = value.string ?? "" }
        }
        return result
    }
}
