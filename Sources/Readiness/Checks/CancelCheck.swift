package import Inference
package import Signals
import Telemetry

/// Asks whether a request that its user has left stops costing the engine.
///
/// A long request is begun and, once the engine's own count of running requests shows it, left. The
/// count must then fall back to nothing within a few seconds. A request that the count never showed
/// proves nothing when it is gone: the metrics may be those of another replica.
package struct CancelCheck: Sendable {
    /// Reads the engine's signals once; `nil` when they cannot be read.
    package typealias Read = @Sendable () async -> SignalReading?

    /// Sends a long request; must return soon after its task is cancelled.
    package typealias Send = @Sendable () async -> Outcome

    private let read: Read
    private let send: Send
    private let pause: @Sendable (Duration) async -> Void
    private let now: @Sendable () -> ContinuousClock.Instant

    /// How long the engine may take to become idle, to show the request, and to notice its end.
    private static let patience = (
        idle: Duration.seconds(1), sight: Duration.seconds(5), end: Duration.seconds(5)
    )
    private static let step = Duration.milliseconds(50)

    /// Creates the check.
    ///
    /// - Parameters:
    ///   - read: Reads the engine's signals once.
    ///   - send: Sends a long request.
    ///   - pause: Waits between two readings; returns at once in a cancelled task.
    ///   - now: The monotonic clock.
    package init(
        read: @escaping Read, send: @escaping Send,
        pause: @escaping @Sendable (Duration) async -> Void,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.read = read
        self.send = send
        self.pause = pause
        self.now = now
    }

    /// Runs the check; takes at most some eleven seconds, and as long as one reading may take.
    ///
    /// - Returns: Passed, a warning when the request goes on costing, or skipped with the reason.
    package func run() async -> CheckResult {
        guard let first = await read() else {
            return result(.skipped, "no metrics are readable, so it cannot be seen")
        }
        guard var running = first.gauge(.running) else {
            return result(.skipped, "the metrics do not tell how many requests run")
        }
        if running > 0 { running = await settle(within: Self.patience.idle, from: running).running }
        guard running == 0 else {
            return result(
                .skipped, "other requests are running (\(Int(running))), so it cannot be told apart"
            )
        }
        switch await leave() {
        case .interrupted: return result(.skipped, "the run was interrupted")
        case .ended(let outcome):
            return result(.skipped, "the request ended before it could be cancelled: \(outcome)")
        case .unseen:
            return result(
                .skipped, "the metrics never showed the request running, so its end proves nothing")
        case .left: break
        }
        let (left, waited) = await settle(within: Self.patience.end, from: 1)
        guard !Task.isCancelled else { return result(.skipped, "the run was interrupted") }
        guard left > 0 else {
            return result(
                .passed,
                "a cancelled request stops within \(DurationText.rounded(waited, digits: 2))")
        }
        guard await read()?.gauge(.running) != nil else {
            return result(.skipped, "the metrics vanished while it was looked for")
        }
        return result(
            .warning,
            "a cancelled request still runs \(DurationText.rounded(Self.patience.end)) later: users "
                + "who leave keep their slot")
    }

    // MARK: - Acts

    private enum Leaving {
        case left
        case unseen
        case ended(Outcome)
        case interrupted
    }

    private enum Event {
        case seen(Bool)
        case over(Outcome)
    }

    /// Sends the request, waits until the engine shows it, and leaves it.
    private func leave() async -> Leaving {
        await withTaskGroup(of: Event.self) { group in
            group.addTask { .over(await send()) }
            group.addTask { .seen(await isSeen()) }
            guard let first = await group.next() else { return .interrupted }
            group.cancelAll()
            let second = await group.next()
            if Task.isCancelled { return .interrupted }
            switch (first, second) {
            case (.over(let outcome), _): return .ended(outcome)
            case (.seen(let isSeen), .over(let outcome)):
                guard outcome.outcomeClass == .excluded else { return .ended(outcome) }
                return isSeen ? .left : .unseen
            default: return .interrupted
            }
        }
    }

    /// Watches until a request runs.
    private func isSeen() async -> Bool {
        let begin = now()
        while !Task.isCancelled, begin.duration(to: now()) <= Self.patience.sight {
            if let running = await read()?.gauge(.running), running > 0 { return true }
            await pause(Self.step)
        }
        return false
    }

    /// Watches until nothing runs.
    ///
    /// - Returns: The last count that was told, and how long it took.
    private func settle(
        within patience: Duration, from running: Double
    ) async -> (running: Double, waited: Duration) {
        let begin = now()
        var running = running
        repeat {
            if let told = await read()?.gauge(.running) { running = told }
            if running == 0 { break }
            await pause(Self.step)
        } while !Task.isCancelled && begin.duration(to: now()) <= patience
        return (running, begin.duration(to: now()))
    }

    private func result(_ state: CheckResult.State, _ message: String) -> CheckResult {
        CheckResult(id: "cancel", group: .function, state: state, message: message)
    }
}
