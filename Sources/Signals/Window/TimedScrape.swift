package import Exposition

/// One body of one replica at one moment, as a window wants it.
package struct TimedScrape: Sendable {
    /// The replica: what Prometheus would write into the label `instance`; empty for no label.
    package let instance: String
    /// Seconds since the Unix epoch when the scrape began.
    package let unixSeconds: Double
    package let families: [MetricFamily]

    package init(instance: String, unixSeconds: Double, families: [MetricFamily]) {
        self.instance = instance
        self.unixSeconds = unixSeconds
        self.families = families
    }
}
