/// How long Prometheus has to keep samples for the objectives of a subject.
struct StoreRetention: Sendable {
    /// The period over which error budgets are counted.
    let period: Duration

    /// Beyond the period: the longest range of a burn-rate alert is 3 days, and blocks are dropped
    /// whole.
    private static let margin = Duration.seconds(5 * 86_400)

    /// Says it for a subject.
    init(_ subject: GenerationSubject) { period = subject.slo.period }

    /// The time in the spelling of Prometheus.
    var text: String { PrometheusTime.text(period + Self.margin) }

    /// The flag: a configuration file cannot say it.
    var flag: String { "--storage.tsdb.retention.time=\(text)" }
}
