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
        /// The difference or the ratio of two estimates, from the interval of each (Zou and Donner
        /// 2008).
        case recoveredVariance = "recovered_variance"
        /// The difference of two shares, from the score interval of each (Newcombe 1998).
        case newcombe
        /// Relative effect of two samples by ranks (Brunner and Munzel 2000).
        case brunnerMunzel = "brunner_munzel"
        /// Shift of paired values by signed ranks (Hodges and Lehmann 1963, Pratt 1959).
        case signedRank = "signed_rank"
        /// The difference of two means of unequal spread (Welch 1947).
        case welch
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
