import Signals

/// Writes groups of rules: as Prometheus reads them, and as an object for its operator.
package enum RuleFile {
    /// A rule file.
    ///
    /// - Parameters:
    ///   - groups: The groups.
    ///   - subject: For what they are generated.
    ///   - remarks: Lines of the header, such as how to check the file.
    /// - Returns: The text.
    package static func text(
        _ groups: [RuleGroup], for subject: GenerationSubject, remarks: [String] = []
    ) -> String {
        GeneratedHeader.comment(for: subject, remarks + ignored(for: subject))
            + YAMLWriter.document(["groups": groupList(groups, for: subject)])
    }

    /// A PrometheusRule for the Prometheus operator.
    ///
    /// - Parameters:
    ///   - groups: The groups.
    ///   - name: The object's name.
    ///   - subject: For what they are generated.
    /// - Returns: The text.
    package static func object(
        _ groups: [RuleGroup], name: String, for subject: GenerationSubject
    ) -> String {
        GeneratedHeader.comment(for: subject, ignored(for: subject))
            + YAMLWriter.document([
                "apiVersion": "monitoring.coreos.com/v1",
                "kind": "PrometheusRule",
                "metadata": [
                    "name": .text(name), "namespace": .text(subject.namespace),
                    "labels": ["app.kubernetes.io/managed-by": "firstlight"],
                ],
                "spec": ["groups": groupList(groups, for: subject)],
            ])
    }

    /// What lint is told not to look for: it knows the bounds that releases start with.
    private static func ignored(for subject: GenerationSubject) -> [String] {
        subject.boundArguments.isEmpty ? [] : ["firstlight: ignore-file bucket-bound"]
    }

    private static func groupList(
        _ groups: [RuleGroup], for subject: GenerationSubject
    ) -> YAMLNode {
        .list(
            groups.map { group in
                var pairs = [YAMLPair("name", .text(group.name))]
                if let interval = group.interval {
                    pairs.append(YAMLPair("interval", .text(interval)))
                }
                pairs.append(YAMLPair("rules", .list(group.rules.map { rule($0, for: subject) })))
                return .map(pairs)
            })
    }

    private static func rule(
        _ rule: RuleGroup.Rule, for subject: GenerationSubject
    ) -> YAMLNode {
        switch rule {
        case .recording(let rule):
            var pairs = [
                YAMLPair("record", .text(rule.record), comment: rule.comment),
                YAMLPair("expr", query(rule.expression)),
            ]
            if !rule.labels.isEmpty { pairs.append(YAMLPair("labels", .texts(rule.labels))) }
            return .map(pairs)
        case .alert(let rule):
            var pairs = [
                YAMLPair("alert", .text(rule.alert.rawValue), comment: rule.comment),
                YAMLPair("expr", query(rule.expression)),
            ]
            if let pending = rule.pending { pairs.append(YAMLPair("for", .text(pending))) }
            if let keep = rule.keepFiring {
                pairs.append(YAMLPair("keep_firing_for", .text(keep)))
            }
            pairs.append(YAMLPair("labels", .texts(rule.writtenLabels)))
            pairs.append(YAMLPair("annotations", .texts(rule.allAnnotations(for: subject))))
            return .map(pairs)
        }
    }

    /// A query: a block where it has lines.
    private static func query(_ text: String) -> YAMLNode {
        text.contains("\n") ? .block(text) : .text(text)
    }
}
