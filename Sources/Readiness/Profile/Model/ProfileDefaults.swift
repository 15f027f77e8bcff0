import Inference

/// Every value a profile has when it does not say otherwise, in one place.
///
/// They are chosen so that a healthy endpoint gets its verdict in about a minute: 77 clean probes
/// show a p95 at 95 % confidence, and four at a time with 32 output tokens each pass quickly.
package enum ProfileDefaults {
    /// The format's version.
    package static let version = 1

    // MARK: Target

    /// The API most endpoints speak.
    package static let api = Profile.API.openaiChat
    /// Connections are kept: the connection is measured apart from the request.
    package static let keepAlive = true

    // MARK: Workload

    /// Short, varied chat turns.
    package static let prompt = Profile.Prompt.named("short-chat")
    /// Tokens in a prompt.
    package static let promptTokens = 128
    /// Output tokens per request: enough for gaps to show, few enough for a quick verdict.
    package static let maxTokens = 32
    /// Requests in flight.
    package static let concurrency = 4
    /// Responses are streamed.
    package static let stream = true

    // MARK: Objectives

    /// `ttft p95 <= 2s`, `e2e p95 <= 30s`, `error rate <= 5%`.
    package static let objectives = [
        Objective(metric: .ttft, statistic: .percentile(95), threshold: 2, unit: "s"),
        Objective(metric: .e2e, statistic: .percentile(95), threshold: 30, unit: "s"),
        Objective(metric: .errorRate, statistic: .share, threshold: 0.05, unit: "%"),
    ]
    /// No soft limits.
    package static let warnings: [Objective] = []

    // MARK: Gate

    /// READY is never said on fewer probes.
    package static let minProbes = 5
    /// Probes after which an undecided gate gives up.
    package static let maxProbes = 300
    /// Time after which an undecided gate gives up.
    package static let maxDuration = Duration.seconds(120)
    /// Confidence of every bound.
    package static let confidence = 0.95
    /// Warm-up requests.
    package static let warmup = 2
    /// Bounds that hold however often one looks.
    package static let decision = Profile.Decision.sequential
    /// Share of probes that must pass under the threshold rule.
    package static let passRate = 0.95

    // MARK: Timeouts

    /// Time to connect.
    package static let connectTimeout = Duration.seconds(10)
    /// Time to the first token.
    package static let firstTokenTimeout = Duration.seconds(60)
    /// Time between two chunks.
    package static let gapTimeout = Duration.seconds(30)
    /// Time for a whole request.
    package static let totalTimeout = Duration.seconds(120)
}
