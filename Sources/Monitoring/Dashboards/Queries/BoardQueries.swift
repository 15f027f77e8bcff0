import Readiness
import Signals

/// Queries of dashboards: restricted by what their variables choose, over `$__rate_interval`.
struct BoardQueries {
    let subject: GenerationSubject
    let ranges: HealthRanges
    /// What the rules follow; none where the options of the budgets cannot be meant.
    let objectives: [ServiceObjective]

    /// By what the series of an answer are kept apart.
    enum Grouping: Hashable {
        /// By the model, where the engine names one.
        case service
        /// By the replica.
        case replica
        /// By labels of the exporter.
        case labels([String])
        /// Not at all.
        case whole
    }

    init(_ subject: GenerationSubject) {
        self.subject = subject
        ranges =
            subject.profile.map {
                .catalogue.applying(objectives: $0.objectives, warnings: $0.warnings)
            } ?? .catalogue
        objectives = (try? ServiceObjectives(subject))?.all ?? []
    }

    /// The range of a dashboard's queries: Grafana makes it four scrapes long at least.
    static let window = "$__rate_interval"

    // MARK: - Labels

    /// The labels of a grouping.
    func labels(_ grouping: Grouping) -> [String] {
        switch grouping {
        case .service: subject.labels.model.map { [$0] } ?? []
        case .replica: [subject.labels.replica]
        case .labels(let labels): labels
        case .whole: []
        }
    }

    /// The name of a series: a word of its own, and what its grouping keeps apart.
    func legend(_ word: String, by grouping: Grouping) -> String {
        let parts =
            (word.isEmpty ? [] : [word])
            + labels(grouping).map { $0.hasPrefix("gpu") ? "GPU {{\($0)}}" : "{{\($0)}}" }
        return parts.isEmpty ? "all" : parts.joined(separator: " ")
    }

    /// ` by (a, b) `, or nothing for a grouping without labels.
    func clause(_ grouping: Grouping) -> String {
        let labels = labels(grouping)
        return labels.isEmpty ? "" : " by (\(labels.joined(separator: ", "))) "
    }

    // MARK: - Restrictions

    /// What the variables choose of the engine's series; the model only where the exporter names
    /// it on the series.
    func choice(_ selector: SeriesSelector) -> [LabelMatcher] {
        let isModelled = subject.labels.model.map { carries(selector, $0) }
        return [Self.variable(subject.labels.job, "job")]
            + (isModelled == true ? modelChoice : [])
            + [Self.variable(subject.labels.replica, "instance")]
    }

    private var modelChoice: [LabelMatcher] {
        subject.labels.model.map { [Self.variable($0, "model")] } ?? []
    }

    /// What the variables choose of recorded series, which no replica has of its own.
    var recordedChoice: String {
        Self.regular(
            ([Self.variable(subject.labels.job, "job")] + modelChoice).map(\.promQL)
                .joined(separator: ", "))
    }

    /// What the variables choose of series that Prometheus makes for each target.
    var targetChoice: String {
        Self.regular(
            [
                Self.variable(subject.labels.job, "job"),
                Self.variable(subject.labels.replica, "instance"),
            ].map(\.promQL).joined(separator: ", "))
    }

    private func restriction(of signal: Signal) -> (SeriesSelector) -> [LabelMatcher] {
        guard subject.isOfMachine(signal) else { return choice }
        let variable =
            subject.dialect(of: signal).exporter == .node
            ? MachineVariable.node : MachineVariable.gpu
        return { _ in [Self.variable("instance", variable)] }
    }

    private static func variable(_ label: String, _ name: String) -> LabelMatcher {
        .equal(label, "$\(name)")
    }

    /// A variable may stand for several values, which Grafana writes as a regular expression.
    private static func regular(_ text: String) -> String {
        text.replacing("=\"$", with: "=~\"$")
    }

    // MARK: - Questions

    /// Whether there is anything to show of a signal.
    ///
    /// Queries for every release name what any of them told; what only releases of the past told
    /// would be a panel that stays empty.
    func tells(_ signal: Signal) -> Bool {
        guard subject.version == nil, subject.live == nil else { return subject.tells(signal) }
        return subject.sources(of: signal).contains { source in
            source.formula.selectors.allSatisfy { selector in
                let families =
                    KnownFamilies.series(named: selector.name).map(\.family)
                    + KnownFamilies.families(named: selector.name)
                // Routers borrow the names of engines, and keep them longer.
                let own = families.filter { $0.exporter == Exporter(subject.engine) }
                let known = own.isEmpty ? families : own
                return known.isEmpty
                    || known.contains { $0.lifetime.presence(in: nil) == .exported }
            }
        }
    }

    /// The query for a question; nil where the engine does not tell it.
    func ask(_ signal: Signal, _ statistic: SignalStatistic, by grouping: Grouping) -> String? {
        guard tells(signal) else { return nil }
        let query = subject.joined(
            signal, statistic, by: labels(grouping), window: Self.window,
            restriction: restriction(of: signal))
        // Grafana shows a query in one line.
        return query.map {
            Self.regular($0.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
    }

    /// Whether the exporter writes a label on a series; yes where nobody knows.
    private func carries(_ selector: SeriesSelector, _ label: String) -> Bool {
        let known =
            KnownFamilies.series(named: selector.name).map(\.family)
            + KnownFamilies.families(named: selector.name)
        return known.isEmpty || known.contains { $0.labels.contains(label) }
    }

    /// A target for a question.
    func target(
        _ signal: Signal, _ statistic: SignalStatistic, by grouping: Grouping = .service,
        _ word: String = "", role: PanelTarget.Role = .value
    ) -> PanelTarget? {
        ask(signal, statistic, by: grouping).map {
            PanelTarget($0, legend(word, by: grouping), role: role)
        }
    }

    /// The plain series of a signal's first source with the variables' conditions.
    func selectors(of signal: Signal) -> [String] {
        guard tells(signal), let source = subject.sources(of: signal).first else { return [] }
        return source.formula.selectors.map {
            let expression = MetricExpression.latest($0)
            let limited = subject.restricted(expression, of: signal, by: restriction(of: signal))
            return Self.regular(limited.promQL(window: Self.window) ?? "")
        }
    }

    /// The buckets of a signal's histogram over time; nil where no histogram carries it.
    func buckets(of signal: Signal) -> String? {
        for case .histogram(let selector, _) in subject.sources(of: signal).map(\.formula) {
            let expression = MetricExpression.buckets(of: selector, by: [])
            return subject.restricted(expression, of: signal, by: restriction(of: signal))
                .promQL(window: Self.window).map(Self.regular)
        }
        return nil
    }

    /// Series recorded by the rules, by name.
    func recorded(
        _ aggregation: String, _ series: RecordedSeries, by grouping: Grouping = .service
    ) -> String {
        "\(aggregation)\(clause(grouping))(\(series.name){\(recordedChoice)})"
    }
}

/// The variables of the machine below the engine, which has targets of its own.
enum MachineVariable {
    static let gpu = "gpu_host"
    static let node = "node"
}
