/// Upper bucket bounds of vLLM's histograms, 0.8.4 and later.
///
/// Source: `vllm-project/vllm:vllm/v1/metrics/loggers.py` and `buckets.py`; checked against a scrape of 0.32.0.
package enum HistogramBounds {
    /// Seconds to the first token.
    package static let timeToFirstToken: [Double] = [
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20,
        40, 80, 160, 640, 2560,
    ]

    /// Seconds between two tokens, also used for the mean time per output token of a request.
    package static let interTokenLatency: [Double] = [
        0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40,
        80,
    ]

    /// Seconds of a whole request or of one of its phases.
    package static let requestPhase: [Double] = [
        0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920,
        7680,
    ]

    /// Tokens in one engine step.
    package static let iterationTokens: [Double] = [
        1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384,
    ]

    /// The `n` parameter of requests.
    package static let requestedChoices: [Double] = [1, 2, 5, 10, 20]

    /// Preemptions of one request; the first bucket mixes none and one.
    package static let preemptions: [Double] = [1, 2, 3, 4, 5, 10, 20]

    /// Token counts of requests in the series 1, 2, 5, 10 and so on, up to a model's limit.
    ///
    /// - Parameter maxModelLen: Longest request in tokens, prompt and answer together; at least 1.
    /// - Returns: The numbers of the series that are not above the limit.
    package static func lengths(upTo maxModelLen: Int) -> [Double] {
        var bounds: [Double] = []
        var decade = 1
        while true {
            for mantissa in [1, 2, 5] {
                guard mantissa * decade <= maxModelLen else { return bounds }
                bounds.append(Double(mantissa * decade))
            }
            decade *= 10
        }
    }
}
