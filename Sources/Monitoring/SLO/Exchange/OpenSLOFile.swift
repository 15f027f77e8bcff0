import Signals

/// Objectives as OpenSLO, version `openslo/v1`.
enum OpenSLOFile {
    /// A data source, the service, and an SLO with its indicator for each objective.
    ///
    /// - Parameters:
    ///   - objectives: The objectives.
    ///   - subject: For what.
    /// - Returns: YAML of several documents.
    static func text(_ objectives: [ServiceObjective], _ subject: GenerationSubject) -> String {
        let source: YAMLNode = [
            "apiVersion": "openslo/v1", "kind": "DataSource",
            "metadata": ["name": "prometheus", "displayName": "Prometheus"],
            "spec": [
                "type": "Prometheus",
                "connectionDetails": ["url": "http://prometheus:9090"],
            ],
        ]
        let service: YAMLNode = [
            "apiVersion": "openslo/v1", "kind": "Service",
            "metadata": ["name": .text(subject.name)],
            "spec": ["description": .text("LLM inference by \(subject.title)")],
        ]
        return GeneratedHeader.comment(for: subject)
            + YAMLWriter.documents([source, service] + objectives.map { slo($0, subject) })
    }

    private static func slo(_ objective: ServiceObjective, _ subject: GenerationSubject) -> YAMLNode
    {
        let name = objectName(objective.id)
        var spec = [
            YAMLPair(
                "description",
                .text(
                    "At most \(ShortNumber.percent(objective.errorBudget)) of the "
                        + "\(objective.events) \(objective.fault).")),
            YAMLPair("service", .text(subject.name)),
        ]
        if let source = objective.sources.first {
            spec.append(
                YAMLPair(
                    "indicator",
                    [
                        "metadata": ["name": .text("\(name)-indicator")],
                        "spec": ["ratioMetric": ratio(source, objective, subject)],
                    ]))
        }
        spec += [
            YAMLPair(
                "timeWindow",
                [["duration": .text(PrometheusTime.text(objective.period)), "isRolling": true]]),
            YAMLPair("budgetingMethod", "Occurrences"),
            YAMLPair(
                "objectives",
                [
                    [
                        "displayName": .text(objective.objective),
                        "target": .plain(PromQLNumber.text(objective.target)),
                    ]
                ]),
            YAMLPair(
                "alertPolicies", [],
                comment: "The alerts are those of \(SLOFiles.rules)."),
        ]
        return [
            "apiVersion": "openslo/v1", "kind": "SLO",
            "metadata": ["name": .text(name), "displayName": .text(objective.objective)],
            "spec": .map(spec),
        ]
    }

    private static func ratio(
        _ source: EventSource, _ objective: ServiceObjective, _ subject: GenerationSubject
    ) -> YAMLNode {
        let queries = SLOQueries(objective, subject)
        func metric(_ formula: SeriesFormula) -> YAMLNode {
            [
                "metricSource": [
                    "metricSourceRef": "prometheus", "type": "Prometheus",
                    "spec": ["query": .text(queries.counter(formula))],
                ]
            ]
        }
        return .map([
            YAMLPair("counter", true),
            YAMLPair(source.isGood ? "good" : "bad", metric(source.part)),
            YAMLPair("total", metric(source.total)),
        ])
    }

    /// A name of lower-case letters, digits and `-`.
    static func objectName(_ id: String) -> String {
        String(id.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
