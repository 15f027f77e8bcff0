/// How a request ended on the wire, and when the client saw it.
package struct TracedEnd: Equatable, Sendable {
    /// Which of the client's limits ran out.
    package enum Limit: Equatable, Sendable {
        /// Resolving, connecting and securing took too long; the last phase that was begun.
        case resolve, connect, secure
        /// No token came in time.
        case firstToken
        /// No further token came in time.
        case gap
        /// The whole took too long.
        case total
    }

    /// What happened.
    package enum Kind: Equatable, Sendable {
        /// The response ended as HTTP says.
        case ended
        /// The connection was closed before that.
        case closed
        /// The connection was refused.
        case refused
        /// A limit of the client ran out.
        case timedOut(Limit)
        /// The client had as many chunks as it wanted.
        case enough
        /// The run ended.
        case runEnded
    }

    /// What happened.
    package var kind: Kind
    /// When the client saw it, in seconds since the world began.
    package var seconds: Double

    package init(kind: Kind, seconds: Double) {
        self.kind = kind
        self.seconds = seconds
    }
}
