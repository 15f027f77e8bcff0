import Exposition
import ExpositionFuzzing

/// Families with everything OpenMetrics can carry that keep its rules, for round trips.
struct RandomOpenMetrics {
    var generator: SeededGenerator

    mutating func families() -> [MetricFamily] {
        (0..<Int.random(in: 0...6, using: &generator)).map { family(index: $0) }
    }

    private mutating func family(index: Int) -> MetricFamily {
        let type = MetricType.allCases.randomElement(using: &generator) ?? .gauge
        // The index keeps names apart, also with the suffixes of samples; one is quoted.
        let base = chance(4) ? "f\(index).é \"x\"" : "f\(index):metric"
        let unit = chance(3) && type != .info && type != .stateSet ? "seconds" : nil
        let name = base + (unit.map { "_" + $0 } ?? "")
        var family = MetricFamily(
            name: name, help: chance(2) ? text() : nil, unit: unit, type: type)
        for group in 0..<Int.random(in: 0...3, using: &generator) {
            let labels = labels(group: group)
            let hasTime = chance(3)
            var seconds = Int64.random(in: -2_000_000_000...2_000_000_000, using: &generator)
            for _ in 0..<(hasTime ? Int.random(in: 1...3, using: &generator) : 1) {
                let time = Timestamp(
                    seconds: seconds,
                    nanoseconds: chance(2)
                        ? 0 : UInt32.random(in: 0..<1_000_000_000, using: &generator))
                seconds += 1
                for var sample in point(of: type, name, labels) {
                    if hasTime { sample.timestamp = time }
                    family.samples.append(sample)
                }
            }
        }
        return family
    }

    /// The samples of one set of labels at one time.
    private mutating func point(
        of type: MetricType, _ name: String, _ labels: [Label]
    ) -> [Sample] {
        let count = Double(Int.random(in: 0...1_000_000, using: &generator))
        let sum = abs(finite())
        switch type {
        case .counter:
            return [
                Sample(name: name + "_total", labels: labels, value: count, exemplar: exemplar()),
                Sample(name: name + "_created", labels: labels, value: finite()),
            ]
        case .gauge, .untyped: return [Sample(name: name, labels: labels, value: value())]
        case .info: return [Sample(name: name + "_info", labels: labels, value: 1)]
        case .stateSet:
            return (0..<3).map { state in
                Sample(
                    name: name, labels: labels + [Label(name: name, value: "s\(state)")],
                    value: chance(2) ? 1 : 0)
            }
        case .summary:
            return [0.5, 0.99].map { quantile in
                let label = Label(name: "quantile", value: FloatStyle.python.text(quantile))
                return Sample(name: name, labels: labels + [label], value: abs(finite()))
            } + [
                Sample(name: name + "_count", labels: labels, value: count),
                Sample(name: name + "_sum", labels: labels, value: sum),
            ]
        case .histogram, .gaugeHistogram:
            let buckets = [0.005, 1, 2.5e6, .infinity].enumerated().map { index, bound in
                let limit = Label(name: "le", value: FloatStyle.python.text(bound))
                return Sample(
                    name: name + "_bucket", labels: [limit] + labels,
                    value: bound.isInfinite ? count : (count / Double(4 - index)).rounded(.down),
                    exemplar: exemplar())
            }
            let letter = type == .histogram ? "" : "g"
            return buckets + [
                Sample(name: "\(name)_\(letter)count", labels: labels, value: count),
                Sample(name: "\(name)_\(letter)sum", labels: labels, value: sum),
            ]
        }
    }

    private mutating func exemplar() -> Exemplar? {
        guard chance(3) else { return nil }
        let labels = chance(4) ? [] : [Label(name: "trace_id", value: text())]
        let time = Timestamp(
            seconds: Int64.random(in: -1000...1000, using: &generator),
            nanoseconds: UInt32.random(in: 0..<1_000_000_000, using: &generator))
        return Exemplar(
            labels: LabelSet(labels), value: value(), timestamp: chance(2) ? time : nil)
    }

    private mutating func labels(group: Int) -> [Label] {
        [Label(name: "group", value: String(group))]
            + (0..<Int.random(in: 0...3, using: &generator)).map { position in
                Label(name: chance(5) ? "l.\(position)" : "l\(position)", value: text())
            }
    }

    private mutating func text() -> String {
        let pieces = [
            "\\", "\"", "\n", "\\n", " ", "\t", "{", "}", ",", "=", " # {", "a", "Zürich",
            "\u{1F600}", "\r", "\u{0}", "\\\\\"", "# EOF",
        ]
        return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
        }.joined()
    }

    private mutating func finite() -> Double {
        let found = value()
        return found.isFinite ? found : 1.5
    }

    private mutating func value() -> Double {
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: Double(Int.random(in: 0...1_000_000_000, using: &generator))
        case 1: Double.random(in: -1...1, using: &generator)
        case 2: [0, -0.0, .nan, .infinity, -.infinity].randomElement(using: &generator) ?? 0
        default: Double(bitPattern: generator.next())
        }
    }

    private mutating func chance(_ oneIn: Int) -> Bool {
        Int.random(in: 0..<oneIn, using: &generator) == 0
    }
}
