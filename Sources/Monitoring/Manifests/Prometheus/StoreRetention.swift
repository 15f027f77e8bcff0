/// How long Prometheus keeps samples.
enum StoreRetention {
    /// The days of the longest objective's period, and of the longest range of a rule besides.
    static let days = 30 + 5

    /// The flag: a configuration file cannot say it.
    static let flag = "--storage.tsdb.retention.time=\(days)d"
}
