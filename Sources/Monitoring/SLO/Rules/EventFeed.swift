import Signals

/// Made-up series that count good and bad events, for unit tests of rules.
struct EventFeed {
    /// A stretch of time with events at a steady pace.
    struct Stretch {
        let minutes: Int
        let goodPerMinute: Double
        let badPerMinute: Double
    }

    /// A series, and which events it counts.
    struct Series {
        let name: String
        let countsGood: Bool
        let countsBad: Bool
    }

    /// The values of the labels of the service, in the tests.
    private static func values(_ subject: GenerationSubject) -> [String: String] {
        var values = subject.sampleLabels
        values[subject.labels.replica] = "a:8000"
        if let model = subject.labels.model { values[model] = subject.sample(model, else: "m") }
        return values
    }

    let series: [Series]
    /// The values of the labels of the service.
    let values: [String: String]

    /// Series that an objective's preferred source counts.
    init(_ objective: ServiceObjective, _ subject: GenerationSubject) {
        let values = Self.values(subject)
        self.values = values
        guard let source = objective.sources.first, let part = source.part.selectors.first,
            let total = source.total.selectors.first
        else {
            series = []
            return
        }
        func text(_ selector: SeriesSelector, _ labels: [String: String]) -> String {
            let all = labels.merging(
                (objective.labels + [subject.labels.replica]).map { ($0, values[$0] ?? "x") }
            ) { own, _ in own }
            let list = all.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
            return subject.naming.spell(selector.name) + "{\(list.joined(separator: ", "))}"
        }
        let partText = text(part, Self.matching(part))
        if source.isGood {
            series = [
                Series(name: text(total, Self.matching(total)), countsGood: true, countsBad: true),
                Series(name: partText, countsGood: true, countsBad: false),
            ]
        } else {
            let good = part.name == total.name ? Self.missing(part) : Self.matching(total)
            series = [
                Series(name: text(total, good), countsGood: true, countsBad: false),
                Series(name: partText, countsGood: false, countsBad: true),
            ]
        }
    }

    /// Labels that fulfil a selector's conditions.
    private static func matching(_ selector: SeriesSelector) -> [String: String] {
        var labels: [String: String] = [:]
        for matcher in selector.matchers {
            switch matcher.condition {
            case .oneOf(let values) where !values.contains(""):
                labels[matcher.label] = values.sorted().last
            case .noneOf(let values) where values.contains(""): labels[matcher.label] = "other"
            case .hasPrefix(let text): labels[matcher.label] = text + "00"
            case .oneOf, .noneOf: break
            }
        }
        return labels
    }

    /// Labels that fulfil none of a selector's conditions.
    private static func missing(_ selector: SeriesSelector) -> [String: String] {
        var labels: [String: String] = [:]
        for matcher in selector.matchers {
            switch matcher.condition {
            case .oneOf, .hasPrefix: labels[matcher.label] = "other"
            case .noneOf(let values): labels[matcher.label] = values.sorted().last
            }
        }
        return labels
    }

    /// The series as promtool's `input_series`.
    ///
    /// - Parameters:
    ///   - stretches: What happens, one after the other; each is as long as some samples.
    ///   - interval: Minutes between two samples.
    ///   - kept: Which series are there.
    /// - Returns: The list.
    func input(
        _ stretches: [Stretch], every interval: Int = 1,
        where kept: (Series) -> Bool = { _ in true }
    ) -> YAMLNode {
        .list(
            series.filter(kept).map { series in
                var level = 0.0
                var values = ["0"]
                for stretch in stretches {
                    let step =
                        (series.countsGood ? stretch.goodPerMinute : 0)
                        + (series.countsBad ? stretch.badPerMinute : 0)
                    let growth = step * Double(interval)
                    let count = stretch.minutes / interval
                    values.append(
                        "\(number(level + growth))+\(number(growth))x\(count - 1)")
                    level += growth * Double(count)
                }
                return [
                    "series": .text(series.name), "values": .text(values.joined(separator: " ")),
                ]
            })
    }

    private func number(_ value: Double) -> String {
        PromQLNumber.text((value * 1e6).rounded() / 1e6)
    }
}
