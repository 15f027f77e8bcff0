import Yams

/// Finds the queries that roll-outs and scalers ask: Argo Rollouts, Flagger and KEDA.
struct DeliveryReader {
    let file: Int
    let yaml: YAMLReader

    /// The kinds of objects that it reads.
    static let kinds: Set<String> = [
        "AnalysisTemplate", "ClusterAnalysisTemplate", "AnalysisRun", "MetricTemplate", "Canary",
        "ScaledObject", "ScaledJob",
    ]

    /// The queries of an object for Prometheus; what asks another source is passed over.
    ///
    /// - Parameters:
    ///   - node: The object.
    ///   - kind: Its kind, one of ``kinds``.
    /// - Returns: Its queries, and the commands of jobs that it starts.
    func read(_ node: Node, kind: String) -> LintDocument {
        switch kind {
        case "MetricTemplate": readMetricTemplate(node)
        case "Canary": readCanary(node)
        case "ScaledObject", "ScaledJob": readScaler(node)
        default: readAnalysis(node)
        }
    }

    private func readAnalysis(_ node: Node) -> LintDocument {
        // A measurement may be a job, which starts containers.
        var document = ManifestCommandReader(file: file, yaml: yaml).read(node)
        document.workloads = []
        for metric in node["spec"]?["metrics"]?.array() ?? [] {
            let query = yaml.query(
                metric["provider"]?["prometheus"]?["query"], file: file,
                named: metric["name"]?.string ?? "", in: metric)
            if let query { document.queries.append(query) }
        }
        return document
    }

    private func readMetricTemplate(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        let spec = node["spec"]
        guard spec?["provider"]?["type"]?.string == "prometheus" else { return document }
        let query = yaml.query(
            spec?["query"], file: file, named: node["metadata"]?["name"]?.string ?? "", in: spec)
        if let query { document.queries.append(query) }
        return document
    }

    private func readCanary(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        for metric in node["spec"]?["analysis"]?["metrics"]?.array() ?? [] {
            let query = yaml.query(
                metric["query"], file: file, named: metric["name"]?.string ?? "", in: metric)
            if let query { document.queries.append(query) }
        }
        return document
    }

    private func readScaler(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        for trigger in node["spec"]?["triggers"]?.array() ?? []
        where trigger["type"]?.string == "prometheus" {
            let name = trigger["name"]?.string ?? node["metadata"]?["name"]?.string ?? ""
            let query = yaml.query(
                trigger["metadata"]?["query"], file: file, named: name, in: trigger)
            if let query { document.queries.append(query) }
        }
        return document
    }
}
