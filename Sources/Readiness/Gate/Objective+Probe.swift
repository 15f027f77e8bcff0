import Inference
package import Load

extension Objective {
    /// What one request says about an objective on requests.
    package enum ProbeFinding: Sendable, Equatable {
        /// The request was inside the limit.
        case within
        /// The request was outside the limit, or failed.
        case outside
        /// The request says nothing: it was cut short by the end of the run before it could, or the
        /// record lacks the value.
        case silent
    }

    /// Judges one request by an objective on requests (not on gaps, not on the server's signals).
    ///
    /// A failed request is outside every limit. A request that the end of the run cut short counts
    /// where its fate was already sealed: it had the value, or had waited longer than the limit for
    /// it. Leaving those out would forgive exactly the slowest.
    ///
    /// - Parameter probe: The request.
    /// - Returns: What it says.
    package func finding(on probe: ProbeRecord) -> ProbeFinding {
        switch metric {
        case .errorRate, .successRate:
            switch probe.outcomeClass {
            case .success: return .within
            case .excluded: return .silent
            case .failure, .unreachable, .configuration: return .outside
            }
        default: break
        }
        switch probe.outcomeClass {
        case .failure, .unreachable, .configuration:
            return .outside
        case .success:
            guard let value = value(of: probe) else { return .silent }
            return isWithin(value) ? .within : .outside
        case .excluded:
            if metric != .e2e, metric != .throughput, metric != .tpot, let value = value(of: probe)
            {
                return isWithin(value) ? .within : .outside
            }
            let waitsForValue =
                metric == .e2e || metric == .ttft || metric == .ttfb || metric == .ttfc
            if waitsForValue, let waited = probe.endToEnd, waited.inSeconds > threshold {
                return .outside
            }
            return .silent
        }
    }

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
        case .itl, .errorRate, .successRate, .kvCache, .waiting, .running, .preemptions: nil
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
    /// Time until the connection was usable: name, TCP and TLS; `nil` on a reused connection.
    var connectionTime: Duration? {
        guard let connect else { return nil }
        return (resolve ?? .zero) + connect + (secure ?? .zero)
    }
}

extension Duration {
    /// The duration in seconds, as a double.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
