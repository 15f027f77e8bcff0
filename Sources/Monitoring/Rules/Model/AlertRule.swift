package import Signals

/// A rule that alerts while its query has results.
package struct AlertRule: Sendable, Hashable {
    /// Which alert it is; rules of several tiers share it, so that one can inhibit the other.
    package let alert: AlertID
    package let tier: AlertTier
    /// The query; what it returns is what is wrong.
    package internal(set) var expression: String
    /// How long the query must have results before the alert fires, in PromQL's spelling; nil for at
    /// once.
    package let pending: String?
    /// How long it goes on firing without results, in PromQL's spelling.
    package let keepFiring: String?
    /// Labels besides `severity`.
    package private(set) var labels: [String: String]
    /// One line.
    package let summary: String
    /// What it means with its numbers, and what to look at.
    package let detail: String
    /// The labels that the query's results have, when they all have the same: what inhibitions and
    /// groups can rely on.
    package let resultLabels: [String]
    /// Further annotations.
    package let annotations: [String: String]
    /// Why it is as it is; lines for a comment above it, nil for none.
    package let comment: String?

    /// Creates a rule.
    ///
    /// - Parameters:
    ///   - alert: Which alert it is.
    ///   - tier: How much it wants.
    ///   - expression: The query.
    ///   - pending: How long it must have results before the alert fires.
    ///   - keepFiring: How long it goes on firing without results.
    ///   - labels: Labels besides `severity`.
    ///   - summary: One line, with Go templates.
    ///   - detail: What it means, with Go templates.
    ///   - resultLabels: The labels of the query's results.
    ///   - annotations: Further annotations.
    ///   - comment: Why it is as it is.
    package init(
        _ alert: AlertID, _ tier: AlertTier, _ expression: String, pending: String?,
        keepFiring: String? = nil, labels: [String: String] = [:], summary: String, detail: String,
        resultLabels: [String], annotations: [String: String] = [:], comment: String? = nil
    ) {
        self.alert = alert
        self.tier = tier
        self.expression = expression
        self.pending = pending
        self.keepFiring = keepFiring
        self.labels = labels
        self.summary = summary
        self.detail = detail
        self.resultLabels = resultLabels
        self.annotations = annotations
        self.comment = comment
    }

    /// All labels of the alert that the rule itself writes.
    package var writtenLabels: [String: String] {
        labels.merging(["severity": tier.rawValue]) { _, severity in severity }
    }

    /// The rule with further labels; its own win.
    ///
    /// - Parameter others: The labels.
    /// - Returns: The same alert.
    func labelled(_ others: [String: String]) -> AlertRule {
        var rule = self
        rule.labels.merge(others) { own, _ in own }
        return rule
    }

    /// All annotations: summary, description, runbook_url, response_time and further ones.
    ///
    /// - Parameter subject: For what the rule is generated.
    /// - Returns: The annotations by name.
    package func allAnnotations(for subject: GenerationSubject) -> [String: String] {
        var all = annotations
        all["summary"] = summary
        all["description"] = detail
        all["runbook_url"] = subject.runbookBase + alert.rawValue + ".md"
        all["response_time"] = tier.responseTime
        return all
    }
}
