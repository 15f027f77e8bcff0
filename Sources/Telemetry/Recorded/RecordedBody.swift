package import Exposition
package import Signals

/// A metrics body that was kept in a file, with the time it is of.
package struct RecordedBody: Sendable {
    /// Where the time of a body comes from.
    package enum TimeSource: Sendable, Hashable {
        /// The timestamps of its samples.
        case samples
        /// When the file was last written.
        case modification
        /// Somebody said so.
        case given
    }

    /// The file's name, for messages.
    package let name: String
    /// Seconds since the Unix epoch.
    package let unixSeconds: Double
    package let timeSource: TimeSource
    package let families: [MetricFamily]

    package init(
        name: String, unixSeconds: Double, timeSource: TimeSource, families: [MetricFamily]
    ) {
        self.name = name
        self.unixSeconds = unixSeconds
        self.timeSource = timeSource
        self.families = families
    }

    /// The body as a window wants it.
    ///
    /// - Parameter instance: the replica it is of; empty for no label.
    /// - Returns: the body with its time.
    package func timedScrape(of instance: String = "") -> TimedScrape {
        TimedScrape(instance: instance, unixSeconds: unixSeconds, families: families)
    }
}
