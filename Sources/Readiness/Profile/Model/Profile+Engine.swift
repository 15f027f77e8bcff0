extension Profile {
    /// Where the engine's own signals come from; everything is optional.
    package struct Engine: Sendable, Equatable {
        /// Metrics endpoints to scrape, one per replica.
        package var metrics: [HTTPAddress]
        /// A Prometheus-compatible API.
        package var prometheus: HTTPAddress?
        /// Labels that select this endpoint's series.
        package var selector: [String: String]
        /// The response header that names the replica that answered; the usual ones when left out.
        package var replicaHeader: String?
        /// The engine's startup log.
        package var startupLog: String?
        /// What the engine is expected to run with.
        package var expect: Expectations

        /// Signal sources; none by default.
        package init(
            metrics: [HTTPAddress] = [], prometheus: HTTPAddress? = nil,
            selector: [String: String] = [:], replicaHeader: String? = nil,
            startupLog: String? = nil,
            expect: Expectations = Expectations()
        ) {
            self.metrics = metrics
            self.prometheus = prometheus
            self.selector = selector
            self.replicaHeader = replicaHeader
            self.startupLog = startupLog
            self.expect = expect
        }
    }

    /// Limits the live engine is expected to have.
    package struct Expectations: Sendable, Equatable {
        /// Sequences the engine runs at once.
        package var maxNumSeqs: Int?

        /// Expectations; none by default.
        package init(maxNumSeqs: Int? = nil) {
            self.maxNumSeqs = maxNumSeqs
        }
    }
}
