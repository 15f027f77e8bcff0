package import Estimates
package import Load
package import Readiness

/// What a level brought over time: requests, tokens and good requests a second, with intervals by
/// means of equal stretches.
///
/// An answer counts where it ended, a token where it came: tokens of answers that began before or
/// end after the steady part count for what lies in it.
package struct LevelThroughput: Sendable {
    /// Requests answered whole, a second.
    package let requests: Estimate

    /// Output tokens a second over all requests.
    package let tokens: Estimate

    /// Requests a second that were answered whole and within every limit on a request.
    package let good: Estimate

    /// Requests in flight on average.
    package let inFlight: Double

    /// Requests answered a second in each stretch.
    package let requestBatches: [Double]

    /// Measures the steady part of a run.
    ///
    /// - Parameters:
    ///   - load: What was measured.
    ///   - steady: Its steady part.
    ///   - objectives: Limits on requests that good ones keep.
    ///   - confidence: The confidence of the intervals.
    package init(
        _ load: MeasuredLoad, in steady: SteadyState, objectives: [Objective], confidence: Double
    ) {
        let batches = BatchMeans.usualCount
        let begin = steady.from / .seconds(1)
        let width = steady.span / .seconds(1) / Double(batches)
        guard width > 0 else {
            requests = Self.unknown(confidence)
            tokens = Self.unknown(confidence)
            good = Self.unknown(confidence)
            inFlight = .nan
            requestBatches = []
            return
        }
        let limits = objectives.filter { $0.kind == .perRequestShare }
        var (answered, kept, written) = (
            Array(repeating: 0.0, count: batches), Array(repeating: 0.0, count: batches),
            Array(repeating: 0.0, count: batches)
        )
        var busy = 0.0
        func stretch(_ seconds: Double) -> Int? {
            let place = ((seconds - begin) / width).rounded(.down)
            return place >= 0 && place < Double(batches) ? Int(place) : nil
        }
        for record in load.records {
            let start = record.intendedStart / .seconds(1)
            let end = start + (record.endToEnd ?? .zero) / .seconds(1)
            busy += max(0, min(end, begin + width * Double(batches)) - max(start, begin))
            for (seconds, count) in Self.tokens(of: record) {
                if let place = stretch(seconds) { written[place] += count / width }
            }
            guard record.isSuccess, let place = stretch(end) else { continue }
            answered[place] += 1 / width
            if limits.allSatisfy({ $0.finding(on: record) != .outside }) {
                kept[place] += 1 / width
            }
        }
        requests = Self.rate(answered, confidence)
        tokens = Self.rate(written, confidence)
        good = Self.rate(kept, confidence)
        inFlight = busy / (width * Double(batches))
        requestBatches = answered
    }

    /// When tokens came, in seconds since the run began, and how many at a time.
    private static func tokens(of record: ProbeRecord) -> [(Double, Double)] {
        guard let total = record.outputTokens, total > 0 else { return [] }
        let start = record.intendedStart / .seconds(1)
        guard let first = record.timeToFirstToken else {
            return record.endToEnd.map { [(start + $0 / .seconds(1), Double(total))] } ?? []
        }
        let each = Double(total) / Double(record.gaps.count + 1)
        var time = start + first / .seconds(1)
        var tokens = [(time, each)]
        tokens.reserveCapacity(record.gaps.count + 1)
        for gap in record.gaps {
            time += gap / .seconds(1)
            tokens.append((time, each))
        }
        return tokens
    }

    private static func rate(_ batches: [Double], _ confidence: Double) -> Estimate {
        var rate = BatchMeans.mean(batches, confidence: confidence)
        rate.lower = max(rate.lower, 0)
        return rate
    }

    private static func unknown(_ confidence: Double) -> Estimate {
        BatchMeans.mean([], confidence: confidence)
    }
}
