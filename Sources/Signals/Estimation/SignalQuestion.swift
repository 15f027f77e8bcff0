/// A question about a signal.
package struct SignalQuestion: Sendable, Hashable {
    package let signal: Signal
    package let statistic: SignalStatistic
    /// The labels by which the answer is kept apart, such as `instance`.
    package let labels: [String]

    package init(_ signal: Signal, _ statistic: SignalStatistic, by labels: [String] = []) {
        self.signal = signal
        self.statistic = statistic
        self.labels = labels
    }
}
