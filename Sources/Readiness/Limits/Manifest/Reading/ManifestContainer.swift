import Yams

/// A container or a compose service: its words, image, variables and GPUs.
struct ManifestContainer {
    let words: [ManifestWord]
    let image: String?
    /// Variables with a value in this file, and their lines.
    let variables: [String: (value: String, line: Int?)]
    /// GPUs asked for, such as `nvidia.com/gpu=1`.
    let hardware: [String]
    let hardwareLine: Int?

    init(
        _ fields: ManifestFields, document: YAMLDocument, log: ProblemLog, source: ManifestText,
        isCompose: Bool
    ) {
        let variables = Self.variables(
            fields.entry(isCompose ? "environment" : "env")?.value, document: document, log: log)
        let values = variables.mapValues(\.value)
        func references(_ text: String) -> String {
            isCompose ? ReferenceText.compose(text, [:]) : ReferenceText.kubernetes(text, values)
        }
        var words = fields.words(isCompose ? "entrypoint" : "command", references: references)
        words += fields.words(isCompose ? "command" : "args", references: references)
        // The image's own script hands these on.
        if let more = variables["VLLM_ADDITIONAL_ARGS"],
            !words.contains(where: { $0.text.contains("VLLM_ADDITIONAL_ARGS") })
        {
            words += ShellText(more.value, line: more.line).commands.flatMap { $0 }
        }
        self.words = words.flatMap(Self.split)
        self.variables = variables
        // KServe chooses the image by the model's format; its Hugging Face runtime starts vLLM.
        let format = fields.fields("modelFormat", document, log)?.text("name")
        let isHuggingFace = format == "huggingface" || format == "vLLM"
        image =
            fields.text("image").map { ReferenceText.compose($0, [:]) }
            ?? (isHuggingFace ? "kserve/huggingfaceserver" : nil)
        (hardware, hardwareLine) = Self.hardware(fields, document: document, log: log)
    }

    /// A flag and its value in one list item, which people write and engines refuse or split.
    private static func split(_ word: ManifestWord) -> [ManifestWord] {
        guard word.text.hasPrefix("--"), let blank = word.text.firstIndex(of: " "),
            !word.text[..<blank].contains("="), !word.text.contains("\n")
        else { return [word] }
        return [
            ManifestWord(String(word.text[..<blank]), line: word.line),
            ManifestWord(
                String(word.text[blank...]).trimmed, line: word.line),
        ]
    }

    private static func variables(
        _ node: Node?, document: YAMLDocument, log: ProblemLog
    ) -> [String: (value: String, line: Int?)] {
        var variables: [String: (value: String, line: Int?)] = [:]
        switch node {
        case .sequence(let items)?:
            for item in items {
                if let name = item["name"]?.string, let value = item["value"]?.scalar {
                    // Kubernetes resolves references to variables that stand before.
                    variables[name] = (
                        ReferenceText.kubernetes(value.string, variables.mapValues(\.value)),
                        value.mark?.line
                    )
                } else if let text = item.scalar?.string, let sign = text.firstIndex(of: "=") {
                    variables[String(text[..<sign])] = (
                        ReferenceText.compose(String(text[text.index(after: sign)...]), [:]),
                        item.mark?.line
                    )
                }
            }
        case .mapping(let mapping)?:
            for entry in YAMLEntries.of(mapping, path: "environment", document: document, log: log)
            {
                guard let value = entry.value.scalar?.string else { continue }
                variables[entry.key] = (ReferenceText.compose(value, [:]), entry.mark?.line)
            }
        case .scalar?, .alias?, nil: break
        }
        return variables
    }

    private static func hardware(
        _ fields: ManifestFields, document: YAMLDocument, log: ProblemLog
    ) -> ([String], Int?) {
        guard let resources = fields.fields("resources", document, log) else { return ([], nil) }
        for part in ["limits", "requests"] {
            guard let amounts = resources.fields(part, document, log) else { continue }
            let gpus = amounts.entries.compactMap { entry -> String? in
                let isGPU = ["gpu", "gaudi", "tpu", "neuron"].contains(where: entry.key.contains)
                guard isGPU, let count = entry.value.scalar?.string else { return nil }
                return "\(entry.key)=\(count)"
            }
            if !gpus.isEmpty { return (gpus, amounts.line) }
        }
        return ([], nil)
    }
}
