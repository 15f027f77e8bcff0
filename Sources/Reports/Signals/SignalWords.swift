import Estimates
import Readiness
import Signals

/// Signals and their values in words.
enum SignalWords {
    /// Where a signal is out of range: `warning above 1 s, critical above 2 s (p95)`.
    static func ranges(_ ranges: SignalRanges, unit: SignalUnit) -> String {
        var parts: [String] = []
        func add(_ grade: String, _ side: String, _ limit: Double?) {
            guard let limit else { return }
            parts.append("\(grade) \(side) \(self.limit(limit, unit, of: ranges.statistic))")
        }
        add("warning", "above", ranges.warningAbove)
        add("critical", "above", ranges.criticalAbove)
        add("warning", "below", ranges.warningBelow)
        add("critical", "below", ranges.criticalBelow)
        let statistic = ranges.statistic == .value ? "" : " (\(ranges.statistic.name))"
        return parts.joined(separator: ", ") + statistic + (ranges.judges ? "" : ", informs only")
    }

    /// A limit with its unit, as short as it was chosen: rates are per second, and time per second is
    /// a share.
    private static func limit(
        _ value: Double, _ unit: SignalUnit, of statistic: SignalStatistic
    ) -> String {
        let share = Decimals.significant(value * 100) + " %"
        switch (statistic, unit) {
        case (.rate, .seconds): return share
        case (.rate, _): return Decimals.significant(value) + "/s"
        case (_, .seconds): return FigureText.tick(seconds: value)
        case (_, .ratio): return share
        default: return self.value(value, unit)
        }
    }

    /// A value with its unit.
    static func value(_ value: Double, _ unit: SignalUnit, rounding: Rounding = .nearest) -> String
    {
        guard value.isFinite else { return value > 0 ? "∞" : "no value" }
        switch unit {
        case .seconds: return FigureText.value(value, .duration, rounding: rounding)
        case .ratio: return ShareText.figure(value, rounding: rounding)
        case .bytes: return bytes(value, rounding: rounding)
        case .hertz: return Decimals.significant(value / 1e6, rounding: rounding) + " MHz"
        case .watts, .celsius:
            return Decimals.significant(value, rounding: rounding) + " \(unit.symbol)"
        case .requests, .tokens, .events, .tokensOrBlocks, .code:
            return FigureText.value(value, .count, rounding: rounding)
        }
    }

    /// An answer with its statistic: `p95 7.25 s (5 to 7.5 s)`, `rate 24 tokens/s`, `value 2`.
    static func answer(_ answer: SignalSurvey.Answer, of signal: Signal) -> String {
        let estimate = answer.estimate
        let unit = signal.definition.unit
        let name = answer.statistic.name
        switch answer.statistic {
        case .rate:
            let isCount = signal.definition.kind == .histogram
            return "\(name) \(rate(estimate.point, isCount ? .ratio : unit))"
        case .increase:
            return "+\(Decimals.significant(estimate.point, digits: 6))"
        case .quantile:
            // The point within a bucket is arithmetic: the bucket is what is known.
            if estimate.upper == .infinity { return "\(name) over \(value(estimate.lower, unit))" }
            if estimate.lower <= 0 { return "\(name) at most \(value(estimate.upper, unit))" }
            return "\(name) \(interval(estimate, unit))"
        case .value, .maximum, .minimum, .average, .mean, .shareAtMost:
            return "\(name) \(value(estimate.point, unit))"
        }
    }

    private static func interval(_ estimate: Estimate, _ unit: SignalUnit) -> String {
        let low = value(estimate.lower, unit, rounding: .down)
        let high = value(estimate.upper, unit, rounding: .up)
        return "in (\(low), \(high)]"
    }

    private static func rate(_ value: Double, _ unit: SignalUnit) -> String {
        switch unit {
        case .seconds, .ratio: Decimals.significant(value) + "/s"
        case .bytes: bytes(value, rounding: .nearest) + "/s"
        default: Decimals.significant(value) + " \(unit.symbol)/s"
        }
    }

    private static func bytes(_ value: Double, rounding: Rounding) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var rest = value
        var index = 0
        while abs(rest) >= 1000, index < units.count - 1 {
            rest /= 1000
            index += 1
        }
        return Decimals.significant(rest, rounding: rounding) + " \(units[index])"
    }
}
