/// What one scrape of the gauges shows.
package struct GaugeSample: Equatable, Sendable {
    /// When the scrape was made.
    package let timeSeconds: Double
    /// Requests that held a slot after the last step.
    package let running: Int
    /// Requests that waited after the last step.
    package let waiting: Int
    /// Used share of the KV cache after the last step, from 0 to 1.
    package let kvCacheUsage: Double
}
