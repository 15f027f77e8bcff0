import Inference

/// What reports say of the connections that were opened before a load began.
struct OpenedConnectionsText {
    /// The connections.
    let opened: OpenedConnections

    /// How many, what they took, and why there are no more; `nil` where none stands.
    var words: String? {
        guard opened.count > 0 else { return nil }
        var text = "\(Decimals.grouped(opened.count)) opened before the run"
        if let times = words(opened.connectTimes) { text += ": \(times)" }
        if let times = words(opened.secureTimes) { text += "; TLS \(times)" }
        if let reason = opened.shortfall {
            text += "; no more because of \(SafeText.printable("\(reason)"))"
        }
        return text
    }

    private func words(_ times: [Duration]) -> String? {
        guard let median = percentile(times, 50), let late = percentile(times, 99) else {
            return nil
        }
        return "p50 \(FigureText.time(median)), p99 \(FigureText.time(late))"
    }

    /// The same for programs.
    var json: JSONValue {
        .object([
            "opened": .integer(opened.count),
            "connect": json(opened.connectTimes),
            "tls": json(opened.secureTimes),
            "shortfall": .optional(opened.shortfall.map { "\($0)" }),
        ])
    }

    private func json(_ times: [Duration]) -> JSONValue {
        guard let median = percentile(times, 50), let late = percentile(times, 99),
            let most = times.max()
        else { return .null }
        return .object([
            "p50Seconds": .number(seconds(median)),
            "p99Seconds": .number(seconds(late)),
            "maxSeconds": .number(seconds(most)),
        ])
    }

    /// The smallest value that at least so many percent of all do not exceed.
    private func percentile(_ times: [Duration], _ rank: Int) -> Duration? {
        guard !times.isEmpty else { return nil }
        return times.sorted()[(times.count * rank + 99) / 100 - 1]
    }

    private func seconds(_ time: Duration) -> Double {
        (time.seconds * 1e6).rounded() / 1e6
    }
}
