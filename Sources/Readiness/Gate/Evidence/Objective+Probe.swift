import Inference
package import Load

extension Objective {
    /// What one request says about an objective on requests.
    package enum ProbeFinding: Sendable, Equatable {
        /// The request was inside the limit.
        case within
        /// The request was outside the limit, or failed.
        case outside
        /// The request says nothing: it was cut short by the end of the run before it could, it has
        /// no such phase, or the record lacks the value.
        case silent
    }

    /// Judges one request by an objective on requests (not on gaps, not on the server's signals).
    ///
    /// A failed request is outside every limit; but for `connect`, which a request that was sent
    /// has not failed at. A request that the end of the run cut short counts where its fate was
    /// already sealed: it had the value, or had waited longer than the limit for it. Leaving those
    /// out would forgive exactly the slowest.
    ///
    /// - Parameter probe: The request.
    /// - Returns: What it says.
    package func finding(on probe: ProbeRecord) -> ProbeFinding {
        if metric == .connect { return connectFinding(on: probe) }
        switch probe.outcomeClass {
        case .failure, .unreachable, .configuration: return .outside
        case .success:
            if isOnSuccess { return .within }
            return value(of: probe).map(judged) ?? .silent
        case .excluded:
            // What is known before the end of an answer is known of one that was cut short, too.
            if isKnownEarly, let value = value(of: probe) { return judged(value) }
            return hasWaitedTooLong(probe) ? .outside : .silent
        }
    }

    private func connectFinding(on probe: ProbeRecord) -> ProbeFinding {
        if probe.outcomeClass == .unreachable { return .outside }
        if let value = probe.connectionTime,
            probe.outcomeClass == .success || probe.requestWritten != nil
        {
            return judged(value.inSeconds)
        }
        guard probe.reusedConnection == false, probe.requestWritten == nil else { return .silent }
        switch probe.outcomeClass {
        case .success: return .silent
        case .failure, .unreachable, .configuration: return .outside
        case .excluded: return hasWaitedTooLong(probe) ? .outside : .silent
        }
    }

    /// Whether the request itself is what is counted, rather than a value of it.
    private var isOnSuccess: Bool { metric == .errorRate || metric == .successRate }

    private var isKnownEarly: Bool {
        switch metric {
        case .ttft, .ttfb, .ttfc: true
        default: false
        }
    }

    private func hasWaitedTooLong(_ probe: ProbeRecord) -> Bool {
        switch metric {
        case .ttft, .ttfb, .ttfc, .e2e, .connect:
            (probe.endToEnd?.inSeconds ?? 0) > threshold
        default: false
        }
    }

    private func judged(_ value: Double) -> ProbeFinding { isWithin(value) ? .within : .outside }

    /// The value of the objective's metric for one request, in base units.
    ///
    /// - Parameter probe: The request.
    /// - Returns: `nil` when the request has no such value.
    package func value(of probe: ProbeRecord) -> Double? {
        switch metric {
        case .ttft: probe.timeToFirstToken?.inSeconds
        case .ttfb: probe.timeToFirstByte?.inSeconds
        case .ttfc: probe.timeToFirstChunk?.inSeconds
        case .connect: probe.connectionTime?.inSeconds
        case .e2e: probe.endToEnd?.inSeconds
        case .tpot: probe.timePerOutputToken?.inSeconds
        case .throughput: probe.tokensPerSecond
        default: nil
        }
    }

    /// The value that a request counts with, failures at the bad end: infinitely slow, or writing
    /// nothing at all.
    ///
    /// - Parameter probe: The request.
    /// - Returns: `nil` when the request says nothing about the metric.
    func counted(_ probe: ProbeRecord) -> Double? {
        let failed: Double = comparison == .atMost ? .infinity : 0
        switch probe.outcomeClass {
        case .excluded: return nil
        case .success: return value(of: probe)
        case .unreachable: return failed
        case .failure, .configuration:
            guard metric == .connect else { return failed }
            switch finding(on: probe) {
            case .silent: return nil
            case .within: return value(of: probe)
            case .outside: return probe.requestWritten == nil ? failed : value(of: probe)
            }
        }
    }

    /// Whether a value in base units is inside the limit.
    ///
    /// - Parameter value: The value.
    /// - Returns: True when it is; the limit itself is inside.
    package func isWithin(_ value: Double) -> Bool {
        switch comparison {
        case .atMost: value <= threshold
        case .atLeast: value >= threshold
        }
    }
}

extension ProbeRecord {
    /// Whether the request counts: all do but those that the end of the run left without a fate.
    var counts: Bool { outcomeClass != .excluded }

    /// Time until the connection was usable: name, TCP and TLS; `nil` on a reused connection.
    var connectionTime: Duration? {
        guard let connect else { return nil }
        return (resolve ?? .zero) + connect + (secure ?? .zero)
    }

    /// Whether the answer was left after its last token and before its end, by the end of our own
    /// run: whole for the user, and silent about end mark and token counts.
    var isLeftAtEnd: Bool { isSuccess && isStream == true && sawEndMark == nil }

    /// Notes that nobody waited for the end mark.
    mutating func forgetEnd() {
        if isSuccess, isStream == true, sawEndMark == false { sawEndMark = nil }
    }

    /// How long a request that was cut short had waited for its next chunk; `nil` when it had none
    /// yet or was not cut short.
    var openGap: Duration? {
        guard !counts, let first = timeToFirstToken, let end = endToEnd else { return nil }
        return end - gaps.reduce(first, +)
    }
}

extension Duration {
    /// The duration in seconds, as the double nearest to it for whole nanoseconds up to a hundred
    /// days: 90 ms are 0.09 and so inside a limit of 0.09 s.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        let (nanoseconds, rest) = attoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        guard rest == 0, abs(seconds) < 9_000_000 else {
            return Double(seconds) + Double(attoseconds) / 1e18
        }
        return Double(seconds * 1_000_000_000 + nanoseconds) / 1e9
    }
}
