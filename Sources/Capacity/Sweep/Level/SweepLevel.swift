package import Estimates
package import Readiness

/// One level of a sweep at one endpoint: what was measured, what it means, what it ran into.
package struct SweepLevel: Sendable {
    /// The level: requests in flight, or requests a second.
    package var level: Double

    /// What the load amounts to; percentiles and shares with intervals that know that requests of
    /// one level hang together.
    package var report: LoadReport

    /// Whether every hard objective is met, one is violated, or neither is shown.
    package var judgement: Judgement

    /// What the judgement rests on, in a few words.
    package var reason: String

    /// Whether firstlight was the bottleneck, so that the level says nothing about the endpoint.
    package var isClientBound = false

    /// The confidence the level was judged at.
    package var confidence: Double

    /// How many neighbours tell as much as one independent request.
    package var correlationTime: Double

    /// Requests left out at the beginning.
    package var rampUp: Int

    /// Requests left out at the end.
    package var runOut: Int

    /// So many more good requests in a row would meet what is undecided; `nil` where nothing is, or
    /// none would.
    package var furtherRequests: Int?

    /// Output tokens a second of one answer, while it is written: the median.
    package var answerSpeed: Estimate?

    /// Requests answered a second in each stretch of the steady part, which the knee's interval
    /// rests on.
    package var requestBatches: [Double]

    /// What the servers said; `nil` when they said nothing.
    package var server: ServerReading?

    /// What the level ran into.
    package var saturation: Saturation

    /// The percentile of a metric.
    ///
    /// - Parameters:
    ///   - rank: 50, 90, 95 or 99.
    ///   - metric: A metric of the client's.
    /// - Returns: `nil` when no answer had it.
    package func percentile(_ rank: Double, of metric: ObjectiveMetric) -> Estimate? {
        report.latencies.first { $0.metric == metric }?
            .percentiles.first { $0.rank == rank }?.value
    }

    /// The figures that tell a bottleneck.
    var figures: SaturationJudge.Figures {
        var figures = SaturationJudge.Figures()
        func median(_ metric: ObjectiveMetric) -> Double? {
            percentile(50, of: metric).flatMap { $0.point.isFinite ? $0.point : nil }
        }
        figures.firstToken = median(.ttft)
        figures.perToken = median(.tpot)
        figures.whole = median(.e2e)
        figures.requestRate = report.requestRate?.point
        figures.inFlight = report.meanInFlight
        figures.server = server
        return figures
    }
}
