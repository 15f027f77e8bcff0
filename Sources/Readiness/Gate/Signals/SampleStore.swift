package import Telemetry

/// A store of metrics that keeps the samples as they were scraped, such as Prometheus.
package protocol SampleStore: Sendable {
    /// The store's name for people, with its address.
    var title: String { get }

    /// The samples of every selected series.
    ///
    /// - Parameters:
    ///   - selector: An instant selector in PromQL.
    ///   - startSeconds: The first time, Unix seconds.
    ///   - endSeconds: The last time, Unix seconds.
    /// - Returns: Series with at least one sample in the range.
    /// - Throws: `PrometheusError` when the store cannot be asked.
    func samples(
        of selector: String, from startSeconds: Double, to endSeconds: Double
    ) async throws -> [PrometheusSeries]
}

extension PrometheusAPI: SampleStore {
    package var title: String { "Prometheus at \(url)" }

    package func samples(
        of selector: String, from startSeconds: Double, to endSeconds: Double
    ) async throws -> [PrometheusSeries] {
        try await rawSamples(selector, from: startSeconds, to: endSeconds).value
    }
}
