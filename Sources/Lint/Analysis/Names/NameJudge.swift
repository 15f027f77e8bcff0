import Signals

/// Judges metrics' names by the table, by the files' recordings and by what really is there.
struct NameJudge {
    let target: LintTarget
    let facts: FactFinder
    let usesRouter: Bool

    /// Series that Prometheus makes itself.
    private static func isBuiltIn(_ name: String) -> Bool {
        name == "up" || name == "ALERTS" || name == "ALERTS_FOR_STATE"
            || name.hasPrefix("scrape_") || name == GrafanaVariables.anyLabel
            || name == "grafana_variable"
    }

    /// The verdict on a name.
    func judge(_ name: String) -> NameVerdict {
        if facts.isRecorded(name) || Self.isBuiltIn(name) { return .fine }
        if target.knowledge?.names.contains(name) == true { return .fine }
        let series = KnownFamilies.series(named: name)
        let verdict = series.isEmpty ? unlisted(name) : listed(name, series)
        guard case .fine = verdict, let knowledge = target.knowledge else { return verdict }
        return missing(name, series, from: knowledge)
    }

    // MARK: - Names in the table

    private func listed(_ name: String, _ series: [KnownSeries]) -> NameVerdict {
        var entry = series[0]
        if entry.family.exporter == .vllm, usesRouter, series.count > 1 { entry = series[1] }
        let exporter = entry.family.exporter
        if exporter == .stackRouter, !usesRouter, name.hasPrefix("vllm:") {
            return .routers(entry, instead: routersInstead(entry))
        }
        if let engine = target.engine, isForeign(exporter, to: engine) {
            return .otherEngine(entry, sameName: sameName(name, exporter, in: engine))
        }
        let version = target.version(of: exporter)
        switch entry.family.lifetime.presence(in: version) {
        case .exported: return .fine
        case .notYet:
            return .notYet(entry, instead: predecessor(of: entry, in: version))
        case let presence:
            if let new = successor(of: entry, in: version) {
                return .renamed(entry, to: new, presence)
            }
            return .removed(entry, presence)
        }
    }

    private func isForeign(_ exporter: Exporter, to engine: Exporter) -> Bool {
        guard exporter.engine != nil, exporter != engine else { return false }
        // Dynamo and Triton stand in front of other engines and pass their series on.
        return ![exporter, engine].contains { $0 == .dynamo || $0 == .triton }
    }

    private func sameName(_ name: String, _ owner: Exporter, in engine: Exporter) -> String? {
        guard let prefix = owner.prefixes.first(where: name.hasPrefix),
            let other = engine.prefixes.first
        else { return nil }
        let candidate = other + name.dropFirst(prefix.count)
        let living = KnownFamilies.series(named: candidate).contains {
            $0.family.lifetime.presence(in: target.version(of: engine)) == .exported
        }
        return living ? candidate : nil
    }

    private func successor(of series: KnownSeries, in version: EngineVersion?) -> String? {
        series.family.successors.first { name in
            guard series.family.exporter != .ray else { return true }
            return KnownFamilies.families(named: name).contains {
                $0.exporter == series.family.exporter
                    && $0.lifetime.presence(in: version) == .exported
            }
        }.map { $0 + series.role.suffix }
    }

    private func predecessor(of series: KnownSeries, in version: EngineVersion?) -> String? {
        KnownFamilies.all.first {
            $0.exporter == series.family.exporter && $0.successors.contains(series.family.name)
                && $0.lifetime.presence(in: version) == .exported
        }.map { $0.name + series.role.suffix }
    }

    private func routersInstead(_ series: KnownSeries) -> String? {
        guard series.family.name == "vllm:request_latency_seconds" else { return nil }
        return "vllm:e2e_request_latency_seconds" + series.role.suffix
    }

    // MARK: - Other names

    private func unlisted(_ name: String) -> NameVerdict {
        if let invented = KnownFamilies.invented(named: name) { return .invented(invented) }
        guard let exporter = KnownFamilies.exporter(ownsPrefixOf: name),
            !KnownFamilies.isOpenEnded(name), !looksRecorded(name, exporter)
        else { return .fine }
        let nearest = KnownFamilies.nearest(to: name, of: exporter)
        return .unknown(exporter, nearest: nearest, owner: owner(ofTail: name, not: exporter))
    }

    /// Whether a name has more colons than its exporter's prefix, as recorded series by custom have:
    /// the rule may be in a file that is not at hand.
    private func looksRecorded(_ name: String, _ exporter: Exporter) -> Bool {
        guard let prefix = exporter.prefixes.first(where: name.hasPrefix) else { return false }
        return name.dropFirst(prefix.count).contains(":")
    }

    /// The engine that has the rest of a name behind its own prefix.
    private func owner(ofTail name: String, not exporter: Exporter) -> Exporter? {
        guard let prefix = exporter.prefixes.first(where: name.hasPrefix) else { return nil }
        let tail = name.dropFirst(prefix.count)
        return Exporter.allCases.first { other in
            other != exporter && other.engine != nil
                && other.prefixes.contains {
                    !KnownFamilies.series(named: $0 + tail).isEmpty
                }
        }
    }

    private func missing(
        _ name: String, _ series: [KnownSeries], from knowledge: any SeriesKnowledge
    ) -> NameVerdict {
        if name.contains(GrafanaVariables.anyLabel) { return .fine }
        // A scrape of one program says nothing about the others.
        if let exporter = series.first?.family.exporter, !knowledge.includesTargetLabels {
            let isThere = knowledge.names.contains { other in
                KnownFamilies.series(named: other).contains { $0.family.exporter == exporter }
            }
            if !isThere { return .fine }
        }
        return .notThere(nearest: KnownFamilies.nearest(to: name, in: knowledge.names))
    }
}
