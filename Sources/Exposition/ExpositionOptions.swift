/// Bounds and tolerances of `ExpositionParser`.
package struct ExpositionOptions: Sendable, Hashable {
    /// What to do with a second line for the same series at the same time.
    package enum DuplicateSeries: Sendable, Hashable {
        /// An error, as an exporter test or a linter wants it.
        case reject
        /// Keep the first and go on, as a Prometheus server does when it scrapes.
        case keepFirst
    }

    /// The longest line accepted, in bytes without its line ending.
    package var lineBytesMax: Int
    /// The largest number of samples accepted in one body.
    package var samplesMax: Int
    /// The largest number of labels accepted on one sample.
    package var labelsMax: Int
    package var duplicateSeries: DuplicateSeries

    package init(
        lineBytesMax: Int = 256 * 1024, samplesMax: Int = 500_000, labelsMax: Int = 256,
        duplicateSeries: DuplicateSeries = .reject
    ) {
        self.lineBytesMax = lineBytesMax
        self.samplesMax = samplesMax
        self.labelsMax = labelsMax
        self.duplicateSeries = duplicateSeries
    }
}
