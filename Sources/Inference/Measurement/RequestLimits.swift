/// The limits a measured request runs under, so that nothing hangs and nothing fills the memory.
package struct RequestLimits: Sendable, Equatable {
    /// Name resolution, TCP and TLS together.
    package var connect: Duration = .seconds(5)

    /// How long after sending a closed kept-alive connection is taken for stale and replaced.
    ///
    /// A round trip, generously; later, the server has had the request and has failed it.
    package var staleConnection: Duration = .seconds(1)

    /// From the start to the first meaningful token.
    package var firstToken: Duration = .seconds(60)

    /// Between two meaningful tokens, and between the last one and the end.
    package var gap: Duration = .seconds(30)

    /// From the start to the end of the answer.
    package var total: Duration = .seconds(120)

    /// How long a complete answer waits for the end of its response.
    ///
    /// The measurement does not change any more; the connection becomes free for the next request.
    package var endGrace: Duration = .milliseconds(50)

    /// The most bytes of body read of one answer.
    package var bodyBytesMax = 32 << 20

    /// The most bytes of one event.
    package var eventBytesMax = 1 << 20

    /// Creates the default limits.
    package init() {}
}
