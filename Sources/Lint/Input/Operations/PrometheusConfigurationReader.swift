import Yams

/// Finds the scrapes of a Prometheus configuration, and of the operator's monitor objects.
struct PrometheusConfigurationReader {
    let file: Int
    let yaml: YAMLReader

    /// The interval of a Prometheus that is told none.
    private static let defaultSeconds = 60.0

    /// The scrapes of a configuration file.
    ///
    /// - Parameter node: A mapping with the key `scrape_configs`.
    /// - Returns: The scrapes.
    func read(_ node: Node) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        let common = node["global"]?["scrape_interval"]
        for job in yaml.list(node["scrape_configs"], "scrape_configs", of: "jobs", for: &document) {
            guard let nameNode = job["job_name"], let name = yaml.text(of: nameNode) else {
                continue
            }
            var scrape = ScrapeJob(
                file: file, name: name.text, intervalSeconds: Self.defaultSeconds,
                intervalRange: name.whole, isDefaultInterval: true)
            set(
                job["scrape_interval"] ?? common, "scrape_interval", of: &scrape, for: &document)
            let groups = job["static_configs"]
            for group in yaml.list(groups, "static_configs", of: "targets", for: &document) {
                scrape.targets += (group["targets"]?.array() ?? []).compactMap { target in
                    yaml.text(of: target).map { .init(text: $0.text, range: $0.whole) }
                }
            }
            scrape.isProbe = isProbe(
                path: job["metrics_path"], parameters: job["params"],
                relabelings: job["relabel_configs"], label: "target_label")
            document.jobs.append(scrape)
        }
        return document
    }

    /// The scrapes of a ServiceMonitor or PodMonitor.
    ///
    /// - Parameters:
    ///   - node: The object.
    ///   - key: The list of its endpoints.
    /// - Returns: The scrapes.
    func readMonitor(_ node: Node, endpoints key: String) -> LintDocument {
        var document = LintDocument(isRecognised: true)
        let title = node["metadata"]?["name"]
        let labels = node["spec"]?["selector"]?["matchLabels"]?.mapping ?? [:]
        let words = [title?.string ?? ""] + labels.compactMap { $0.value.string }
        for endpoint in node["spec"]?[key]?.array() ?? [] {
            let start = yaml.fileOffset(of: endpoint)
            var scrape = ScrapeJob(
                file: file, name: words.joined(separator: " "),
                intervalSeconds: 30, intervalRange: start..<start + 1, isDefaultInterval: true)
            set(endpoint["interval"], "interval", of: &scrape, for: &document)
            scrape.isProbe = isProbe(
                path: endpoint["path"], parameters: endpoint["params"],
                relabelings: endpoint["relabelings"], label: "targetLabel")
            document.jobs.append(scrape)
        }
        return document
    }

    /// Whether a scrape hands an address on to an exporter that knocks there: the blackbox exporter's
    /// `/probe`, or a target among the parameters.
    private func isProbe(
        path: Node?, parameters: Node?, relabelings: Node?, label: String
    ) -> Bool {
        if path?.string?.split(separator: "/").last == "probe" { return true }
        return parameters?["target"] != nil
            || (relabelings?.array() ?? []).contains { $0[label]?.string == "__param_target" }
    }

    private func set(
        _ node: Node?, _ name: String, of scrape: inout ScrapeJob, for document: inout LintDocument
    ) {
        guard let (duration, text) = yaml.duration(node, name, for: &document) else {
            // One that is written and cannot be read is not Prometheus's default, and not slow.
            if node != nil { scrape.intervalSeconds = 0 }
            return
        }
        scrape.intervalSeconds = duration / .seconds(1)
        scrape.intervalRange = text.whole
        scrape.isDefaultInterval = false
    }
}
