import Signals

/// The input series of a unit test: what the engine's dialect makes of signals.
struct ScenarioWorld {
    let subject: GenerationSubject
    private(set) var series: [ScenarioSeries] = []

    init(_ subject: GenerationSubject) {
        self.subject = subject
    }

    /// The labels by which a replica's series, or a machine's, are known in results.
    func labels(of signal: Signal, replica: String = "a") -> [String: String] {
        if subject.dialect.sources[signal] == nil {
            let isCard = Dialect.of(.dcgm)?.sources[signal] != nil
            return [
                subject.labels.job: isCard ? "dcgm" : "node",
                subject.labels.replica: "node-\(replica):" + (isCard ? "9400" : "9100"),
            ].merging(isCard ? ["gpu": "0"] : [:]) { $1 }
        }
        return service(replica)
    }

    /// The labels that a scrape puts on an engine's series.
    func target(_ replica: String) -> [String: String] {
        subject.sampleLabels.merging([subject.labels.replica: "\(replica):8000"]) { $1 }
    }

    /// The labels of an engine's series that names its model.
    func service(_ replica: String) -> [String: String] {
        target(replica).merging(
            subject.labels.model.map { [$0: subject.sample($0, else: "m")] } ?? [:]
        ) { $1 }
    }

    /// A gauge, a counter or a share that takes these values.
    ///
    /// - Parameters:
    ///   - signal: The signal; one that the engine does not tell is left out.
    ///   - phases: Its levels; of a counter its growth per minute.
    ///   - replica: The replica.
    ///   - source: Which of the signal's sources.
    ///   - extra: More labels, such as a reason.
    mutating func set(
        _ signal: Signal, _ phases: [ScenarioPhase], replica: String = "a", source: Int = 0,
        extra: [String: String] = [:]
    ) {
        let sources = subject.sources(of: signal)
        guard sources.indices.contains(source) else { return }
        let formula = sources[source].formula
        let isCounter = grows(signal, formula)
        let values = phases.map { formula.leaves(giving: $0.value ?? 0) }
        guard let first = values.first else { return }
        for index in first.indices {
            let spans = zip(phases, values).map { phase, leaves in
                ScenarioPhase(phase.minutes, phase.value == nil ? nil : leaves[index].value)
            }
            let leaf = first[index]
            let name = subject.naming.spell(leaf.selector.name)
            if leaf.isWitness, series.contains(where: { $0.name == name }) { continue }
            var labels = labels(of: signal, replica: replica)
                .merging(written(leaf.selector, leaf.groups)) { known, _ in known }
                .merging(extra) { $1 }
            if let model = subject.labels.model, lacks(model, leaf.selector) {
                labels[model] = nil
            }
            add(name, labels, isCounter ? spans.totals : spans.levels)
        }
    }

    /// A series of any name.
    mutating func add(_ name: String, _ labels: [String: String], _ values: String) {
        let one = ScenarioSeries(name: name, labels: labels, values: values)
        if !series.contains(where: { $0.text == one.text }) { series.append(one) }
    }

    /// Whether a signal's series only grow.
    private func grows(_ signal: Signal, _ formula: SeriesFormula) -> Bool {
        if case .share = formula { return true }
        return signal.definition.kind == .counter
    }

    /// The labels that an exporter writes on a series: those the selector asks for, and the rank of
    /// engines that tell one, so that rules prove to add ranks up.
    func written(_ selector: SeriesSelector, _ groups: [String] = []) -> [String: String] {
        var labels: [String: String] = [:]
        for group in groups { labels[group] = group + "-0" }
        for matcher in selector.matchers {
            switch matcher.condition {
            case .oneOf(let values):
                if !values.contains(""), let value = values.min() { labels[matcher.label] = value }
            case .hasPrefix(let text):
                labels[matcher.label] = text.allSatisfy(\.isNumber) ? text + "03" : text
            case .noneOf(let values):
                // Left out, the label matches too; a value shows that others do.
                if !values.contains("") { labels[matcher.label] = "other" }
            }
        }
        let known = KnownFamilies.series(named: selector.name)
        if known.contains(where: { $0.family.labels.contains("engine") }) { labels["engine"] = "0" }
        return labels
    }

    private func lacks(_ model: String, _ selector: SeriesSelector) -> Bool {
        let known = KnownFamilies.series(named: selector.name)
        return !known.isEmpty && known.allSatisfy { !$0.family.labels.contains(model) }
    }
}
