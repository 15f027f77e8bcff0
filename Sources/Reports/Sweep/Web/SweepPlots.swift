import Capacity
import Estimates
import Readiness

/// The plots of a sweep: latency against load, speed against load, latency against throughput.
struct SweepPlots {
    private let report: SweepReport

    init(_ report: SweepReport) {
        self.report = report
    }

    private var axisTitle: String {
        switch report.plan.axis {
        case .concurrency: "requests in flight at once"
        case .rate: "requests started a second"
        }
    }

    /// All of them, those without a point left out.
    var figures: [Figure] {
        [
            against(.ttft, 95, "Time to first token, p95"),
            against(.e2e, 95, "Time of the whole request, p95"),
            against(.tpot, 50, "Time for each further token, median"),
            throughput, latencyByThroughput,
        ].compactMap(\.self)
    }

    private func series(
        _ point: (SweepLevel) -> SweepSeries.Point?
    ) -> [SweepSeries] {
        report.endpoints.enumerated().map { number, endpoint in
            SweepSeries(
                name: endpoint.name, number: number, points: endpoint.levels.compactMap(point))
        }
    }

    private func point(
        _ level: SweepLevel, x: Double, y: Estimate, interval: ClosedRange<Double>? = nil
    ) -> SweepSeries.Point {
        SweepSeries.Point(
            x: x, y: y, xInterval: interval, level: level.level,
            label: report.plan.axis.text(level.level),
            judgement: level.judgement)
    }

    private func against(_ metric: ObjectiveMetric, _ rank: Double, _ title: String) -> Figure? {
        SweepPlot(
            id: "sweep-\(metric.identifier)", title: "\(title), against load", xTitle: axisTitle,
            dimension: .duration,
            series: series { level in
                level.percentile(rank, of: metric).map { point(level, x: level.level, y: $0) }
            },
            limits: limits(metric),
            caption: "Bands are the intervals; one without an upper bound reaches the edge.\(isLog)"
        ).figure
    }

    private var isLog: String {
        " An axis whose ends are far apart is logarithmic."
    }

    private var throughput: Figure? {
        SweepPlot(
            id: "sweep-throughput", title: "Output tokens a second, all requests together",
            xTitle: axisTitle, dimension: .count,
            series: series { level in
                level.report.outputTokenRate.map { point(level, x: level.level, y: $0) }
            }, limits: [],
            caption:
                "Where the curve turns flat is the knee: more load then brings waiting.\(isLog)"
        ).figure
    }

    private var latencyByThroughput: Figure? {
        var plot = SweepPlot(
            id: "sweep-trade", title: "Time to first token, p95, against throughput",
            xTitle: "output tokens a second, all requests together", dimension: .duration,
            series: series { level in
                guard let rate = level.report.outputTokenRate, rate.point.isFinite,
                    let time = level.percentile(95, of: .ttft)
                else { return nil }
                let interval =
                    rate.lower.isFinite && rate.upper.isFinite ? rate.lower...rate.upper : nil
                return point(level, x: rate.point, y: time, interval: interval)
            },
            limits: limits(.ttft),
            caption:
                "Each mark is a level, numbered; crosses are its intervals. Right and down is better."
                + isLog)
        plot.isLabelled = true
        return plot.figure
    }

    /// The hard limits of all endpoints on a metric, each once.
    private func limits(_ metric: ObjectiveMetric) -> [PlotLimit] {
        var seen: Set<String> = []
        return report.endpoints.flatMap(\.objectives).compactMap { objective in
            guard objective.metric == metric, let share = objective.requiredShare else {
                return nil
            }
            let sign = objective.comparison == .atMost ? "≤" : "≥"
            let label = "\(objective.statistic) \(sign) \(objective.thresholdText)"
            guard seen.insert(label).inserted else { return nil }
            return PlotLimit(value: objective.threshold, share: share, label: label)
        }
    }
}
