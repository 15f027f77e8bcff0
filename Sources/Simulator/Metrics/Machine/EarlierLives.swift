package import EngineModel

/// Work of processes that are gone, which counters of the machine still contain.
package struct EarlierLives: Equatable, Sendable {
    /// Seconds of the engine's steps.
    package var busySeconds = 0.0
    /// Seconds of the API server's work.
    package var apiSeconds = 0.0
    /// What requests and answers were on the network.
    package var traffic = NetworkTraffic()

    /// No process before the present one.
    package init() {}

    /// Takes over what a process had counted when it ended.
    package mutating func add(_ metrics: EngineMetrics) {
        busySeconds += metrics.busySeconds
        apiSeconds += metrics.apiBusySeconds
        traffic += NetworkTraffic(of: metrics)
    }
}
