/// Which way of a signal is worse.
package enum SignalDirection: String, Sendable, Hashable, CaseIterable {
    case higher
    case lower
    /// Both ends: too little and too much.
    case outside
    /// Neither: the value describes the load or the configuration.
    case neither
}
