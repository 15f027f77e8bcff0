package import Telemetry

/// What reading one target gave.
package struct ReplicaLog: Sendable {
    package let target: HealthTarget
    /// In the order of time.
    package private(set) var snapshots: [Snapshot] = []
    package private(set) var failures: [FailedScrape] = []
    /// Whether the last attempt failed.
    package private(set) var endsInFailure = false
    /// Where the metrics turned out to be.
    package var metrics: ServerURL

    package init(_ target: HealthTarget) {
        self.target = target
        metrics = target.metrics
    }

    package mutating func add(_ outcome: Result<Snapshot, FailedScrape>) {
        switch outcome {
        case .success(let snapshot):
            snapshots.append(snapshot)
            endsInFailure = false
        case .failure(let failure):
            failures.append(failure)
            endsInFailure = true
        }
    }
}
