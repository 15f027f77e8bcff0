/// Bucket bounds an engine keeps besides vLLM's, so that histograms of other engines can be read from it exactly.
package struct HistogramDetail: Equatable, Sendable {
    /// Further bounds of everything measured in seconds.
    package var seconds: [Double]
    /// Further bounds of everything counted in tokens per request.
    package var tokens: [Double]
    /// Further bounds of tokens per step.
    package var stepTokens: [Double]

    /// Asks for further bounds, in any order.
    ///
    /// - Parameters:
    ///   - seconds: For times.
    ///   - tokens: For lengths of requests.
    ///   - stepTokens: For tokens per step.
    package init(seconds: [Double] = [], tokens: [Double] = [], stepTokens: [Double] = []) {
        self.seconds = seconds
        self.tokens = tokens
        self.stepTokens = stepTokens
    }

    /// vLLM's bounds only.
    package static let none = HistogramDetail()

    func seconds(_ own: [Double]) -> BucketHistogram {
        BucketHistogram(bounds: Set(own).union(seconds).sorted())
    }

    func stepTokens(_ own: [Double]) -> BucketHistogram {
        BucketHistogram(bounds: Set(own).union(stepTokens).sorted())
    }

    func tokens(_ own: [Double]) -> BucketHistogram {
        BucketHistogram(bounds: Set(own).union(tokens).sorted())
    }
}
