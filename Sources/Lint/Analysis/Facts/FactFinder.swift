import Exposition
import PromQL
import Signals

/// Works out what can be told about expressions, with the recorded series of all files at hand.
final class FactFinder {
    /// What a recording rule stores.
    struct Recording {
        var expression: PromQL.Expression
        /// Labels that the rule adds.
        var labels: Set<String>
    }

    /// The recording rules by the name they record.
    private let recorded: [String: [Recording]]
    private var cache: [String: SeriesFacts] = [:]
    private var running: Set<String> = []

    init(recorded: [String: [Recording]]) {
        self.recorded = recorded
    }

    /// Whether a rule in the files records a name.
    func isRecorded(_ name: String) -> Bool { recorded[name] != nil }

    /// The facts about a recorded series; nil when no rule records it.
    func facts(ofRecorded name: String) -> SeriesFacts? {
        guard let recordings = recorded[name] else { return nil }
        if let known = cache[name] { return known }
        guard running.insert(name).inserted else { return .unknown }
        defer { running.remove(name) }
        var result: SeriesFacts?
        for recording in recordings {
            var next = facts(of: recording.expression)
            next.labels = next.labels.adding(recording.labels, certain: true)
                .adding(LabelLore.external)
            result = result.map { $0.joined(with: next) } ?? next
        }
        cache[name] = result
        return result ?? .unknown
    }

    /// The facts about an expression.
    func facts(of expression: PromQL.Expression) -> SeriesFacts {
        switch expression {
        case .number(let node): .constant(node.value)
        case .string: .constant(nil)
        case .vectorSelector(let node): facts(of: node)
        case .matrixSelector(let node): facts(of: node.vector)
        case .subquery(let node): facts(of: node.expression)
        case .parentheses(let node): facts(of: node.expression)
        case .unary(let node):
            node.sign == .plus
                ? facts(of: node.operand) : facts(of: node.operand).subtracted(from: 0)
        case .aggregation(let node): facts(of: node)
        case .call(let node): facts(of: node)
        case .binary(let node): facts(of: node)
        }
    }

    // MARK: - Selectors

    private func facts(of selector: VectorSelector) -> SeriesFacts {
        guard let name = selector.metricName else { return .unknown }
        var result: SeriesFacts
        if let recorded = facts(ofRecorded: name) {
            result = recorded
        } else {
            let series = KnownFamilies.series(named: name)
            result =
                LabelLore.isAboutScrape(name)
                ? SeriesFacts(labels: LabelLore.labelsOfScrape) : facts(of: series)
        }
        for matcher in selector.matchers
        where matcher.operation == .equal && !matcher.value.isEmpty && matcher.name != "__name__" {
            guard result.labels.mayHave(matcher.name) else { continue }
            result.labels = result.labels.adding([matcher.name], certain: true)
        }
        return result
    }

    private func facts(of series: [KnownSeries]) -> SeriesFacts {
        guard let first = series.first else { return .unknown }
        var result = SeriesFacts(labels: LabelLore.labels(of: series))
        result.family = first.family
        switch first.role {
        case .bucket, .count:
            result.kind = .counter
            result.unit = .events
            result.isLifetime = true
            result.minimum = 0
        case .sum:
            result.kind = .counter
            result.unit = first.family.unit
            result.isLifetime = true
            result.minimum = 0
        case .created:
            result.kind = .gauge
            result.unit = .timestamp
        case .value:
            result.unit = first.family.unit
            result.kind = first.isCumulative ? .counter : .gauge
            result.isLifetime = first.isCumulative
            if first.family.type == .summary { result.kind = .quantile }
            result.maximum = first.family.unit.maximum
            // Hit rates of old engines are -1 when there is no cache.
            if !first.family.name.hasSuffix("hit_rate") { result.minimum = 0 }
        }
        return result
    }
}

extension SeriesFacts {
    /// What is true of either.
    func joined(with other: SeriesFacts) -> SeriesFacts {
        var result = SeriesFacts(labels: labels.union(other.labels))
        if kind == other.kind { result.kind = kind }
        if let minimum, let lower = other.minimum { result.minimum = min(minimum, lower) }
        if let maximum, let upper = other.maximum { result.maximum = max(maximum, upper) }
        if unit == other.unit { result.unit = unit }
        if scale == other.scale { result.scale = scale }
        result.isLifetime = isLifetime || other.isLifetime
        result.family = family ?? other.family
        return result
    }
}
