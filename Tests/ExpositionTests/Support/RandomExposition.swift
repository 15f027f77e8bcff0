import Exposition
import ExpositionFuzzing

/// Families with everything the format can carry, for round trips.
struct RandomExposition {
    var generator: SeededGenerator

    mutating func families() -> [MetricFamily] {
        (0..<Int.random(in: 0...6, using: &generator)).map { family(index: $0) }
    }

    private mutating func family(index: Int) -> MetricFamily {
        let types: [MetricType] = [.counter, .gauge, .histogram, .summary, .untyped]
        let type = types.randomElement(using: &generator) ?? .gauge
        // The index keeps names apart, also with the suffixes of children.
        let name = "f\(index)_" + identifier(extra: [":"])
        let help = Bool.random(using: &generator) ? text() : nil
        var family = MetricFamily(name: name, help: help?.trimmingLeadingBlanks, type: type)
        for number in 0..<Int.random(in: 0...5, using: &generator) {
            let suffixes: [String] =
                switch type {
                case .histogram: ["_bucket", "_sum", "_count"]
                case .summary: ["", "_sum", "_count"]
                default: [""]
                }
            let suffix = suffixes.randomElement(using: &generator) ?? ""
            var labels = [Label(name: "number", value: String(number))]
            for position in 0..<Int.random(in: 0...3, using: &generator) {
                labels.append(Label(name: "l\(position)" + identifier(extra: []), value: text()))
            }
            family.samples.append(
                Sample(
                    name: name + suffix, labels: labels, value: value(),
                    timestamp: Bool.random(using: &generator)
                        ? Timestamp(
                            milliseconds: Int64.random(in: .min ... .max, using: &generator))
                        : nil))
        }
        return family
    }

    private mutating func identifier(extra: [Character]) -> String {
        let allowed = Array("abcXYZ_019") + extra
        return String(
            (0..<Int.random(in: 0...8, using: &generator)).compactMap { _ in
                allowed.randomElement(using: &generator)
            })
    }

    private mutating func text() -> String {
        let pieces = [
            "\\", "\"", "\n", "\\n", " ", "\t", "{", "}", ",", "=", "#", "a", "Zürich", "\u{1F600}",
            "\r", "\u{0}", "\\\\\"",
        ]
        return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            pieces.randomElement(using: &generator) ?? ""
        }.joined() + "."
    }

    /// Any bit pattern, and often the values that exporters really send.
    mutating func value() -> Double {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: Double(Int.random(in: 0...1_000_000_000, using: &generator))
        case 1: Double.random(in: -1...1, using: &generator)
        case 2:
            [0, -0.0, .nan, .infinity, -.infinity, 1e22, .leastNonzeroMagnitude].randomElement(
                using: &generator) ?? 0
        default: Double(bitPattern: generator.next())
        }
    }
}

extension String {
    fileprivate var trimmingLeadingBlanks: String {
        String(drop { $0 == " " || $0 == "\t" })
    }
}
