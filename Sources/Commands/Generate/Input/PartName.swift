import Monitoring
import Readiness

/// A word of the command line that says what to generate.
enum PartName {
    /// The parts that a word means.
    ///
    /// - Parameter word: The argument; upper and lower case do not matter.
    /// - Returns: One part, or all of them.
    /// - Throws: `UsageError` with what was probably meant, by spelling or by meaning.
    static func parts(_ word: String) throws(UsageError) -> Set<GeneratedPart> {
        let folded = word.lowercased()
        if folded == "all" { return Set(GeneratedPart.allCases) }
        if let part = GeneratedPart(rawValue: folded) ?? aliases[folded] { return [part] }
        let names = ["all"] + GeneratedPart.allCases.map(\.rawValue)
        throw UsageError(
            "no part is called \"\(word)\"; "
                + (guess(folded, among: names).map { "\($0)? There are " } ?? "there are ")
                + names.joined(separator: ", "))
    }

    /// Other words for a part, which mean all of it.
    private static let aliases: [String: GeneratedPart] = [
        "alerts": .rules, "playbook": .playbooks,
    ]

    private static func guess(_ word: String, among names: [String]) -> String? {
        let plain = word.filter { !"_- .".contains($0) }
        if let exact = meanings[plain] { return hint(exact) }
        if let near = NearestSpelling.of(word, among: names) { return "did you mean \(near)" }
        // A plural, or a slip in a word that is itself only a synonym.
        guard let synonym = NearestSpelling.of(plain, among: meanings.keys.sorted()),
            let meaning = meanings[synonym]
        else { return nil }
        return hint(meaning)
    }

    private static func hint(_ meaning: Meaning) -> String {
        let parts = meaning.parts.map { "\($0.rawValue) (\($0.summary))" }
        let named = parts.joined(separator: ", ")
        return "\(meaning.remark.map { "\($0); " } ?? "")did you mean \(named)"
    }

    /// What somebody means who uses another word.
    private struct Meaning {
        let parts: [GeneratedPart]
        /// What is to be said before; nil for nothing.
        let remark: String?

        init(_ parts: GeneratedPart..., remark: String? = nil) {
            self.parts = parts
            self.remark = remark
        }
    }

    private static func words(_ words: String, _ meaning: Meaning) -> [String: Meaning] {
        Dictionary(words.split(separator: " ").map { (String($0), meaning) }) { first, _ in first }
    }

    /// Words without spaces, dots, `-` and `_`, in lower case.
    private static let meanings: [String: Meaning] = [
        words(
            "alert alerting alertrules rule recording recordings recordingrules recordingrule "
                + "promql promtool",
            Meaning(.rules)),
        words(
            "slos sli slis errorbudget errorbudgets budget budgets burnrate burnrates openslo sloth "
                + "objectives objective",
            Meaning(.slo)),
        words(
            "routing routes receivers inhibition inhibitions pager pagerduty slack notifications "
                + "amtool",
            Meaning(.alertmanager)),
        words("grafana board boards panel panels visualization", Meaning(.dashboards)),
        words(
            "scrape scraping scrapeconfig scrapeconfigs prometheusyml prom", Meaning(.prometheus)),
        words(
            "podmonitor servicemonitors podmonitors probe probes prometheusrule prometheusrules "
                + "operator prometheusoperator",
            Meaning(.servicemonitor)),
        words("inferenceservice servingruntime serving knative", Meaning(.kserve)),
        words("deployment deployments service gate jobs cronjob pod", Meaning(.job)),
        words(
            "kubernetes k8s kube kubectl manifest manifests",
            Meaning(.job, .servicemonitor, .kserve, .argo, .flagger, .keda)),
        words(
            "helm helmchart chart kustomize",
            Meaning(.job, .servicemonitor, .kserve, remark: "there is no chart, but plain objects")),
        words(
            "rollout rollouts argorollouts analysistemplate analysistemplates analysis",
            Meaning(.argo)),
        words("canary canaries metrictemplate progressivedelivery", Meaning(.flagger, .argo)),
        words("scaledobject autoscaling autoscaler autoscale hpa scaling", Meaning(.keda)),
        words(
            "opentelemetry collector otelcollector otlp traces tracing jaeger sampling",
            Meaning(.otel)),
        words("dockercompose docker stack podman containers", Meaning(.compose)),
        words("bucket histogram histograms bounds flags", Meaning(.buckets)),
        words("runbook runbooks oncall docs documentation", Meaning(.playbooks)),
    ].reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }
}
