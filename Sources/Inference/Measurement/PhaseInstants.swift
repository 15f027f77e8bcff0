/// When each phase of a measured request ended, on the monotonic clock.
///
/// A phase that did not happen is `nil`: a reused connection has no resolve, connect or TLS; a
/// plain one no TLS; a failed request nothing after the failure.
package struct PhaseInstants: Sendable, Equatable {
    /// When the schedule wanted the request to start; latency counts from here (coordinated
    /// omission).
    package var intendedStart: ContinuousClock.Instant

    /// When work on the request really began.
    package var start: ContinuousClock.Instant

    /// The host name is resolved.
    package var resolved: ContinuousClock.Instant?

    /// The TCP connection stands.
    package var connected: ContinuousClock.Instant?

    /// The TLS handshake is done.
    package var secured: ContinuousClock.Instant?

    /// The kernel has taken the whole request.
    package var requestWritten: ContinuousClock.Instant?

    /// Status line and headers are read.
    package var responseHead: ContinuousClock.Instant?

    /// The first byte of the body.
    package var firstByte: ContinuousClock.Instant?

    /// The first complete event of the stream, whatever it says (often only a role).
    package var firstChunk: ContinuousClock.Instant?

    /// The first meaningful chunk: content, reasoning or a piece of a tool call.
    package var firstToken: ContinuousClock.Instant?

    /// The last meaningful chunk.
    package var lastToken: ContinuousClock.Instant?

    /// The end mark, the end of the body, or the failure.
    package var end: ContinuousClock.Instant?

    /// Creates instants of a request that has just begun.
    ///
    /// - Parameters:
    ///   - intendedStart: When the schedule wanted it to start.
    ///   - start: When work on it began.
    package init(intendedStart: ContinuousClock.Instant, start: ContinuousClock.Instant) {
        self.intendedStart = intendedStart
        self.start = start
    }
}
