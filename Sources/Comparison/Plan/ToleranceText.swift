package import Readiness

/// Tolerances as people write them: `ttft=10%,itl=20%,e2e=500ms,errors=2%`.
///
/// A percentage of a time or of the throughput is a share of the baseline; of the error rate it is
/// points, because a share of nearly nothing says nothing. A time, or a rate such as `5 tok/s`, is
/// a difference.
package enum ToleranceText {
    /// The metrics that can be compared, in the order of a request's life, as they are written.
    package static let names: [(name: String, metric: ObjectiveMetric)] = [
        ("connect", .connect), ("ttfb", .ttfb), ("ttft", .ttft), ("itl", .itl), ("tpot", .tpot),
        ("e2e", .e2e), ("throughput", .throughput), ("errors", .errorRate),
    ]

    /// The name a metric is written with.
    ///
    /// - Parameter metric: One of ``names``.
    /// - Returns: The name.
    package static func name(_ metric: ObjectiveMetric) -> String {
        names.first { $0.metric == metric }?.name ?? metric.rawValue
    }

    /// Reads tolerances.
    ///
    /// - Parameter text: One or more, separated by commas.
    /// - Returns: The tolerances in the order written.
    /// - Throws: ``ToleranceError`` at the first that cannot be meant.
    package static func parse(_ text: String) throws(ToleranceError) -> [Tolerance] {
        var tolerances: [Tolerance] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { throw .noValue(trimmed(part)) }
            let metric = try metric(trimmed(sides[0]))
            guard !tolerances.contains(where: { $0.metric == metric }) else {
                throw .twice(name(metric))
            }
            tolerances.append(
                Tolerance(metric: metric, bound: try bound(trimmed(sides[1]), of: metric)))
        }
        return tolerances
    }

    /// Reads names of metrics.
    ///
    /// - Parameter text: One or more, separated by commas.
    /// - Returns: The metrics in the order written, each once.
    /// - Throws: ``ToleranceError`` at the first that is none.
    package static func metrics(_ text: String) throws(ToleranceError) -> [ObjectiveMetric] {
        var metrics: [ObjectiveMetric] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let metric = try metric(trimmed(part))
            if !metrics.contains(metric) { metrics.append(metric) }
        }
        return metrics
    }

    private static func metric(_ word: String) throws(ToleranceError) -> ObjectiveMetric {
        let lower = word.lowercased()
        if let found = names.first(where: { $0.name == lower }) { return found.metric }
        if lower == "error rate" || lower == "error_rate" { return .errorRate }
        throw .unknownMetric(
            word, nearest: NearestSpelling.of(word, among: names.map(\.name)),
            all: names.map(\.name))
    }

    private static func bound(
        _ text: String, of metric: ObjectiveMetric
    ) throws(ToleranceError) -> Tolerance.Bound {
        if text.hasSuffix("%") {
            guard let percent = FixedDecimal(trimmed(text.dropLast())),
                let share = percent.shifted(by: -2)?.double, share.isFinite, share >= 0
            else { throw .unreadable(name(metric), text) }
            return metric == .errorRate ? .absolute(min(share, 1)) : .share(share)
        }
        switch metric.dimension {
        case .duration:
            do {
                return .absolute(try DurationText.parse(text).floating)
            } catch {
                throw .unreadable(name(metric), text)
            }
        case .tokenRate:
            let number = text.hasSuffix("tok/s") ? trimmed(text.dropLast(5)) : text
            guard text.hasSuffix("tok/s"), let rate = FixedDecimal(number)?.double, rate >= 0 else {
                throw .unreadable(name(metric), text)
            }
            return .absolute(rate)
        default: throw .unreadable(name(metric), text)
        }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let kept = text.drop { $0.isWhitespace }
        return String(kept.reversed().drop { $0.isWhitespace }.reversed())
    }
}
