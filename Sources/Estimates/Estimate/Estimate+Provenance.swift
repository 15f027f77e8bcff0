extension Estimate {
    /// Where the samples of an estimate came from.
    ///
    /// The raw values are part of the JSON output and are never renamed.
    package enum Provenance: String, Sendable, Hashable, Codable, CaseIterable {
        /// Measured by our own requests.
        case client
        /// Read from the buckets of a histogram that the server exports.
        case serverBucket = "server_bucket"
        /// Read from counters of the server, as a difference over our own window.
        case serverCounter = "server_counter"
        /// Read from a gauge of the server at moments of our choosing: what happened between them
        /// is unseen.
        case sampledGauge = "sampled_gauge"
        /// Read from the log of the server.
        case serverLog = "server_log"
        /// Declared by a configuration, a manifest or a label, not measured.
        case declared
        /// Computed by the engine model.
        case prediction
        /// Computed by the simulator under a virtual clock.
        case simulation
    }
}
