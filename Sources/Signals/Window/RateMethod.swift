/// How the increase of a counter over a window is told from its samples.
package enum RateMethod: Sendable, Hashable {
    /// As Prometheus does it: the increase between the first and the last sample in the range, drawn
    /// out to the ends of the range where they are near.
    ///
    /// The end `closedStart` says whether a sample at the very start of the range belongs to it: it
    /// does up to Prometheus 2, and no more from 3.0 on.
    case extrapolated(closedStart: Bool)
    /// As VictoriaMetrics does it: from the last sample before the range to the last one within,
    /// divided by the time between them.
    case sinceSampleBefore
    /// What was added between the first and the last scrape in the range, divided by the time between
    /// them. A series that appears in between has counted from zero.
    case exact
}
