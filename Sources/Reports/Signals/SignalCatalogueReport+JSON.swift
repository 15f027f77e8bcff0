import Signals

extension SignalCatalogueReport {
    /// The catalogue as JSON, in the order of the catalogue.
    ///
    /// - Returns: UTF-8, ended by a line feed.
    package func json() -> [UInt8] {
        JSONWriter.bytes(
            of: .object([
                "schema": .integer(1),
                "window": .string(window),
                "signals": .array(signals.map(value)),
            ]), indented: true)
    }

    private func value(_ signal: Signal) -> JSONValue {
        let definition = signal.definition
        return .object([
            "signal": .string(signal.rawValue),
            "title": .string(definition.title),
            "level": .string(definition.level.rawValue),
            "kind": .string(definition.kind.rawValue),
            "unit": .string(definition.unit.rawValue),
            "worse": .string(definition.worse.rawValue),
            "meaning": .string(definition.meaning),
            "alert": .optional(definition.alert?.rawValue),
            "ranges": definition.ranges.map(value) ?? .null,
            "exporters": .array(tellings(of: signal).map(value)),
        ])
    }

    private func value(_ ranges: SignalRanges) -> JSONValue {
        .object([
            "statistic": .string(ranges.statistic.name),
            "warning_above": .optional(ranges.warningAbove),
            "critical_above": .optional(ranges.criticalAbove),
            "warning_below": .optional(ranges.warningBelow),
            "critical_below": .optional(ranges.criticalBelow),
            "judges": .bool(ranges.judges),
            "condition": .optional(ranges.condition),
            "source": .string(ranges.source),
        ])
    }

    private func value(_ telling: Telling) -> JSONValue {
        .object([
            "exporter": .string(telling.exporter.name),
            "sources": .array(
                telling.sources.map { source in
                    .object([
                        "series": .array(source.formula.selectors.map { .string($0.promQL) }),
                        "releases": .optional(source.releases),
                        "note": .optional(source.note),
                        "reason_label": .optional(source.reasonLabel),
                    ])
                }),
            "queries": .array(
                telling.queries.map {
                    .object([
                        "statistic": .string($0.statistic.name), "promql": .string($0.text),
                    ])
                }),
        ])
    }
}
