import Yams

/// Reads a file of any kind that holds queries.
struct LintReader {
    let file: Int
    let source: LintSource

    /// What the file holds.
    ///
    /// - Throws: ``LintFileError`` when it cannot be read, or holds nothing of these kinds.
    func read() throws(LintFileError) -> LintDocument {
        // A byte order mark says nothing about UTF-8, and a YAML parser counts it as a column.
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let start = source.bytes.starts(with: mark) ? mark.count : 0
        if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
            throw problem("is written in UTF-16; expected UTF-8", at: 0..<0)
        }
        let text = MappedText(verbatim: Array(source.bytes[start...]), at: start)
        let document: LintDocument
        if ScriptReader.isScript(source) {
            document = ScriptReader(file: file).read(text)
        } else if startsLikeJSON(source.bytes) {
            document = try json(text)
        } else {
            document = try yaml(text)
        }
        guard document.isRecognised else {
            throw LintFileError(
                path: source.path, position: nil,
                message: "holds no rules and no dashboard; expected a rule file with groups, a "
                    + "PrometheusRule, a ConfigMap with rules or dashboards, a configuration of "
                    + "Prometheus or Alertmanager, a Grafana dashboard, a compose file, a manifest "
                    + "that starts containers, a shell script (its name ends in .sh, or its first "
                    + "line is #!/bin/sh), or the command line of an engine",
                isForeign: true)
        }
        return document
    }

    private func startsLikeJSON(_ bytes: [UInt8]) -> Bool {
        bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
            == UInt8(ascii: "{")
    }

    // MARK: - JSON

    private func json(_ text: MappedText) throws(LintFileError) -> LintDocument {
        let root: JSONNode
        do {
            root = try JSONScanner.read(text)
        } catch {
            // A flow mapping is YAML, too.
            if let document = try? yaml(text), document.isRecognised { return document }
            throw problem(
                "is no JSON: \(error.message)\(hint(text))",
                at: text.fileRange(error.offset, error.offset))
        }
        if let dashboard = DashboardReader.read(root, file: file) { return dashboard }
        // Rules and manifests may be JSON, and JSON is YAML.
        return try yaml(text)
    }

    // MARK: - YAML

    private func yaml(_ text: MappedText) throws(LintFileError) -> LintDocument {
        let reader = YAMLReader(text)
        let nodes: [Node]
        do {
            nodes = try reader.documents()
        } catch {
            if let script = ScriptReader(file: file).readCommandLines(text) { return script }
            let isTab =
                text.bytes.indices.contains(error.offset) && text.bytes[error.offset] == 0x09
            throw problem(
                "is no YAML: \(error.message)"
                    + (isTab ? "; expected blanks, for no tab may indent" : hint(text)),
                at: text.fileRange(error.offset, error.offset))
        }
        var document = LintDocument()
        for node in nodes { document.add(try self.document(node, reader)) }
        if !document.isRecognised, let script = ScriptReader(file: file).readCommandLines(text) {
            return script
        }
        return document
    }

    private func document(
        _ node: Node, _ yaml: YAMLReader
    ) throws(LintFileError) -> LintDocument {
        if node["groups"]?.sequence != nil {
            return RuleFileReader(file: file, yaml: yaml).read(node)
        }
        if node["inhibit_rules"] != nil || (node["route"] != nil && node["receivers"] != nil) {
            return AlertmanagerReader(file: file, yaml: yaml).read(node)
        }
        if node["scrape_configs"]?.sequence != nil {
            return PrometheusConfigurationReader(file: file, yaml: yaml).read(node)
        }
        if RuleTestReader.isTest(node) { return RuleTestReader(file: file, yaml: yaml).read(node) }
        if ObjectiveReader.isSloth(node) {
            return ObjectiveReader(file: file, yaml: yaml).readSloth(node)
        }
        if node["kind"] == nil, let services = node["services"], services.mapping != nil {
            return ManifestCommandReader(file: file, yaml: yaml).readCompose(services)
        }
        if let collector = node["receivers"]?["prometheus"]?["config"],
            node["service"]?["pipelines"] != nil
        {
            return PrometheusConfigurationReader(file: file, yaml: yaml).read(collector)
        }
        var document = try object(node, kind: node["kind"]?.string ?? "", yaml)
        guard !document.isRecognised else { return document }
        if let (written, meant) = SilentKind.meant(by: node) {
            throw problem(
                "kind \(written.string ?? "") holds no rules; did you mean \(meant)?",
                at: yaml.fileRange(of: written))
        }
        document.isRecognised = SilentKind.isOne(node)
        if !document.isRecognised, let reason = nearMiss(node, yaml) { throw reason }
        return document
    }

    /// Why a document that looks like one of rules, scrapes or inhibitions is none.
    private func nearMiss(_ node: Node, _ yaml: YAMLReader) -> LintFileError? {
        var found = LintDocument()
        let lists = ["groups": "groups of rules", "scrape_configs": "jobs"]
        for (key, content) in lists.sorted(by: { $0.key < $1.key }) {
            _ = yaml.list(node[key], key, of: content, for: &found)
        }
        _ = yaml.slips(
            node, among: ["groups", "scrape_configs", "inhibit_rules"], for: &found)
        guard let first = found.problems.first else { return nil }
        var error = problem(first.message, at: first.range)
        // In a folder it may be a document of another kind.
        error.isForeign = true
        return error
    }

    /// An object of Kubernetes.
    private func object(
        _ node: Node, kind: String, _ yaml: YAMLReader
    ) throws(LintFileError) -> LintDocument {
        if ManifestCommandReader.kinds.contains(kind) {
            return ManifestCommandReader(file: file, yaml: yaml).read(node)
        }
        if DeliveryReader.kinds.contains(kind) {
            return DeliveryReader(file: file, yaml: yaml).read(node, kind: kind)
        }
        if node["apiVersion"]?.string?.hasPrefix("openslo/") == true {
            return ObjectiveReader(file: file, yaml: yaml).readOpenSLO(node)
        }
        switch kind {
        case "ServiceMonitor", "PodMonitor":
            return PrometheusConfigurationReader(file: file, yaml: yaml).readMonitor(
                node, endpoints: kind == "PodMonitor" ? "podMetricsEndpoints" : "endpoints")
        case "PrometheusRule", "VMRule":
            guard let spec = node["spec"] else { return LintDocument(isRecognised: true) }
            return RuleFileReader(file: file, yaml: yaml).read(spec)
        case "AlertmanagerConfig":
            guard let spec = node["spec"] else { return LintDocument(isRecognised: true) }
            return AlertmanagerReader(file: file, yaml: yaml).read(spec)
        case "PrometheusServiceLevel":
            guard let spec = node["spec"] else { return LintDocument(isRecognised: true) }
            return ObjectiveReader(file: file, yaml: yaml).readSloth(spec)
        case "ConfigMap", "Secret":
            var result = LintDocument()
            // What stands below a Secret's data is encoded.
            for section in kind == "ConfigMap" ? ["data", "stringData"] : ["stringData"] {
                for (_, value) in node[section]?.mapping ?? [:] {
                    if let text = yaml.text(of: value) { result.add(embedded(text)) }
                }
            }
            return result
        case "GrafanaDashboard":
            return yaml.text(of: node["spec"]?["json"]).map(embedded) ?? LintDocument()
        case let kind where kind.hasSuffix("List"):
            var result = LintDocument()
            for item in node["items"]?.array() ?? [] {
                result.add(try document(item, yaml))
            }
            return result
        default:
            return LintDocument()
        }
    }

    /// A file inside a file; what cannot be read is none of ours.
    private func embedded(_ text: MappedText) -> LintDocument {
        if startsLikeJSON(text.bytes) {
            guard let root = try? JSONScanner.read(text) else { return LintDocument() }
            return DashboardReader.read(root, file: file) ?? LintDocument()
        }
        let looksRight = [
            "groups:", "inhibit_rules:", "receivers:", "scrape_configs:",
        ].contains {
            text.text.contains($0)
        }
        guard looksRight else { return LintDocument() }
        return (try? yaml(text)) ?? LintDocument()
    }

    /// What to do about a text that still has to be rendered; empty for others.
    private func hint(_ text: MappedText) -> String {
        if ["jsonnet", "libsonnet"].contains(where: { source.path.hasSuffix(".\($0)") }) {
            return "; it is Jsonnet; render it first: jsonnet FILE | firstlight lint -"
        }
        return HelmTemplate.isLikely(text.text) ? "; \(HelmTemplate.hint)" : ""
    }

    private func problem(_ message: String, at range: Range<Int>) -> LintFileError {
        LintFileError(
            path: source.path, position: source.position(of: range.lowerBound), message: message)
    }
}
