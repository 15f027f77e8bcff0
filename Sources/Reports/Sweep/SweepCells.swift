import Capacity
import Estimates
import Readiness

/// The cells of a level, the same in every table.
struct SweepCells {
    /// A column: its title and its text for a level.
    struct Column {
        var title: String
        var text: (SweepLevel) -> String
    }

    private let report: SweepReport
    private let words: SweepWords

    init(_ report: SweepReport) {
        self.report = report
        words = SweepWords(report)
    }

    /// The title of the column of levels.
    var levelTitle: String {
        switch report.plan.axis {
        case .concurrency: "at once"
        case .rate: "requests/s"
        }
    }

    /// What people look at first.
    var mainColumns: [Column] {
        [
            Column(title: "n") { Decimals.grouped($0.report.counts.counted) },
            percentile(.ttft, 50), percentile(.ttft, 95), percentile(.e2e, 95),
            Column(title: "tok/s each") { rate($0.answerSpeed) },
            Column(title: "tok/s") { rate($0.report.outputTokenRate) },
            Column(title: "good/s") { rate($0.report.goodput) },
        ]
    }

    /// What fits a terminal: intervals without their points.
    var narrowColumns: [Column] {
        let whole = report.endpoints.count > 1 ? [] : [interval(.e2e, 95)]
        return [
            Column(title: "n") { Decimals.grouped($0.report.counts.counted) },
            interval(.ttft, 50), interval(.ttft, 95),
        ] + whole + [
            Column(title: "tok/s") { level in
                let text = rate(level.report.outputTokenRate)
                guard let open = text.firstIndex(of: "(") else { return text }
                return String(text[text.index(after: open)...].dropLast())
            }
        ]
    }

    private func interval(_ metric: ObjectiveMetric, _ rank: Double) -> Column {
        Column(title: "\(metric.rawValue) p\(Decimals.significant(rank))") { level in
            guard let value = level.percentile(rank, of: metric) else { return "" }
            guard value.point.isFinite else { return "failed" }
            switch (value.lower.isFinite, value.upper.isFinite) {
            case (true, true):
                return FigureText.interval(value.lower, value.upper, metric.dimension)
            case (true, false):
                return "≥ " + FigureText.value(value.lower, metric.dimension, rounding: .down)
            case (false, true):
                return "≤ " + FigureText.value(value.upper, metric.dimension, rounding: .up)
            case (false, false): return "no bounds"
            }
        }
    }

    /// Met, violated or undecided, in a word.
    func standing(_ level: SweepLevel) -> String {
        level.isClientBound ? "INCONCLUSIVE" : level.judgement.rawValue
    }

    /// Everything that is measured.
    var allColumns: [Column] {
        [
            Column(title: "n") { Decimals.grouped($0.report.counts.counted) },
            Column(title: "failed") { Decimals.grouped($0.report.counts.failed) },
            percentile(.ttft, 50), percentile(.ttft, 95), percentile(.ttft, 99),
            percentile(.itl, 50), percentile(.itl, 95), percentile(.itl, 99),
            percentile(.tpot, 50), percentile(.tpot, 95),
            percentile(.e2e, 50), percentile(.e2e, 95), percentile(.e2e, 99),
            Column(title: "tok/s each") { rate($0.answerSpeed) },
            Column(title: "tok/s") { rate($0.report.outputTokenRate) },
            Column(title: "requests/s") { rate($0.report.requestRate) },
            Column(title: "good/s") { rate($0.report.goodput) },
            Column(title: "in flight") { level in
                level.report.meanInFlight.map { Decimals.significant($0) } ?? ""
            },
        ]
    }

    /// A level as a bare number.
    func level(_ level: SweepLevel) -> String { SweepAxis.number(level.level) }

    /// Met, violated or undecided, with what would decide.
    func judgement(_ level: SweepLevel) -> String {
        if level.isClientBound { return "INCONCLUSIVE: \(level.reason)" }
        switch level.judgement {
        case .met: return "met"
        case .violated: return "violated: \(level.reason)"
        case .undecided:
            let more = level.furtherRequests.map { "; \(Decimals.grouped($0)) more good requests" }
            return "undecided: \(level.reason)\(more ?? "")"
        }
    }

    /// What the level ran into, in a word.
    func bottleneck(_ level: SweepLevel) -> String { words.title(level.saturation.bottleneck) }

    /// The levels of all endpoints, side by side: by level, then in the order of the endpoints.
    var rows: [(endpoint: EndpointSweep, level: SweepLevel)] {
        let levels = Set(report.endpoints.flatMap { $0.levels.map(\.level) }).sorted()
        return levels.flatMap { value in
            report.endpoints.flatMap { endpoint in
                endpoint.levels.filter { $0.level == value }.map { (endpoint, $0) }
            }
        }
    }

    private func percentile(_ metric: ObjectiveMetric, _ rank: Double) -> Column {
        Column(title: "\(metric.rawValue) p\(Decimals.significant(rank))") { level in
            guard let value = level.percentile(rank, of: metric) else { return "" }
            return LatencyWords(metric).text(.init(rank: rank, value: value))
        }
    }
}

/// A rate with its interval, without a unit: `18.9 (18.1 to 19.7)`.
private func rate(_ estimate: Estimate?) -> String {
    guard let estimate, estimate.point.isFinite else { return "" }
    let point = Decimals.significant(estimate.point)
    guard estimate.lower.isFinite, estimate.upper.isFinite else { return "\(point), no bounds" }
    let low = Decimals.fixed(
        estimate.lower, places: Decimals.places(estimate.lower, digits: 3), rounding: .down)
    let high = Decimals.fixed(
        estimate.upper, places: Decimals.places(estimate.upper, digits: 3), rounding: .up)
    return "\(point) (\(low) to \(high))"
}
