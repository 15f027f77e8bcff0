package import Estimates

/// The changes between two readings of the same endpoint.
///
/// Counters over a window that we chose are exact; a signal that is unknown in one of the readings
/// has no change, and one whose process started again in between is a `reset`.
package struct SignalDelta: Sendable, Hashable {
    private let changes: [Signal: SignalChange]
    /// Whether the start time of a process in the bodies differs.
    package let hasProcessRestarted: Bool

    /// - Parameters:
    ///   - before: the earlier reading.
    ///   - after: the later reading.
    package init(from before: SignalReading, to after: SignalReading) {
        let restarted =
            !before.processStarts.isEmpty && !after.processStarts.isEmpty
            && before.processStarts != after.processStarts
        var changes: [Signal: SignalChange] = [:]
        for signal in Signal.allCases {
            changes[signal] = Self.change(
                from: before[signal], to: after[signal], restarted: restarted)
        }
        self.changes = changes
        self.hasProcessRestarted = restarted
    }

    /// The change of a signal; nil when it is unknown in one of the readings.
    package subscript(signal: Signal) -> SignalChange? { changes[signal] }

    /// The counters and histograms whose increase is unknown because a process started again.
    package var resets: Set<Signal> {
        Set(changes.filter { $0.value == .reset }.keys)
    }

    /// What was added to a counter; nil when unknown, reset or no counter.
    package func increase(_ signal: Signal) -> CounterReading? {
        guard case .increase(let reading)? = changes[signal] else { return nil }
        return reading
    }

    /// What a histogram observed; nil when unknown, reset or no histogram.
    package func observations(_ signal: Signal) -> ObservationReading? {
        guard case .observations(let reading)? = changes[signal] else { return nil }
        return reading
    }

    /// The mean of the durations observed in between, in seconds; nil when there is none.
    ///
    /// Exact for what the server observed: durations that end with the request leave out those
    /// still running.
    package func mean(_ signal: Signal) -> Estimate? {
        guard let observed = observations(signal), observed.count > 0 else { return nil }
        return .exact(
            observed.sum / observed.count, count: wholeCount(observed.count),
            provenance: .serverCounter)
    }

    /// A part of a whole over the window, 0...1; nil when unknown, reset, or when the whole did not
    /// grow.
    package func share(_ signal: Signal) -> Estimate? {
        guard case .share(let part, let whole)? = changes[signal] else { return nil }
        guard whole.total > 0, part.total <= whole.total else { return nil }
        return .exact(
            part.total / whole.total, count: wholeCount(whole.total), provenance: .serverCounter)
    }

    /// A count that a server sent as a float; anything beyond 2^62 is not a count and is cut there.
    private func wholeCount(_ value: Double) -> Int {
        Int(min(value, 0x1p62))
    }

    private static func change(
        from before: SignalValue?, to after: SignalValue?, restarted: Bool
    ) -> SignalChange? {
        switch (before, after) {
        case (.gauge(let before)?, .gauge(let after)?):
            return .level(before: before, after: after)
        case (.counter(let before)?, .counter(let after)?):
            guard !restarted, let increase = after.increase(since: before) else { return .reset }
            return .increase(increase)
        case (.observations(let before)?, .observations(let after)?):
            guard !restarted, let increase = after.increase(since: before) else { return .reset }
            return .observations(increase)
        case (.share(let part, let whole)?, .share(let laterPart, let laterWhole)?):
            guard !restarted, let part = laterPart.increase(since: part),
                let whole = laterWhole.increase(since: whole)
            else { return .reset }
            return .share(of: part, in: whole)
        default:
            return nil
        }
    }
}
