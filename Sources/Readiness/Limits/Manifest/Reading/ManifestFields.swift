import Yams

/// The pairs of one mapping in a manifest.
struct ManifestFields {
    let entries: [YAMLEntries.Entry]
    /// The line the mapping begins on.
    let line: Int?

    init(_ entries: [YAMLEntries.Entry], line: Int?) {
        self.entries = entries
        self.line = line
    }

    /// The pair of a key.
    func entry(_ key: String) -> YAMLEntries.Entry? { entries.first { $0.key == key } }

    /// The text of a key; nil when it is absent, empty, or no scalar.
    func text(_ key: String) -> String? {
        guard let scalar = entry(key)?.value.scalar, !scalar.string.isEmpty else { return nil }
        return scalar.string
    }

    /// The mapping of a key.
    func fields(_ key: String, _ document: YAMLDocument, _ log: ProblemLog) -> ManifestFields? {
        guard let entry = entry(key), case .mapping(let mapping) = entry.value else { return nil }
        return ManifestFields(
            YAMLEntries.of(mapping, path: key, document: document, log: log),
            line: mapping.mark?.line)
    }

    /// The words of a list, or of one text as a shell splits it.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - references: replaces references to variables.
    /// - Returns: the words; none when the key is absent or holds a mapping.
    func words(_ key: String, references: (String) -> String) -> [ManifestWord] {
        guard let entry = entry(key) else { return [] }
        switch entry.value {
        case .sequence(let items):
            return items.compactMap { item in
                item.scalar.map { ManifestWord(references($0.string), line: Self.line(of: $0)) }
            }
        case .scalar(let scalar):
            let shell = ShellText(references(scalar.string), line: Self.line(of: scalar))
            return shell.commands.flatMap { $0 }
        case .mapping, .alias: return []
        }
    }

    /// The line on which the text of a scalar begins: of a block the one below its indicator.
    static func line(of scalar: Node.Scalar) -> Int? {
        guard let mark = scalar.mark else { return nil }
        return scalar.style == .literal || scalar.style == .folded ? mark.line + 1 : mark.line
    }

    // MARK: - Containers

    /// Whether the mapping can be a container: it has arguments, a command, or an image.
    var isContainer: Bool {
        func isWords(_ key: String) -> Bool {
            switch entry(key)?.value {
            case .sequence?, .scalar?: true
            case .mapping?, .alias?, nil: false
            }
        }
        return isWords("args") || isWords("command") || text("image") != nil
    }

    /// The arguments that one operation of a JSON patch sets, as those of a container; nil when the
    /// mapping is no such operation.
    var patchedArguments: ManifestFields? {
        guard let operation = text("op"), operation == "add" || operation == "replace",
            let path = text("path"), path.split(separator: "/").contains("args"),
            let value = entry("value")
        else { return nil }
        let arguments = YAMLEntries.Entry(key: "args", mark: value.mark, value: value.value)
        return ManifestFields([arguments], line: line)
    }

    // MARK: - Scaling

    /// How many replicas there are, in words; nil when the mapping says nothing of it.
    var scaling: String? {
        let least = text("minReplicas")
        let most = text("maxReplicas")
        guard least != nil || most != nil else {
            return text("replicas").map { "\($0) replicas" }
        }
        var words = "\(least ?? "1") to \(most ?? "any number of") replicas"
        if let metric = text("scaleMetric") { words += ", scaled on \(metric)" }
        if let target = text("scaleTarget") { words += ", target \(target)" }
        return words
    }

    /// An autoscaler of Kubernetes or KEDA; nil when the mapping is none.
    var scaler: ManifestScaler? {
        guard case .mapping(let reference)? = entry("scaleTargetRef")?.value,
            let target = reference["name"]?.string
        else { return nil }
        let least = text("minReplicas") ?? text("minReplicaCount") ?? "1"
        let most = text("maxReplicas") ?? text("maxReplicaCount") ?? "any number of"
        return ManifestScaler(target: target, words: "\(least) to \(most) replicas, autoscaled")
    }

    /// Node labels that name a GPU or the machine that has it.
    var gpuSelectors: [String] {
        let markers = ["gpu", "accelerator", "instance-type"]
        return entries.compactMap { entry in
            guard let value = entry.value.scalar?.string,
                markers.contains(where: entry.key.lowercased().contains)
            else { return nil }
            return "\(entry.key)=\(value)"
        }
    }
}
