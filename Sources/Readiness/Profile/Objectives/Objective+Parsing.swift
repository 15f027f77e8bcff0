extension Objective {
    /// Reads an objective such as `ttft p95 <= 500ms`.
    ///
    /// The grammar is *metric* *statistic* *comparison* *limit*. Case does not matter, spaces are
    /// free, `_` and `-` count as spaces, and the statistic may stand before the metric or around
    /// it:
    /// `p95(ttft) <= 2s`, `ttft_p95 <= 2s`, `TTFT P95 ≤ 2 s` are the same objective.
    ///
    /// | metric | statistic | limit |
    /// |---|---|---|
    /// | `ttft` `ttfb` `ttfc` `connect` `itl` `tpot` | `p95`, `p99.9`, `median` | `<=` duration |
    /// | `e2e` (`latency`) | `p95`, `p99.9`, `median` | `<=` duration |
    /// | `throughput` | `p50`, `median` | `>=` `tok/s`, `tokens/s`, `token/s` or `t/s` |
    /// | `error rate` (`errors`) | none | `<=` share |
    /// | `success rate` | none | `>=` share |
    /// | `kv cache` | `max`, may be left out, or `sustained` | `<=` share |
    /// | `waiting`, `running` | `max`, may be left out, or `sustained` | `<=` whole number |
    /// | `preemptions` | none | `<=` whole number, the growth over the run |
    /// | `preemptions rate` | none | `<=` `/s`, `/min` or `/h` |
    /// | `queue` `prefill` `decode` | `p95`, `p99.9`, `median`, `mean` | `<=` duration |
    /// | `server ttft`, `server itl`, `server tpot`, `server e2e` | as above | `<=` duration |
    /// | `server throughput` | none | `>=` `tok/s` |
    /// | `prefix cache hit rate` | none | `>=` share |
    ///
    /// - Throws: ``ObjectiveError`` with the text and the reason.
    package static func parse(_ text: String) throws(ObjectiveError) -> Objective {
        let trimmed = text.trimmed
        do throws(Reason) {
            let sides = try splitSides(trimmed)
            let subject = try parseSubject(sides.subject)
            let statistic = try parseStatistic(subject)
            guard sides.comparison == subject.metric.comparison else {
                throw Reason(
                    .wrongDirection(
                        subject.metric,
                        suggestion:
                            "\(sides.subject.trimmed) \(subject.metric.comparison.rawValue) "
                            + sides.limit.trimmed))
            }
            let limit = try parseLimit(sides.limit.trimmed, of: subject.metric)
            return Objective(
                metric: subject.metric, statistic: statistic, comparison: sides.comparison,
                threshold: limit.value, unit: limit.unit, source: trimmed)
        } catch {
            throw ObjectiveError(text: trimmed, reason: error.value)
        }
    }
}

/// An ``ObjectiveError/Reason`` on its way to the one place that knows the whole text.
private struct Reason: Error {
    let value: ObjectiveError.Reason

    init(_ value: ObjectiveError.Reason) {
        self.value = value
    }
}

private typealias Sides = (subject: String, comparison: Objective.Comparison, limit: String)
private typealias Subject = (metric: ObjectiveMetric, statistics: [String])

private let comparisonSigns: Set<Character> = ["<", ">", "=", "!", "\u{2264}", "\u{2265}"]

private func splitSides(_ text: String) throws(Reason) -> Sides {
    guard !text.isEmpty else { throw Reason(.empty) }
    guard let start = text.firstIndex(where: comparisonSigns.contains) else {
        throw Reason(.missingComparison)
    }
    let sign = text[start...].prefix(while: comparisonSigns.contains)
    let subject = String(text[..<start])
    let limit = String(text[sign.endIndex...])
    let comparison: Objective.Comparison
    switch sign {
    case "<=", "<", "\u{2264}", "=<": comparison = .atMost
    case ">=", ">", "\u{2265}", "=>": comparison = .atLeast
    default: throw Reason(.unknownComparison(String(sign)))
    }
    guard !limit.contains(where: comparisonSigns.contains) else {
        throw Reason(.severalComparisons)
    }
    return (subject, comparison, limit)
}

// MARK: - Metric and statistic

private func parseSubject(_ text: String) throws(Reason) -> Subject {
    guard !text.trimmed.isEmpty else { throw Reason(.missingMetric) }
    let words = try splitWords(text)
    guard let first = words.first else { throw Reason(.missingMetric) }
    let statistics = words.filter(isStatistic)
    let metricWords = words.filter { !isStatistic($0) }
    let spelling = metricWords.joined(separator: " ")
    if let metric = lookUp(spelling) { return (metric, statistics) }
    if metricWords.isEmpty { throw Reason(.missingMetric) }
    if first.first?.isNumber == true { throw Reason(.limitFirst) }
    // "ttft q95": the metric is known, the word behind it is not.
    for count in stride(from: metricWords.count - 1, to: 0, by: -1) {
        guard let metric = lookUp(metricWords.prefix(count).joined(separator: " ")) else {
            continue
        }
        let rest = metricWords.dropFirst(count).joined(separator: " ")
        throw Reason(.unknownStatistic(rest, metric))
    }
    if metricWords.contains(where: { ["gpu", "vram"].contains($0) }) {
        throw Reason(.machineRefused(spelling))
    }
    let nearest = NearestSpelling.of(spelling, among: ObjectiveMetric.spellings.map(\.spelling))
    throw Reason(.unknownMetric(spelling, nearest: nearest))
}

private func lookUp(_ spelling: String) -> ObjectiveMetric? {
    ObjectiveMetric.spellings.first { $0.spelling == spelling }?.metric
}

/// Lower-case words; `p95(ttft)` gives `p95`, `ttft`.
private func splitWords(_ text: String) throws(Reason) -> [String] {
    var plain = text.trimmed.lowercased()
    if let opening = plain.firstIndex(of: "(") {
        // Only "statistic(metric)"; anything else with brackets is looked up as it stands, and
        // fails.
        guard plain.last == ")", isStatistic(String(plain[..<opening]).trimmed) else {
            throw Reason(.unknownMetric(plain, nearest: nil))
        }
        plain.removeLast()
        plain.replaceSubrange(opening...opening, with: " ")
    }
    return plain.split { $0.isWhitespace || $0 == "_" || $0 == "-" }.map(String.init)
}

private func isStatistic(_ word: String) -> Bool {
    let words: Set = [
        "median", "mean", "avg", "average", "max", "maximum", "min", "minimum", "sustained",
    ]
    if words.contains(word) { return true }
    guard word.hasPrefix("p"), word.count > 1 else { return false }
    return word.dropFirst().allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
}

private func parseStatistic(_ subject: Subject) throws(Reason) -> Objective.Statistic {
    let metric = subject.metric
    guard subject.statistics.count <= 1 else { throw Reason(.severalStatistics) }
    let word = subject.statistics.first
    switch metric.kind {
    case .sampledGauge:
        guard let word, !["max", "maximum"].contains(word) else { return .maximum }
        // The smallest value is what was sustained; "min" alone reads as something to reach.
        guard word != "sustained" else { return .sustained }
        throw Reason(.statisticNotOffered(word, metric))
    case .counterDelta, .counterRate, .windowShare:
        guard let word else { return metric.kind.onlyStatistic }
        throw Reason(.statisticNotOffered(word, metric))
    case .serverHistogram:
        guard let word else { throw Reason(.missingPercentile(metric)) }
        // Sum and count of the server are exact, so its mean is as well.
        guard !["mean", "avg", "average"].contains(word) else { return .mean }
        return try parsePercentile(word, of: metric)
    case .perRequestShare, .perGapShare:
        if metric.dimension == .ratio {
            guard let word else { return .share }
            throw Reason(.statisticNotOffered(word, metric))
        }
        guard let word else { throw Reason(.missingPercentile(metric)) }
        return try parsePercentile(word, of: metric)
    }
}

private func parsePercentile(
    _ word: String, of metric: ObjectiveMetric
) throws(Reason) -> Objective.Statistic {
    switch word {
    case "median": return .percentile(50)
    case "mean", "avg", "average": throw Reason(.meanRefused(metric))
    case "max", "maximum", "min", "minimum": throw Reason(.extremeRefused(word, metric))
    case "sustained": throw Reason(.statisticNotOffered(word, metric))
    default: break
    }
    // Up to 9 places, so that the share it stands for keeps all of its digits.
    guard let rank = FixedDecimal(word.dropFirst()), rank.scaled % 1_000_000_000 == 0,
        rank.scaled > 0, let share = rank.shifted(by: -2), share < RatioText.whole
    else { throw Reason(.percentileOutOfRange(word)) }
    return .percentile(rank.double)
}

extension Objective.Kind {
    /// The statistic of a kind that has one only.
    fileprivate var onlyStatistic: Objective.Statistic {
        switch self {
        case .counterRate: .rate
        case .windowShare: .part
        default: .increase
        }
    }
}

// MARK: - Limit

private func parseLimit(
    _ text: String, of metric: ObjectiveMetric
) throws(Reason) -> (value: Double, unit: String) {
    guard !text.isEmpty else { throw Reason(.missingLimit(metric)) }
    guard !text.hasPrefix("-") else { throw Reason(.negativeLimit(text)) }
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = String(text.dropFirst(number.count)).trimmed.lowercased()
    switch metric.dimension {
    case .duration: return try durationLimit(text, unit, metric)
    case .ratio: return try ratioLimit(text, unit, metric)
    case .tokenRate: return try tokenRateLimit(text, number: String(number), unit, metric)
    case .count: return try countLimit(text, number: String(number), unit, metric)
    case .eventRate: return try eventRateLimit(text, number: String(number), unit, metric)
    }
}

private func durationLimit(
    _ text: String, _ unit: String, _ metric: ObjectiveMetric
) throws(Reason) -> (value: Double, unit: String) {
    guard unit != "%", !unit.contains("/") else { throw Reason(.wrongUnit(unit, metric)) }
    let duration: Duration
    do {
        duration = try DurationText.parse(text)
    } catch .missingUnit(_, let number) {
        throw Reason(.missingUnit(number, metric))
    } catch {
        throw Reason(.duration(error))
    }
    guard duration > .zero else { throw Reason(.zeroLimit(metric)) }
    return (FixedDecimal(scaled: duration.attoseconds).double, unit)
}

private func ratioLimit(
    _ text: String, _ unit: String, _ metric: ObjectiveMetric
) throws(Reason) -> (value: Double, unit: String) {
    guard unit.isEmpty || unit == "%" else { throw Reason(.wrongUnit(unit, metric)) }
    let ratio: FixedDecimal
    do {
        ratio = try RatioText.parse(text)
    } catch {
        throw Reason(.ratio(error))
    }
    let isWhole = ratio == RatioText.whole
    // A bare 1 is a whole by the rule, but "error rate <= 1" means one percent to many.
    guard !isWhole || unit == "%" else {
        throw Reason(.ratio(.missingUnit(text, number: ratio)))
    }
    let isZero = ratio.scaled == 0
    switch metric {
    case .errorRate where isZero, .successRate where isWhole:
        throw Reason(.perfectionRequired(metric))
    case .errorRate where isWhole, .successRate where isZero, .kvCache where isWhole,
        .prefixCacheHitRate where isZero:
        throw Reason(.emptyLimit("\(metric.comparison.rawValue) \(text)", metric))
    case .kvCache where isZero:
        throw Reason(.zeroLimit(metric))
    default:
        return (ratio.double, unit)
    }
}

private func tokenRateLimit(
    _ text: String, number: String, _ unit: String, _ metric: ObjectiveMetric
) throws(Reason) -> (value: Double, unit: String) {
    guard let value = FixedDecimal(number) else { throw Reason(.unreadableLimit(text, metric)) }
    let compacted = unit.filter { !$0.isWhitespace }
    guard !compacted.isEmpty else { throw Reason(.missingUnit(number, metric)) }
    guard ["tok/s", "tokens/s", "token/s", "t/s"].contains(compacted) else {
        throw Reason(.wrongUnit(unit, metric))
    }
    guard value.scaled > 0 else { throw Reason(.zeroLimit(metric)) }
    return (value.double, compacted)
}

private func countLimit(
    _ text: String, number: String, _ unit: String, _ metric: ObjectiveMetric
) throws(Reason) -> (value: Double, unit: String) {
    guard let value = FixedDecimal(number) else { throw Reason(.unreadableLimit(text, metric)) }
    guard unit.isEmpty else { throw Reason(.wrongUnit(unit, metric)) }
    guard value.isWhole else { throw Reason(.notWhole(number, metric)) }
    return (value.double, "")
}

private func eventRateLimit(
    _ text: String, number: String, _ unit: String, _ metric: ObjectiveMetric
) throws(Reason) -> (value: Double, unit: String) {
    guard let value = FixedDecimal(number) else { throw Reason(.unreadableLimit(text, metric)) }
    let compacted = unit.filter { !$0.isWhitespace }
    guard !compacted.isEmpty else { throw Reason(.missingUnit(number, metric)) }
    guard let seconds = EventRateText.seconds(per: compacted) else {
        throw Reason(.wrongUnit(unit, metric))
    }
    return (value.double / seconds, compacted)
}
