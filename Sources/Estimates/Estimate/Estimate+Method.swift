extension Estimate {
    /// How the interval of an estimate was drawn.
    ///
    /// The raw values are part of the JSON output and are never renamed.
    package enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        /// Exact binomial interval at a sample size fixed beforehand (Clopper and Pearson 1934).
        case clopperPearson = "clopper_pearson"
        /// Score interval for a share (Wilson 1927).
        case wilson
        /// Ranks of the sorted sample, free of any assumption about the distribution (Wilks 1941).
        case orderStatistic = "order_statistic"
        /// Confidence sequence for a share, valid however often one looks (Robbins 1970).
        case betaMixture = "beta_mixture"
        /// Confidence sequence for a share of clustered events, by betting (Waudby-Smith and Ramdas
        /// 2024).
        case bettingSupermartingale = "betting_supermartingale"
        /// Percentile bootstrap that resamples whole requests (Efron 1979, Davison and Hinkley
        /// 1997).
        case clusterBootstrap = "cluster_bootstrap"
        /// Means of stretches of time (Law, method of batch means).
        case batchMeans = "batch_means"
        /// The edges of the histogram bucket that holds the value.
        case histogramBucket = "histogram_bucket"
        /// Known without sampling error.
        case exact
        /// A measured value with the resolution of the instrument, without a sampling error.
        case observed
        /// The error band of a fitted model.
        case modelError = "model_error"
    }
}
