import Signals

/// A signal that is slow for a while, and what that raises.
struct Slowness {
    let signal: Signal
    let alert: AlertID
    /// An observation before and after, in seconds.
    let fast: Double
    /// An observation meanwhile, in seconds.
    let slow: Double
    /// The bounds where the engine's are not known.
    let bounds: [Double]
    /// Observations a minute.
    private(set) var perMinute: Double
    private(set) var firing: [AlertExpectation]

    /// The same with so few observations that no alert may speak.
    var silenced: Slowness {
        var copy = self
        copy.perMinute = 0.5
        copy.firing = []
        return copy
    }
}
