package import EngineModel

/// Everything that happened in a world, as far as a client and a scraper could see it, and the truth behind it.
package struct WorldTrace: Sendable {
    /// The wall clock when the world began, in Unix seconds.
    package var startUnixSeconds: Double
    /// How long it lasted.
    package var durationSeconds: Double
    /// The model that is served.
    package var modelName: String
    /// The measured requests, in start order.
    package var exchanges: [TracedExchange] = []
    /// The cheap requests beside them, in the order of their sending.
    package var beacons: [TracedBeacon] = []
    /// The pages of metrics, in the order of their scrapes.
    package var pages: [TracedPage] = []
    /// How late the client's event loop was at moments evenly spread, ``lagTickSeconds`` apart; empty when it never was.
    package var lagSeconds: [Double] = []
    /// The time between those moments.
    package var lagTickSeconds = 0.01
    /// What every replica's engine had counted at the end, in truth; the last life of each.
    package var engines: [EngineMetrics] = []
    /// Requests of other users that were started.
    package var backgroundRequests = 0

    init(startUnixSeconds: Double, durationSeconds: Double, modelName: String) {
        self.startUnixSeconds = startUnixSeconds
        self.durationSeconds = durationSeconds
        self.modelName = modelName
    }
}
