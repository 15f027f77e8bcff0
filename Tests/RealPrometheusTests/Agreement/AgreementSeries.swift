import Exposition
import Signals

/// Made-up scrapes of two replicas that hold every series a dialect can read.
///
/// Scrapes come every 15 s with some jitter; counters of the second replica start anew once, and
/// some label children appear late: what makes `rate` hard. Counters have counted for a while when
/// they are first seen, because VictoriaMetrics takes a fall by less than an eighth for a late sample
/// and not for a restart.
struct AgreementSeries {
    static let startSeconds = 1_700_100_000.0
    static let scrapeCount = 24
    static let intervalSeconds = 15.0

    private static let bounds = [0.1, 0.3, 1, 2.5, 10]

    /// The scrapes of a variant, always the same.
    static func scrapes(of variant: DialectVariant) -> [TimedScrape] {
        var random = SeededRandom(seed: variant.job.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
        let plans = plans(of: variant)
        return ["a:1", "b:2"].flatMap { instance in
            scrapes(of: plans, instance: instance, random: &random)
        }
    }

    // MARK: - Which series

    private enum Role: Hashable {
        case gauge
        case counter
        case histogram
        /// A gauge of 1 with a number in this label.
        case label(String)
    }

    private struct Plan: Hashable {
        let name: String
        let labels: [Label]
        let role: Role
    }

    private static func plans(of variant: DialectVariant) -> [Plan] {
        var plans: Set<Plan> = []
        for (signal, source) in variant.sources {
            for selector in source.formula.selectors {
                for labels in children(of: selector, in: source, job: variant.job) {
                    let role = role(of: source.formula, kind: signal.definition.kind)
                    plans.insert(Plan(name: selector.name, labels: labels, role: role))
                }
            }
        }
        // Some signals read the sum of a histogram that another signal reads whole.
        let histograms = Set(plans.filter { $0.role == .histogram }.map(\.name))
        return plans.filter { plan in
            !["_sum", "_count"].contains { suffix in
                plan.name.hasSuffix(suffix)
                    && histograms.contains(String(plan.name.dropLast(suffix.count)))
            }
        }
        .sorted { ($0.name, "\($0.labels)") < ($1.name, "\($1.labels)") }
    }

    private static func role(of formula: SeriesFormula, kind: SignalKind) -> Role {
        switch formula {
        case .histogram: .histogram
        case .observations, .share: .counter
        case .label(_, let label): .label(label)
        default: kind == .counter ? .counter : .gauge
        }
    }

    /// One child for every value that a matcher names, and one that it does not; each twice.
    private static func children(
        of selector: SeriesSelector, in source: SignalSource, job: String
    ) -> [[Label]] {
        var all: [[Label]] = [[Label(name: "job", value: job)]]
        func multiply(_ name: String, _ values: [String]) {
            all = all.flatMap { labels in
                values.map { labels + [Label(name: name, value: $0)] }
            }
        }
        var spread = "engine"
        if case .extreme(_, _, let groups) = source.formula, let last = groups.last {
            spread = last == "instance" ? "engine" : last
        }
        multiply(spread, ["0", "1"])
        for matcher in selector.matchers {
            let named: [String] =
                switch matcher.condition {
                case .oneOf(let values), .noneOf(let values): values.sorted() + ["other"]
                case .hasPrefix(let text): [text, text + "x", "other"]
                }
            multiply(matcher.label, named)
        }
        if let reason = source.reasonLabel,
            !selector.matchers.contains(where: { $0.label == reason })
        {
            multiply(reason, ["stop", "length"])
        }
        return all.map { labels in labels.filter { !$0.value.isEmpty } }
    }

    // MARK: - Their values

    private struct State {
        var total = 0.0
        var sum = 0.0
        var buckets = [Double](repeating: 0, count: AgreementSeries.bounds.count)
        let firstScrape: Int
    }

    private static func scrapes(
        of plans: [Plan], instance: String, random: inout SeededRandom
    ) -> [TimedScrape] {
        var states = plans.map { _ in
            State(firstScrape: Int.random(in: 0..<6, using: &random) == 0 ? 9 : 0)
        }
        var scrapes: [TimedScrape] = []
        for index in 0..<scrapeCount {
            let jitter = Double(Int.random(in: 0..<400, using: &random)) / 1000
            let isReset = instance == "b:2" && index == 13
            var samples: [Sample] = []
            for (position, plan) in plans.enumerated() {
                if isReset { states[position] = State(firstScrape: states[position].firstScrape) }
                samples += advance(&states[position], plan, at: index, random: &random)
            }
            scrapes.append(
                TimedScrape(
                    instance: instance,
                    unixSeconds: startSeconds + Double(index) * intervalSeconds + jitter,
                    families: [MetricFamily(name: "all", type: .untyped, samples: samples)]))
        }
        return scrapes
    }

    private static func advance(
        _ state: inout State, _ plan: Plan, at index: Int, random: inout SeededRandom
    ) -> [Sample] {
        guard index >= state.firstScrape else { return [] }
        let isFirst = index == state.firstScrape
        func sample(_ suffix: String, _ value: Double, _ more: [Label] = []) -> Sample {
            Sample(name: plan.name + suffix, labels: plan.labels + more, value: value)
        }
        switch plan.role {
        case .gauge:
            return [sample("", Double(Int.random(in: 0...1024, using: &random)) / 1024)]
        case .label(let label):
            return [sample("", 1, [Label(name: label, value: "71439")])]
        case .counter:
            state.total += Double(Int.random(in: 0...40, using: &random) + (isFirst ? 1000 : 0))
            return [sample("", state.total)]
        case .histogram:
            let count = Int.random(in: 0...12, using: &random) + (isFirst ? 300 : 0)
            for _ in 0..<count {
                let value = Double(Int.random(in: 1...12_000, using: &random)) / 1000
                state.total += 1
                state.sum += value
                for (position, bound) in bounds.enumerated() where value <= bound {
                    state.buckets[position] += 1
                }
            }
            let finite = zip(bounds, state.buckets).map { bound, count in
                sample("_bucket", count, [Label(name: "le", value: "\(bound)")])
            }
            return finite + [
                sample("_bucket", state.total, [Label(name: "le", value: "+Inf")]),
                sample("_count", state.total), sample("_sum", state.sum),
            ]
        }
    }
}
