/// Which adapters had requests at once, and until when that was so.
package struct AdapterActivity: Equatable, Sendable {
    /// Adapters of running requests, in alphabetical order.
    package let running: [String]
    /// Adapters of waiting requests, in alphabetical order.
    package let waiting: [String]
    /// End of the last step after which it was so, in seconds of the engine's clock.
    package internal(set) var lastSeconds: Double
}
