import Yams

/// Finds the queries of service level objectives, as sloth and OpenSLO write them.
struct ObjectiveReader {
    let file: Int
    let yaml: YAMLReader

    /// Whether a document is one that sloth reads without Kubernetes.
    static func isSloth(_ node: Node) -> Bool {
        node["version"]?.string?.hasPrefix("prometheus/") == true && node["slos"] != nil
    }

    /// The queries below a mapping with the key `slos`: sloth's file, or its object's `spec`.
    ///
    /// sloth puts every window that it needs in the place of `{{.window}}`.
    func readSloth(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        for objective in yaml.list(node["slos"], "slos", of: "objectives", for: &document) {
            let name = objective["name"]?.string ?? ""
            let indicator = objective["sli"]
            let events = indicator?["events"]
            let raw = indicator?["raw"]
            let texts = [
                events?["error_query"] ?? events?["errorQuery"],
                events?["total_query"] ?? events?["totalQuery"],
                raw?["error_ratio_query"] ?? raw?["errorRatioQuery"],
            ]
            document.queries += texts.compactMap { yaml.query($0, file: file, named: name) }
        }
        return document
    }

    /// The queries of an OpenSLO object.
    ///
    /// They name counters that another program puts into queries of its own, so that only which
    /// series there are matters.
    func readOpenSLO(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        collect(node["spec"], named: node["metadata"]?["name"]?.string ?? "", into: &document)
        return document
    }

    /// Sources of metrics stand below an objective, or below an indicator of its own.
    private func collect(_ node: Node?, named name: String, into document: inout LintDocument) {
        switch node {
        case .mapping(let mapping):
            if let source = node?["metricSource"] {
                let type = source["type"]?.string?.lowercased()
                if type == "prometheus" {
                    let query = yaml.query(
                        source["spec"]?["query"], file: file, named: name, isLookup: true)
                    if let query { document.queries.append(query) }
                }
                return
            }
            for (_, value) in mapping { collect(value, named: name, into: &document) }
        case .sequence(let nodes):
            for inner in nodes { collect(inner, named: name, into: &document) }
        default: break
        }
    }
}
