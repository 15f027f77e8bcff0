/// Alertmanager's configuration: who hears of an alert, how soon, and what is muted by what.
package struct AlertmanagerConfig: Sendable {
    /// Who hears of which tier.
    package static let receivers: [(tier: AlertTier, receiver: String)] = [
        (.critical, "pager"), (.warning, "chat"), (.info, "nobody"),
    ]

    private static let folder = "/etc/alertmanager/secrets/"
    private static let pagerKey = folder + "pagerduty-routing-key"
    private static let chatURL = folder + "slack-webhook-url"

    /// The files with secrets; Alertmanager reads them when it sends.
    package static let secrets = [pagerKey, chatURL]

    /// Lines for the head of the file.
    static let remarks = [
        "Secrets are in files: \(secrets.joined(separator: ", ")).",
        "Check: amtool check-config FILE.",
    ]

    let labels: SubjectLabels
    let inhibitions: [Inhibition]

    /// A configuration.
    ///
    /// - Parameters:
    ///   - labels: The labels of the engine's series.
    ///   - inhibitions: What mutes what.
    package init(labels: SubjectLabels, inhibitions: [Inhibition]) {
        self.labels = labels
        self.inhibitions = inhibitions
    }

    /// The configuration as YAML.
    package var node: YAMLNode {
        .map([
            YAMLPair("route", route), YAMLPair("receivers", .list([pager, chat, nobody])),
            YAMLPair("inhibit_rules", .list(inhibitions.map(rule))),
        ])
    }

    // MARK: - Routes

    private var route: YAMLNode {
        .map([
            YAMLPair(
                "receiver", "chat", comment: "An alert without a known severity is not lost."),
            YAMLPair(
                "group_by", texts(["alertname"] + labels.service),
                comment: "One message for an alert of a service, however many replicas have it."),
            YAMLPair("group_wait", "30s"), YAMLPair("group_interval", "5m"),
            YAMLPair("repeat_interval", "12h"),
            YAMLPair("routes", .list([criticalRoute, warningRoute, infoRoute])),
        ])
    }

    private var criticalRoute: YAMLNode {
        .map([
            YAMLPair("receiver", "pager"), matchers(.critical),
            YAMLPair(
                "group_wait", "10s",
                comment: "Long enough for the alerts of one incident, and for inhibitions."),
            YAMLPair("group_interval", "1m"), YAMLPair("repeat_interval", "4h"),
        ])
    }

    private var warningRoute: YAMLNode {
        .map([YAMLPair("receiver", "chat"), matchers(.warning)])
    }

    private var infoRoute: YAMLNode {
        .map([YAMLPair("receiver", "nobody", comment: "Shown, never sent."), matchers(.info)])
    }

    private func matchers(_ tier: AlertTier) -> YAMLPair {
        YAMLPair("matchers", [.text("severity=\"\(tier.rawValue)\"")])
    }

    // MARK: - Receivers

    private var pager: YAMLNode {
        [
            "name": "pager",
            "pagerduty_configs": [
                [
                    "routing_key_file": .text(Self.pagerKey),
                    "severity": "{{ .CommonLabels.severity }}",
                    "description": "{{ (index .Alerts 0).Annotations.summary }}",
                    "details": [
                        "description": "{{ (index .Alerts 0).Annotations.description }}",
                        "runbook": "{{ (index .Alerts 0).Annotations.runbook_url }}",
                        "firing": "{{ .Alerts.Firing | len }}",
                    ],
                ]
            ],
        ]
    }

    private var chat: YAMLNode {
        [
            "name": "chat",
            "slack_configs": [
                [
                    "api_url_file": .text(Self.chatURL), "channel": "#llm-alerts",
                    "send_resolved": true,
                    "title": "[{{ .Status }}] {{ .CommonLabels.alertname }}",
                    "text":
                        "{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.description }}\n{{ .Annotations.runbook_url }}\n{{ end }}",
                ]
            ],
        ]
    }

    private var nobody: YAMLNode { ["name": "nobody"] }

    // MARK: - Inhibitions

    private func rule(_ inhibition: Inhibition) -> YAMLNode {
        .map([
            YAMLPair(
                "source_matchers", texts(inhibition.source.matchers),
                comment: inhibition.reason + "."),
            YAMLPair("target_matchers", texts(inhibition.target.matchers)),
            YAMLPair("equal", texts(inhibition.equal)),
        ])
    }

    private func texts(_ values: [String]) -> YAMLNode { .list(values.map { .text($0) }) }
}
