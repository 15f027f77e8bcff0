import EngineModel
import Foundation
import Readiness
import Simulator

/// Computes a closed loop in virtual time and prints what Prometheus would say beside the truth.
struct VirtualReport {
    let command: SimulateCommand
    let scenario: Scenario
    let server: SimulatedServerConfiguration
    let console: Console

    /// Runs and prints.
    ///
    /// - Throws: `UsageError` when the time or the load makes no sense.
    func print() throws {
        let time = try duration()
        let load = scenario.workload
        let sessions = command.sessions ?? load.concurrency
        let prompt = command.promptTokens ?? load.promptTokens
        let output = command.maxTokens ?? load.maxTokens
        let workload = ClosedLoopWorkload(
            count: sessions, staggerSeconds: 0.6,
            pacing: .think(meanSeconds: 0.28, variation: 0.3), prompt: .fixed(prompt),
            output: .fixed(output))
        do {
            var run = try VirtualRun(
                configuration: server.engine, costs: server.costs, workload: workload,
                seed: server.seed)
            let settling = min(60, time / 4)
            try run.advance(to: settling)
            let window = try run.measure(seconds: time - settling)
            try console.out(text(window, sessions: sessions, prompt: prompt, output: output))
        } catch {
            throw UsageError("\(error)")
        }
    }

    private func duration() throws(UsageError) -> Double {
        do {
            let time = try DurationText.parse(command.duration)
            guard time >= .seconds(10), time <= .seconds(86_400) else {
                throw UsageError("--duration is \(command.duration); expected 10s to 24h")
            }
            let (seconds, attoseconds) = time.components
            return Double(seconds) + Double(attoseconds) * 1e-18
        } catch let error as UsageError {
            throw error
        } catch {
            throw UsageError("--duration: \(error)")
        }
    }

    private func text(_ window: RunWindow, sessions: Int, prompt: Int, output: Int) -> String {
        func time(_ seconds: Double) -> String {
            seconds.isFinite ? DurationText.rounded(.seconds(seconds)) : "-"
        }
        func number(_ value: Double) -> String {
            value.isFinite ? "\((value * 100).rounded() / 100)" : "-"
        }
        func row(_ name: String, _ bucket: String, _ truth: SampleStatistics) -> String {
            [
                name.padding(toLength: 8, withPad: " ", startingAt: 0),
                bucket.padding(toLength: 18, withPad: " ", startingAt: 0),
                "p50 \(time(truth.quantile(0.5))), p95 \(time(truth.quantile(0.95))), "
                    + "max \(time(truth.max)), mean \(time(truth.mean)) (n = \(truth.count))",
            ].joined(separator: "  ")
        }
        func quantile(_ histogram: KeyPath<EngineMetrics, BucketHistogram>) -> String {
            time(window.prometheusQuantile(0.95, of: histogram))
        }
        return """
            \(sessions) sessions, \(prompt) prompt tokens, \(output) output tokens, \
            max-num-seqs \(server.engine.maxNumSeqs), \(Int(window.seconds)) s of virtual time

                      histogram p95       truth
            \(row("TTFT", quantile(\.timeToFirstToken), window.timeToFirstToken))
            \(row("queue", quantile(\.queueTime), window.queue))
            \(row("E2E", quantile(\.endToEnd), window.endToEnd))
            \(row("ITL", quantile(\.interTokenLatency), window.interTokenLatency))

            The histogram's p95 is bucket arithmetic, as Prometheus computes it.

            output        \(number(window.outputTokensPerSecond)) tok/s
            running       mean \(number(window.running.mean)), max \(number(window.running.max))
            waiting       mean \(number(window.waiting.mean)), max \(number(window.waiting.max))
            KV cache      mean \(number(window.kvCacheUsage.mean * 100)) %, \
            max \(number(window.kvCacheUsage.max * 100)) %
            preemptions   \(window.preemptions)
            busy          \(number(window.busyShare * 100)) % of the time (no sign of saturation)
            """
    }
}
