package import Inference
package import Signals
import Telemetry

/// Does a request that its user has left stop costing the engine?
///
/// A long request is begun and left after a few chunks. The engine's own count of running requests
/// must then fall back to what it was before, within a few seconds.
package struct CancelCheck: Sendable {
    /// Reads the engine's signals once; `nil` when they cannot be read.
    package typealias Read = @Sendable () async -> SignalReading?

    /// Begins a long request and hangs up in its midst.
    package typealias HangUp = @Sendable () async -> Outcome

    private let read: Read
    private let hangUp: HangUp
    private let pause: @Sendable (Duration) async -> Void

    /// How long the engine may take to notice.
    private static let patience = Duration.seconds(5)
    private static let step = Duration.milliseconds(100)

    /// Creates the check.
    ///
    /// - Parameters:
    ///   - read: Reads the engine's signals once.
    ///   - hangUp: Begins a long request and leaves it.
    ///   - pause: Waits between two readings.
    package init(
        read: @escaping Read, hangUp: @escaping HangUp,
        pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.read = read
        self.hangUp = hangUp
        self.pause = pause
    }

    /// Runs the check.
    ///
    /// - Returns: Passed, a warning when the request goes on costing, or skipped with the reason.
    package func run() async -> CheckResult {
        guard let before = await read() else {
            return result(.skipped, "no metrics are readable, so it cannot be seen")
        }
        guard let runningBefore = before.gauge(.running) else {
            return result(.skipped, "the metrics do not tell how many requests run")
        }
        guard runningBefore == 0 else {
            return result(
                .skipped,
                "\(Int(runningBefore)) other requests are running, so it cannot be told apart")
        }
        let outcome = await hangUp()
        guard case .cancelled(.requested) = outcome else {
            return result(.skipped, "the request ended before it could be cancelled: \(outcome)")
        }
        var waited = Duration.zero
        var lastRunning: Double?
        while waited <= Self.patience {
            if let now = await read(), let running = now.gauge(.running) {
                lastRunning = running
                if running <= runningBefore {
                    return result(.passed, "a cancelled request stops within \(Self.text(waited))")
                }
            }
            await pause(Self.step)
            waited += Self.step
        }
        guard lastRunning != nil else {
            return result(.skipped, "the metrics vanished while it was looked for")
        }
        return result(
            .warning,
            "a cancelled request still runs \(DurationText.rounded(Self.patience)) later: users who "
                + "leave keep their slot")
    }

    private static func text(_ waited: Duration) -> String {
        DurationText.rounded(waited + step)
    }

    private func result(_ state: CheckResult.State, _ message: String) -> CheckResult {
        CheckResult(id: "cancel", group: .function, state: state, message: message)
    }
}
