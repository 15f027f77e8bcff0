import Signals

/// Alerts in tiers: critical wakes somebody up, warning becomes a ticket, info is shown.
///
/// They build on the recordings of ``RecordingRules``, whose labels are those of a level, so that no
/// operator between two of them can miss.
package struct AlertRules {
    let subject: GenerationSubject

    /// The groups of alerts for a subject.
    ///
    /// - Parameter subject: For what.
    /// - Returns: The groups; none is empty.
    package static func groups(for subject: GenerationSubject) -> [RuleGroup] {
        let rules = AlertRules(subject: subject)
        let groups: [(String, [AlertRule])] = [
            ("llm-latency-alerts", rules.latency),
            ("llm-availability-alerts", rules.availability),
            ("llm-capacity-alerts", rules.capacity),
            ("llm-throughput-alerts", rules.throughput),
            ("llm-outcome-alerts", rules.outcome),
            ("llm-replica-alerts", rules.replicas),
            ("llm-measurement-alerts", rules.measurement),
            ("llm-machine-alerts", rules.machine),
            ("llm-baseline", rules.baseline),
        ]
        return groups.filter { !$0.1.isEmpty }.map { name, alerts in
            RuleGroup(name: name, rules: alerts.map { .alert($0.labelled(subject.alertLabels)) })
                .selected(for: subject)
        }
    }

    /// The labels of a service, for `by` and `on`.
    var service: String { subject.labels.service.joined(separator: ", ") }

    /// The labels of a replica, for `by` and `on`.
    var perReplica: String { subject.labels.perReplica.joined(separator: ", ") }

    /// Job and instance: what every series of a target has.
    var target: String { subject.labels.target.joined(separator: ", ") }

    /// The service in words of an annotation.
    var whom: String {
        let job = AlertTemplate.label(subject.labels.job)
        return subject.labels.model.map { "\(AlertTemplate.label($0)) (\(job))" } ?? job
    }

    /// The replica in words of an annotation.
    var replica: String { "\(AlertTemplate.label(subject.labels.replica)) of \(whom)" }

    /// Whether a question about a signal is recorded for the service.
    func tells(_ signal: Signal, _ statistic: SignalStatistic) -> Bool {
        subject.joined(signal, statistic, by: subject.labels.service) != nil
    }

    /// A series of the service.
    func name(_ series: RecordedSeries) -> String { series.name }

    /// A series of a replica.
    func each(_ series: RecordedSeries) -> String { RecordedSeries.replica(series).name }

    /// A rule about a service.
    func rule(
        _ alert: AlertID, _ tier: AlertTier, _ lines: [String], for pending: String,
        labels: [String: String] = [:], _ summary: String, _ detail: String,
        result: [String]? = nil, annotations: [String: String] = [:], comment: String? = nil
    ) -> AlertRule {
        AlertRule(
            alert, tier, lines.joined(separator: "\n"), pending: pending, labels: labels,
            summary: summary, detail: detail, resultLabels: result ?? subject.labels.service,
            annotations: annotations, comment: comment)
    }

    /// Seconds in the window of all recorded rates.
    static let windowSeconds = 300
}
