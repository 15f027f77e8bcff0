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
        let metrics = node["spec"]?["metrics"]
        for metric in yaml.list(metrics, "metrics", of: "metrics", for: &document) {
            guard let provider = metric["provider"]?["prometheus"] else { continue }
            yaml.addQuery(
                "query", of: provider, named: metric["name"]?.string ?? "", in: metric, file: file,
                to: &document)
        }
        return document
    }

    private func readMetricTemplate(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        guard let spec = node["spec"], spec["provider"]?["type"]?.string == "prometheus" else {
            return document
        }
        yaml.addQuery(
            "query", of: spec, named: node["metadata"]?["name"]?.string ?? "", in: spec, file: file,
            to: &document)
        return document
    }

    private func readCanary(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        let metrics = node["spec"]?["analysis"]?["metrics"]
        for metric in yaml.list(metrics, "metrics", of: "metrics", for: &document)
        where metric["query"] != nil {
            yaml.addQuery(
                "query", of: metric, named: metric["name"]?.string ?? "", in: metric, file: file,
                to: &document)
        }
        return document
    }

    private func readScaler(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        let triggers = node["spec"]?["triggers"]
        for trigger in yaml.list(triggers, "triggers", of: "triggers", for: &document)
        where trigger["type"]?.string == "prometheus" {
            let name = trigger["name"]?.string ?? node["metadata"]?["name"]?.string ?? ""
            yaml.addQuery(
                "query", of: trigger["metadata"] ?? trigger, named: name, in: trigger, file: file,
                to: &document)
        }
        return document
    }
}
