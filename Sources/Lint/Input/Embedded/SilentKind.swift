import Readiness
import Yams

/// Documents that belong to monitoring or to a deployment, and hold nothing that lint looks at.
enum SilentKind {
    /// The kinds of groups that hold something to look at.
    private static let readKinds: [String: [String]] = [
        "monitoring.coreos.com": [
            "PrometheusRule", "ServiceMonitor", "PodMonitor", "AlertmanagerConfig", "Prometheus",
            // These hold nothing, and are no slips of the others.
            "PrometheusAgent", "Probe", "ScrapeConfig", "Alertmanager", "ThanosRuler",
        ],
        "operator.victoriametrics.com": ["VMRule"],
        "argoproj.io": [
            "AnalysisTemplate", "ClusterAnalysisTemplate", "AnalysisRun", "Rollout",
        ],
        "flagger.app": ["MetricTemplate", "Canary"],
        "keda.sh": ["ScaledObject", "ScaledJob"],
        "sloth.slok.dev": ["PrometheusServiceLevel"],
        "serving.kserve.io": ["ServingRuntime", "ClusterServingRuntime", "InferenceService"],
        "apps": ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"],
    ]

    /// Whether a document is known, or an object of Kubernetes, without anything to look at.
    ///
    /// - Parameter node: A document that no reader takes.
    /// - Returns: False for documents that may be of anything.
    static func isOne(_ node: Node) -> Bool {
        if node["kind"]?.string != nil, node["apiVersion"]?.string != nil { return true }
        // A collector of OpenTelemetry.
        if node["service"]?["pipelines"] != nil { return true }
        // Grafana's own configuration.
        if node["apiVersion"] != nil, node["datasources"] != nil || node["providers"] != nil {
            return true
        }
        // A profile of firstlight.
        return node["version"] != nil && node["target"]?["url"] != nil
    }

    /// The kind that was meant, when the document's own is one slip away from one that is read.
    ///
    /// - Parameter node: An object of Kubernetes that no reader takes.
    /// - Returns: Nil for kinds of groups that are not read, and for kinds that are near no other.
    static func meant(by node: Node) -> (written: Node, kind: String)? {
        guard let kind = node["kind"], let text = kind.string,
            let version = node["apiVersion"]?.string,
            let group = version.split(separator: "/").first.map(String.init),
            let known = readKinds[group], !known.contains(text),
            let nearest = NearestSpelling.of(text, among: known)
        else { return nil }
        return (kind, nearest)
    }
}
