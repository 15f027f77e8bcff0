package import Signals

/// Queries whose results have exactly the labels of a level, so that no operator between two of them
/// can miss.
extension GenerationSubject {
    /// A query by labels that every one of its sources has.
    ///
    /// Some series lack the label of the model, such as the API server's counter of responses beside
    /// vLLM's own. Their model is looked up at the same replica.
    ///
    /// - Parameters:
    ///   - signal: What is asked about.
    ///   - statistic: What is asked.
    ///   - labels: The labels of the result.
    ///   - window: The range of range selectors.
    ///   - restriction: Further conditions for each series, by how the exporter documents it.
    /// - Returns: nil where the engine does not tell it, or PromQL cannot read it.
    package func joined(
        _ signal: Signal, _ statistic: SignalStatistic, by labels: [String],
        window: String = "5m", restriction: (SeriesSelector) -> [LabelMatcher] = { _ in [] }
    ) -> String? {
        guard needsJoining(signal, by: labels) else {
            return promQL(
                signal, statistic, by: labels, window: window, restriction: restriction)
        }
        func query(_ source: SignalSource, by labels: [String]) -> String? {
            source.formula.expression(for: statistic, of: signal.definition.kind, by: labels)
                .map { restricted($0, of: signal, by: restriction) }?.promQL(window: window)
        }
        let parts = sources(of: signal).compactMap { source -> String? in
            guard lacksModel(source) else { return query(source, by: labels) }
            return query(source, by: self.labels.target).flatMap {
                withModel($0, by: labels, restriction: restriction)
            }
        }
        guard parts.count > 1 else { return parts.first }
        return parts.map { "(\($0))" }.joined(separator: "\nor\n")
    }

    /// Whether an answer by labels takes the model of some series from another of the same replica.
    func needsJoining(_ signal: Signal, by labels: [String]) -> Bool {
        guard let model = self.labels.model, labels.contains(model), !isOfMachine(signal) else {
            return false
        }
        return sources(of: signal).contains(where: lacksModel)
    }

    /// Whether a source has a series that does not name the model.
    private func lacksModel(_ source: SignalSource) -> Bool {
        guard let model = labels.model else { return false }
        return source.formula.selectors.contains { selector in
            let known = KnownFamilies.series(named: selector.name)
            return !known.isEmpty && !known.contains { $0.family.labels.contains(model) }
                && KnownFamilies.families(named: selector.name).allSatisfy {
                    !$0.labels.contains(model)
                }
        }
    }

    /// A query by job and replica, with the model that the replica serves.
    private func withModel(
        _ query: String, by labels: [String], restriction: (SeriesSelector) -> [LabelMatcher]
    ) -> String? {
        guard let model = self.labels.model, let anchor else { return nil }
        let conditions = restriction(SeriesSelector(anchor)).map(\.promQL)
        let replica =
            conditions.isEmpty ? anchor : "\(anchor){\(conditions.joined(separator: ", "))}"
        let places = self.labels.target.joined(separator: ", ")
        return """
            sum by (\(labels.joined(separator: ", "))) (
              group by (\(places), \(model)) (\(replica))
              * on (\(places)) group_left ()
              (\(query))
            )
            """
    }

    /// A series that every replica of the engine has from its start on, as the live engine spells it.
    package var anchor: String? {
        for signal in [Signal.running, .waiting, .generationTokens, .requestsFinished] {
            if let selector = sources(of: signal).first?.formula.selectors.first {
                return naming.spell(selector.name)
            }
        }
        return nil
    }
}
