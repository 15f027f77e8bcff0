import PromQL
import Readiness
import Signals

/// The one place that restricts queries to the services that files are about.
extension GenerationSubject {
    /// Restricts the files to some services: every query of the engine's series, and of what rules
    /// record of them.
    ///
    /// - Parameter selection: Which services.
    /// - Throws: `GenerationError.impossible` for a label that the engine writes on some of its
    ///   series alone.
    package mutating func select(_ selection: SeriesSelection) throws(GenerationError) {
        let further = selection.labels.filter { $0 != labels.job && $0 != labels.model }
        let written = Set(
            KnownFamilies.all.filter { $0.exporter.engine == engine }.flatMap(\.labels))
        if let own = further.first(where: written.contains) {
            throw .impossible(
                subject: "--selector {\(selection.promQL)}",
                reason: "\(own) is a label that \(engine.displayName) writes on some of its series "
                    + "alone",
                advice: "choose by job, by labels that the scrape gives its targets"
                    + (labels.model.map { ", or by \($0)" } ?? ""))
        }
        labels.further = further
        self.selection = selection
        modelless = Self.modelless(dialect, naming, labels.model)
    }

    /// The engine's series that do not name the model, as the live engine spells them.
    private static func modelless(
        _ dialect: Dialect, _ naming: EngineDetection.Naming, _ model: String?
    ) -> Set<String> {
        guard let model else { return [] }
        var names: Set<String> = []
        for selector in dialect.sources.values.joined().flatMap(\.formula.selectors) {
            for suffix in ["", "_bucket", "_sum", "_count"] {
                let known = KnownFamilies.series(named: selector.name + suffix)
                if !known.isEmpty, !known.contains(where: { $0.family.labels.contains(model) }) {
                    names.insert(naming.spell(selector.name + suffix))
                }
            }
        }
        return names
    }

    /// A query under the selection's conditions.
    ///
    /// The conditions are written behind those that a selector has already, so that the query keeps
    /// its lines. Placeholders of Grafana and sloth for ranges may stand in it.
    ///
    /// - Parameter query: The query.
    /// - Returns: The query with the conditions at each selector of the engine's series.
    func selected(_ query: String) -> String {
        guard !selection.isEverything else { return query }
        // Blanks keep the places of everything behind a placeholder.
        let plain = ["$__rate_interval", "{{.window}}"].reduce(query) {
            $0.replacing($1, with: "5m" + String(repeating: " ", count: $1.utf8.count - 2))
        }
        guard let expression = try? PromQLParser.parse(plain) else {
            assertionFailure("no query: \(query)")
            return query
        }
        var bytes = Array(query.utf8)
        let selectors = expression.selectors.map(\.selector)
        for selector in selectors.sorted(by: { $0.range.start > $1.range.start }) {
            guard let name = selector.metricName, let nameRange = selector.nameRange else {
                continue
            }
            let conditions = conditions(on: name).map(\.promQL).joined(separator: ", ")
            guard !conditions.isEmpty else { continue }
            if let last = selector.matchers.map(\.range.end).max() {
                bytes.insert(contentsOf: Array(", \(conditions)".utf8), at: last)
            } else {
                bytes.insert(contentsOf: Array("{\(conditions)}".utf8), at: nameRange.end)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The conditions that hold for a series, by who made it.
    private func conditions(on name: String) -> [Signals.LabelMatcher] {
        if name.hasPrefix("machine:") { return [] }
        // Objectives on counters without the model's label, and alerts on targets, have none.
        if name.hasPrefix("slo:") || name == "ALERTS" {
            return selection.matchers.map(orAbsent)
        }
        if name.hasPrefix("firstlight_engine_limit_") {
            return selection.matchers.filter {
                $0.label == labels.job || $0.label == "model_name" && labels.model == $0.label
            }
        }
        let known = KnownFamilies.series(named: name).map(\.family.exporter)
        if !known.isEmpty, known.allSatisfy({ $0 == .dcgm || $0 == .node }) { return [] }
        guard name == "up" || modelless.contains(name) else { return selection.matchers }
        return selection.matchers.filter { $0.label != labels.model }
    }

    /// A condition on the model that a series without the label fulfils too.
    private func orAbsent(_ matcher: Signals.LabelMatcher) -> Signals.LabelMatcher {
        guard matcher.label == labels.model, case .oneOf(let values) = matcher.condition else {
            return matcher
        }
        return .any(matcher.label, of: values.union([""]))
    }

    /// What is to be said about a selection.
    var selectionNotes: [GenerationNote] {
        guard !selection.isEverything else {
            guard let chosen = profile?.engine.selector, !chosen.isEmpty else { return [] }
            let text = chosen.sorted { $0.key < $1.key }
                .map { Signals.LabelMatcher.equal($0.key, $0.value).promQL }
                .joined(separator: ",")
            return [
                GenerationNote(
                    "engine.selector",
                    "the profile picks its series by \(text), and the files are about every "
                        + "\(engine.displayName) that Prometheus scrapes; where there are others, "
                        + "add --selector '\(text)'")
            ]
        }
        guard !selection.allows(labels.job, name) else { return [] }
        return [
            GenerationNote(
                "--selector",
                "what scrapes is generated with the job \(name), which {\(selection.promQL)} leaves "
                    + "out: where you use it, name the objects by the job, with --name")
        ]
    }

    /// A value of a label in unit tests of rules.
    func sample(_ label: String, else usual: String) -> String {
        selection.sample(label, else: usual) ?? usual
    }

    /// The labels that a scrape gives the targets of a service, in unit tests of rules.
    var sampleLabels: [String: String] {
        var values = [labels.job: sample(labels.job, else: "llm")]
        for label in labels.further { values[label] = sample(label, else: "x") }
        return values
    }
}

extension RuleGroup {
    /// The group with every query under the subject's selection.
    func selected(for subject: GenerationSubject) -> RuleGroup {
        guard !subject.selection.isEverything else { return self }
        return RuleGroup(
            name: name, interval: interval,
            rules: rules.map { rule in
                switch rule {
                case .recording(var rule):
                    rule.expression = subject.selected(rule.expression)
                    return .recording(rule)
                case .alert(var rule):
                    rule.expression = subject.selected(rule.expression)
                    return .alert(rule)
                }
            })
    }
}
