import Estimates
import Foundation
import Inference
import Load
import Readiness
import Synchronization

/// Shows a load while it runs: on a terminal, one line a few times a second.
final class LoadProgress: Sendable {
    private struct State {
        var running = 0
        var done = 0
        var failed = 0
        /// The latest values of each metric, in seconds.
        var firstTokens = Ring()
        var gaps = Ring()
        var wholes = Ring()
        var delays = Ring()
        var hasLine = false
    }

    /// The last values of something.
    private struct Ring {
        private static let countMax = 512
        private(set) var values: [Double] = []
        private var place = 0

        mutating func add(_ value: Double) {
            if values.count < Self.countMax {
                values.append(value)
            } else {
                values[place] = value
                place = (place + 1) % Self.countMax
            }
        }
    }

    private static let interval = Duration.milliseconds(250)

    private let console: Console
    private let isShown: Bool
    private let confidence: Double
    private let state = Mutex(State())

    /// Creates a display.
    ///
    /// - Parameters:
    ///   - console: Where it is shown.
    ///   - isQuiet: Whether to show nothing.
    ///   - confidence: The confidence of the intervals.
    init(console: Console, isQuiet: Bool, confidence: Double) {
        self.console = console
        isShown = !isQuiet && console.errorHasCursor
        self.confidence = confidence
    }

    /// Takes an event; cheap, for it stands in the way of the measurement.
    ///
    /// - Parameter event: The event.
    func take(_ event: LoadEvent) {
        guard isShown else { return }
        state.withLock { state in
            switch event {
            case .started: state.running += 1
            case .finished(let record):
                state.running -= 1
                guard record.outcomeClass != .excluded else { return }
                state.done += 1
                state.delays.add(max(0, record.startDelay / .seconds(1)))
                guard record.isSuccess else {
                    state.failed += 1
                    state.firstTokens.add(.infinity)
                    state.wholes.add(.infinity)
                    return
                }
                if let time = record.timeToFirstToken {
                    state.firstTokens.add(time / .seconds(1))
                }
                if let time = record.endToEnd { state.wholes.add(time / .seconds(1)) }
                // One gap of each request: those of one answer hang together.
                if !record.gaps.isEmpty {
                    state.gaps.add(record.gaps[record.gaps.count / 2] / .seconds(1))
                }
            }
        }
    }

    /// Runs work and shows its progress meanwhile.
    ///
    /// - Parameter work: The work.
    /// - Returns: What it returns.
    func following<Result: Sendable>(
        _ work: @escaping @Sendable () async -> Result
    ) async -> Result {
        guard isShown else { return await work() }
        return await withTaskGroup(of: Void.self) { group in
            let clock = ContinuousClock()
            let begin = clock.now
            group.addTask {
                while (try? await clock.sleep(for: Self.interval)) != nil {
                    self.draw(elapsed: begin.duration(to: clock.now))
                }
            }
            let result = await work()
            group.cancelAll()
            await group.waitForAll()
            clear()
            return result
        }
    }

    private func clear() {
        let had = state.withLock { state in
            defer { state.hasLine = false }
            return state.hasLine
        }
        if had { console.writeError(Data("\r\u{1B}[2K".utf8)) }
    }

    private func draw(elapsed: Duration) {
        let state = state.withLock { state in
            state.hasLine = true
            return state
        }
        let seconds = elapsed / .seconds(1)
        let rate = seconds > 0 ? (Double(state.done) / seconds * 10).rounded() / 10 : 0
        var parts = [
            DurationText.seconds(elapsed, places: 0), "\(state.done) done", "\(rate)/s",
            "\(state.running) running",
        ]
        if state.failed > 0 { parts.append("\(state.failed) failed") }
        for (name, ring) in [
            ("ttft", state.firstTokens), ("itl", state.gaps), ("e2e", state.wholes),
        ] {
            if let text = text(ring.values) { parts.append("\(name) \(text)") }
        }
        if let late = state.delays.values.max() {
            parts.append("own lag \(DurationText.rounded(.seconds(late), digits: 2))")
        }
        let line = parts.joined(separator: "  ")
        let shown = String(line.prefix(max(10, console.errorWidth - 4)))
        console.writeError(Data("\r\u{1B}[2K  \(shown)".utf8))
    }

    /// Median and p95 of the latest values, each with its interval.
    private func text(_ values: [Double]) -> String? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let texts = [0.5, 0.95].map { share in
            let estimate = OrderStatistic.percentile(
                sorted: sorted, share: share, confidence: confidence)
            return figure(estimate.point) + "("
                + (estimate.hasLowerBound ? figure(estimate.lower) : "?") + ".."
                + (estimate.hasUpperBound ? figure(estimate.upper) : "?") + ")"
        }
        return texts.joined(separator: "/")
    }

    private func figure(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "never" }
        return DurationText.rounded(.seconds(seconds), digits: 2)
            .replacing(" ", with: "")
    }
}
