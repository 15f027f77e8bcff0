/// What decides when requests start.
package enum LoadShape: Sendable, Equatable {
    /// So many sessions at once: each sends its next turn when the last is answered and thought
    /// about, and is replaced by a new session when it ends.
    ///
    /// A slow server slows the load down; latency is what users of a fixed crowd feel.
    case closed(sessions: LoadCurve)

    /// Sessions start by the clock, whatever the server does: so many a second.
    case open(rate: LoadCurve, arrivals: ArrivalProcess)

    /// Sessions start when the trace says.
    ///
    /// The scale stretches time: 2 replays at half the speed, 0.5 at twice.
    case replay(timeScale: Double)
}
