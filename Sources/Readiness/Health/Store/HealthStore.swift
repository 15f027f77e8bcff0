import Telemetry

/// A store of metrics that can be asked which replicas it knows.
package protocol HealthStore: SampleStore {
    /// The values of `instance` on selected series, as far as the store can bound them in time.
    ///
    /// - Parameters:
    ///   - selector: An instant selector in PromQL.
    ///   - startSeconds: The first time, Unix seconds.
    ///   - endSeconds: The last time, Unix seconds.
    /// - Returns: The values; stores may add some of a few hours before.
    /// - Throws: `PrometheusError` when the store cannot be asked.
    func instances(
        of selector: String, from startSeconds: Double, to endSeconds: Double
    ) async throws -> Set<String>
}

extension PrometheusAPI: HealthStore {
    package func instances(
        of selector: String, from startSeconds: Double, to endSeconds: Double
    ) async throws -> Set<String> {
        let range = startSeconds...max(startSeconds, endSeconds)
        return Set(try await labelValues(of: "instance", matching: [selector], in: range).value)
    }
}
