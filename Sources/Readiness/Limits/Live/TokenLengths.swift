package import Estimates
package import Exposition

/// How many tokens of KV cache a finished request has taken: its prompt and its answer.
package enum TokenLengths {
    /// Fewer finished requests than this say nothing about the next ones.
    package static let requestsMin = 10

    /// The mean of prompt and answer together, in tokens, over all requests that have finished
    /// since the process started.
    ///
    /// The sum and the count of both histograms give the point exactly. The interval is that of the
    /// mean of such requests: 1.96 standard errors, with the largest spread that the buckets allow.
    ///
    /// - Parameters:
    ///   - families: a metrics body.
    ///   - contextTokens: the longest sequence, which closes the highest bucket.
    /// - Returns: nil when the engine has no such histograms or too few requests have finished.
    package static func mean(
        in families: [MetricFamily], contextTokens: Double?
    ) -> Estimate? {
        for names in histograms {
            guard let prompt = total(names.prompt, families),
                let answer = total(names.answer, families)
            else { continue }
            let count = min(prompt.count, answer.count)
            guard count >= Double(requestsMin), let promptMean = prompt.mean,
                let answerMean = answer.mean
            else { return nil }
            let mean = promptMean + answerMean
            // Prompts and answers may rise and fall together, so the spreads add up.
            let spread =
                prompt.spreadMax(contextTokens: contextTokens)
                + answer.spreadMax(contextTokens: contextTokens)
            let half = 1.96 * spread / count.squareRoot()
            return Estimate(
                point: mean, lower: half.isFinite ? max(mean - half, 1) : -.infinity,
                upper: mean + half, count: Int(min(count, 0x1p62)), confidence: 0.95,
                provenance: .serverBucket, method: .histogramBucket)
        }
        return nil
    }

    private static let histograms: [(prompt: String, answer: String)] = [
        ("vllm:request_prompt_tokens", "vllm:request_generation_tokens"),
        ("sglang:prompt_tokens_histogram", "sglang:generation_tokens_histogram"),
        ("tgi_request_input_length", "tgi_request_generated_tokens"),
        ("lmdeploy:request_prompt_tokens", "lmdeploy:request_generation_tokens"),
        ("dynamo_frontend_input_sequence_tokens", "dynamo_frontend_output_sequence_tokens"),
    ]

    /// All children of a histogram together; nil when there is none with a sum.
    private static func total(_ name: String, _ families: [MetricFamily]) -> Total? {
        let children = families.filter { $0.name == name }.flatMap(\.histograms)
        guard !children.isEmpty else { return nil }
        var total = Total()
        for child in children {
            guard let sum = child.sum, sum.isFinite, child.count.isFinite else { return nil }
            total.add(child, sum: sum)
        }
        return total
    }

    /// Counts by bucket, summed over children.
    private struct Total {
        var count = 0.0
        var sum = 0.0
        var buckets: [(lower: Double, upper: Double, count: Double)] = []

        var mean: Double? { count > 0 ? sum / count : nil }

        mutating func add(_ child: HistogramSeries, sum: Double) {
            count += child.count
            self.sum += sum
            var lower = 0.0
            var below = 0.0
            for (bound, cumulative) in zip(child.upperBounds, child.cumulativeCounts) {
                buckets.append((lower, bound, max(0, cumulative - below)))
                (lower, below) = (bound, cumulative)
            }
            buckets.append((lower, .infinity, max(0, child.count - below)))
        }

        /// The largest standard deviation that the buckets allow: every value at the edge of its
        /// bucket that lies farther from the mean.
        func spreadMax(contextTokens: Double?) -> Double {
            guard let mean else { return .infinity }
            let squares = buckets.filter { $0.count > 0 }.map { bucket in
                let upper =
                    bucket.upper.isFinite
                    ? bucket.upper : max(contextTokens ?? .infinity, bucket.lower)
                let reach = max((bucket.lower - mean).magnitude, (upper - mean).magnitude)
                return bucket.count * reach * reach
            }
            return (squares.reduce(0, +) / count).squareRoot()
        }
    }
}
