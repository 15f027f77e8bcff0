/// The values a profile and its flags accept, in one place.
enum ProfileLimits {
    static let promptTokens = 1...10_000_000
    static let maxTokens = 1...1_000_000
    static let concurrency = 1...10_000
    static let temperature = 0.0...2.0
    static let probes = 1...1_000_000
    static let warmup = 0...10_000
    static let maxNumSeqs = 1...1_000_000
    /// Below one half a bound says less than a coin; at one no evidence suffices.
    static let confidence = 0.5..<1.0

    static let confidenceSentence =
        "a confidence lies from 50% to below 100%; at 100% no number of probes would ever decide"
    static let passRateSentence =
        "a pass rate of 0% passes every endpoint; write one such as 95%"
}
