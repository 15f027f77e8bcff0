import Foundation
import Readiness

extension VirtualSummary {
    /// The summary for a person.
    var text: String {
        """
        \(load.sessions) sessions, \(load.promptTokens) prompt tokens, \
        \(load.outputTokens) output tokens, max-num-seqs \(maxNumSeqs), \
        \(Int(seconds)) s of virtual time

                  histogram p95       truth
        \(latencies.map(Self.row).joined(separator: "\n"))

        The histogram's p95 is bucket arithmetic, as Prometheus computes it.

        output        \(Self.number(outputTokensPerSecond)) tok/s
        running       \(Self.gauge(running))
        waiting       \(Self.gauge(waiting))
        KV cache      mean \(Self.percent(kvCacheUsage.mean)), \
        max \(Self.percent(kvCacheUsage.max))
        preemptions   \(preemptions)
        busy          \(Self.percent(busyShare)) of the time (no sign of saturation)
        """
    }

    private static func row(_ latency: Latency) -> String {
        [
            latency.name.padding(toLength: 8, withPad: " ", startingAt: 0),
            time(latency.histogramP95Seconds).padding(toLength: 18, withPad: " ", startingAt: 0),
            "p50 \(time(latency.p50Seconds)), p95 \(time(latency.p95Seconds)), "
                + "max \(time(latency.maxSeconds)), mean \(time(latency.meanSeconds)) "
                + "(n = \(latency.count))",
        ].joined(separator: "  ")
    }

    private static func gauge(_ gauge: Gauge) -> String {
        "mean \(number(gauge.mean)), max \(number(gauge.max))"
    }

    private static func time(_ seconds: Double?) -> String {
        seconds.map { DurationText.rounded(.seconds($0)) } ?? "-"
    }

    private static func percent(_ share: Double?) -> String {
        number(share.map { $0 * 100 }) + " %"
    }

    /// A number with at most two decimals.
    private static func number(_ value: Double?) -> String {
        guard let value else { return "-" }
        let rounded = (value * 100).rounded() / 100
        return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
    }
}
