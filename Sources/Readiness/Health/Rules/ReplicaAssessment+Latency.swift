import Estimates
import Inference
import Signals

extension ReplicaAssessment {
    /// What users feel, as the server measures it.
    var latencyItems: [HealthItem] {
        guard window.isRange else { return [] }
        let quantiles = narrowedQuantiles
        var items: [HealthItem] = []
        for signal in [
            Signal.timeToFirstToken, .interTokenLatency, .timePerOutputToken, .endToEndLatency,
        ] {
            for range in ranges[signal] {
                let own = readings[signal, range.statistic]
                if let estimate = range.statistic == .quantile(0.95)
                    ? quantiles[signal] ?? own : own
                {
                    items.append(
                        graded(
                            signal, range, estimate, in: .latency,
                            next: "firstlight gate measures what users feel, and why"))
                } else if isExposed(signal), readings[signal, .mean] == nil {
                    items.append(
                        unobserved(signal, range, in: .latency, because: reasonNothingObserved))
                }
            }
            if let mean = shown(signal, .mean, in: .latency) { items.append(mean) }
        }
        return items
    }

    /// Why a histogram that is there has observed nothing.
    var reasonNothingObserved: String {
        readings.isIdle == true
            ? "nothing was served in the window" : "nothing was observed in the window"
    }

    /// Whether the series of a signal are there, whatever they hold.
    func isExposed(_ signal: Signal) -> Bool {
        signal.definition.kind.statistics.contains { readings[signal, $0] != nil }
    }

    /// The p95 of queue time, TTFT and E2E, each narrowed by the buckets of the others where all
    /// hold the same requests.
    ///
    /// Queue time and E2E are observed together when a request ends. TTFT is observed earlier, so it
    /// joins them only where as many requests started as ended, and the window is long against one.
    var narrowedQuantiles: [Signal: Estimate] {
        let signals = [Signal.queueTime, .timeToFirstToken, .endToEndLatency]
        var estimates = signals.map { readings[$0, .quantile(0.95)] }
        if !startsMatchEnds { estimates[1] = nil }
        let narrowed = JointBounds.narrowed(estimates)
        var result: [Signal: Estimate] = [:]
        for (signal, estimate) in zip(signals, narrowed) { result[signal] = estimate }
        return result
    }

    private var startsMatchEnds: Bool {
        guard let started = readings.value(.timeToFirstToken, .increase),
            let ended = readings.value(.endToEndLatency, .increase), ended > 0,
            let mean = readings.value(.endToEndLatency, .mean)
        else { return false }
        return abs(started - ended) <= 0.1 * ended && window.duration.seconds >= 5 * mean
    }
}
