/// What Grafana reads at its start: where Prometheus is and where the dashboards lie.
enum GrafanaProvisioning {
    /// The files.
    static func files(for subject: GenerationSubject) -> GeneratedSet {
        let source: YAMLNode = [
            "apiVersion": 1,
            "datasources": [
                [
                    "name": "Prometheus", "type": "prometheus", "uid": "prometheus",
                    "access": "proxy", "url": "http://prometheus:9090", "isDefault": true,
                    "jsonData": ["httpMethod": "POST", "timeInterval": "15s"],
                ]
            ],
        ]
        let folder: YAMLNode = [
            "apiVersion": 1,
            "providers": [
                [
                    "name": "firstlight", "type": "file", "folder": "LLM inference",
                    "allowUiUpdates": false, "updateIntervalSeconds": 30,
                    "options": ["path": "/etc/grafana/dashboards"],
                ]
            ],
        ]
        return GeneratedSet(files: [
            GeneratedFile(
                path: "grafana/provisioning/datasources/prometheus.yaml",
                text: GeneratedHeader.comment(
                    for: subject,
                    ["timeInterval is the scrape interval: $__rate_interval is made from it."])
                    + YAMLWriter.document(source),
                purpose: "Tells Grafana where Prometheus is, and how often it scrapes.",
                use:
                    "mount it as `/etc/grafana/provisioning/datasources/prometheus.yaml`; set `url` "
                    + "and `timeInterval` to yours."),
            GeneratedFile(
                path: "grafana/provisioning/dashboards/firstlight.yaml",
                text: GeneratedHeader.comment(for: subject) + YAMLWriter.document(folder),
                purpose: "Tells Grafana where the dashboards lie.",
                use: "mount it as `/etc/grafana/provisioning/dashboards/firstlight.yaml`, and "
                    + "`grafana/dashboards` as `/etc/grafana/dashboards`."),
        ])
    }
}
