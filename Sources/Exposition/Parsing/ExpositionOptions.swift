/// Bounds and tolerances of `ExpositionParser`.
package struct ExpositionOptions: Sendable, Hashable {
    /// What to do with a second line for the same series at the same time.
    package enum DuplicateSeries: Sendable, Hashable {
        /// An error, as an exporter test or a linter wants it.
        case reject
        /// Keep the first and go on, as a Prometheus server does when it scrapes.
        case keepFirst
        /// Do not look; saves eight to sixteen bytes a series where nobody minds.
        case ignore
    }

    /// The longest body accepted, in bytes; beyond 4 GiB nothing is.
    package var bodyBytesMax: Int
    /// The longest line accepted, in bytes without its line ending.
    package var lineBytesMax: Int
    /// The largest number of samples accepted in one body.
    package var samplesMax: Int
    /// The largest number of labels accepted on one sample.
    package var labelsMax: Int
    package var duplicateSeries: DuplicateSeries
    /// Whether an OpenMetrics body that breaks an `OpenMetricsRule` is refused.
    ///
    /// Off, the grammar, the order of families and `# EOF` still hold. A scrape turns it off: a
    /// histogram read while it is counting may break a rule and is still worth seeing.
    package var enforcesRules: Bool

    package init(
        bodyBytesMax: Int = 1 << 30, lineBytesMax: Int = 256 * 1024, samplesMax: Int = 500_000,
        labelsMax: Int = 256, duplicateSeries: DuplicateSeries = .reject,
        enforcesRules: Bool = true
    ) {
        self.bodyBytesMax = bodyBytesMax
        self.lineBytesMax = lineBytesMax
        self.samplesMax = samplesMax
        self.labelsMax = labelsMax
        self.duplicateSeries = duplicateSeries
        self.enforcesRules = enforcesRules
    }
}
