import Estimates
package import Load
package import Signals

/// Compares the first token as the client sees it with the first token as the engine sees it,
/// request by request.
///
/// Between two looks at an engine that observed exactly one first token, what was added to the sum of
/// its histogram is that request's own time. The rest of the client's time was spent on the network,
/// in proxies, and before the engine began to count.
package struct ServerTimeCheck: Sendable, Equatable {
    /// The first token of one request, in seconds.
    package struct Pair: Sendable, Equatable {
        /// As the client sees it, without making a connection.
        package var client: Double
        /// As the engine sees it.
        package var server: Double
    }

    /// The pairs in the order of the requests.
    package private(set) var pairs: [Pair] = []

    /// Creates a check without pairs.
    package init() {}

    /// The engine's time of the only request between two looks.
    ///
    /// - Parameters:
    ///   - before: A look before the request.
    ///   - after: A look after it, at the same replica.
    /// - Returns: `nil` when the engine observed another number of requests or began anew.
    package static func time(from before: SignalReading, to after: SignalReading) -> Duration? {
        let delta = SignalDelta(from: before, to: after)
        guard !delta.hasProcessRestarted,
            let observed = delta.observations(.timeToFirstToken), observed.count == 1,
            observed.sum >= 0, observed.sum.isFinite
        else { return nil }
        return .seconds(observed.sum)
    }

    /// Takes a request; one without both times is no pair.
    ///
    /// - Parameter probe: The request with the engine's time in it.
    package mutating func record(_ probe: ProbeRecord) {
        guard probe.isSuccess, let server = probe.serverTimeToFirstToken,
            let client = probe.timeToFirstToken
        else { return }
        let seen = client - (probe.connectionTime ?? .zero)
        pairs.append(Pair(client: seen.inSeconds, server: server.inSeconds))
    }

    /// The check as a line of the report.
    ///
    /// - Parameter confidence: The confidence of the interval.
    /// - Returns: Passed with the figures, or skipped with the reason.
    package func result(confidence: Double) -> CheckResult {
        func result(_ state: CheckResult.State, _ message: String) -> CheckResult {
            CheckResult(id: "server-ttft", group: .measurement, state: state, message: message)
        }
        guard !pairs.isEmpty else {
            return result(.skipped, "no request was alone between two looks at the engine")
        }
        func median(_ values: [Double]) -> Estimate {
            OrderStatistic.percentile(sorted: values.sorted(), share: 0.5, confidence: confidence)
        }
        let gap = median(pairs.map { $0.client - $0.server })
        let bounds =
            gap.hasLowerBound && gap.hasUpperBound
            ? "\(Self.text(gap.lower)) to \(Self.text(gap.upper)) at \(RatioText.exact(confidence))"
            : "too few to bound it"
        let requests = pairs.count == 1 ? "1 request" : "\(pairs.count) requests"
        return result(
            .passed,
            "first token of \(requests) alone: client \(Self.text(median(pairs.map(\.client)).point)), "
                + "engine \(Self.text(median(pairs.map(\.server)).point)) in the median; network and "
                + "proxies take \(Self.text(gap.point)) (\(bounds))")
    }

    private static func text(_ seconds: Double) -> String {
        let sign = seconds < 0 ? "-" : ""
        return sign + DurationText.rounded(.seconds(abs(seconds)), digits: 2)
    }
}
