/// A page of metrics that could not be had at some moment.
package struct MissedScrape: Sendable, Hashable {
    /// The replica, named as in ``TimedScrape``.
    package let instance: String
    /// Seconds since the Unix epoch when the scrape began.
    package let unixSeconds: Double
    /// What went wrong, in a few words.
    package let reason: String

    package init(instance: String, unixSeconds: Double, reason: String) {
        self.instance = instance
        self.unixSeconds = unixSeconds
        self.reason = reason
    }
}
