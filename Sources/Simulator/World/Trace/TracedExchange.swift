/// One request of the measuring client as the wire has seen it: what was sent, what came back, and when.
///
/// All times are seconds since the world began, as the client's event loop stamps them.
package struct TracedExchange: Equatable, Sendable {
    /// The request's number in start order, from 0.
    package var index: Int
    /// The session that asked.
    package var session: Int
    /// The model that was asked for.
    package var model: String
    /// The token limit that was asked for.
    package var maxTokens: Int
    /// The request whose prompt this one repeats word for word.
    package var repeats: Int?
    /// After how many chunks the client hangs up; nil for never.
    package var cancelAfterChunks: Int?
    /// When the schedule wanted it to start.
    package var intendedSeconds: Double
    /// When work on it began.
    package var startSeconds: Double
    /// Whether the connection had carried an earlier request.
    package var reusedConnection = false
    /// Whether a stale connection was replaced before the request got through.
    package var replacedStaleConnection = false
    /// The host name is resolved.
    package var resolvedSeconds: Double?
    /// The TCP connection stands.
    package var connectedSeconds: Double?
    /// The TLS handshake is done.
    package var securedSeconds: Double?
    /// The kernel has taken the whole request.
    package var writtenSeconds: Double?
    /// The head of the response; nil when none came.
    package var head: TracedHead?
    /// The body as far as the client read it.
    package var body: [UInt8] = []
    /// How the body was read.
    package var pieces: [TracedPiece] = []
    /// How it ended.
    package var end: TracedEnd
    /// The replica that answered, in truth.
    package var replica: Int?
    /// Tokens that the engine emitted for it, in truth.
    package var emittedTokens = 0

    init(
        index: Int, session: Int, model: String, maxTokens: Int, intendedSeconds: Double,
        startSeconds: Double
    ) {
        self.index = index
        self.session = session
        self.model = model
        self.maxTokens = maxTokens
        self.intendedSeconds = intendedSeconds
        self.startSeconds = startSeconds
        end = TracedEnd(kind: .runEnded, seconds: startSeconds)
    }

    /// Whether the user did not get what was asked for, as far as status and connection tell.
    var hasFailed: Bool {
        switch end.kind {
        case .ended: head.map { $0.status >= 400 } ?? true
        case .closed, .refused, .timedOut: true
        case .enough, .runEnded: false
        }
    }

    /// Ends the request; what would have come later does not.
    mutating func settle(_ end: TracedEnd) {
        self.end = end
        for instant in [
            \.resolvedSeconds, \.connectedSeconds, \.securedSeconds, \.writtenSeconds,
        ] as [WritableKeyPath<TracedExchange, Double?>] {
            if let seconds = self[keyPath: instant], seconds > end.seconds {
                self[keyPath: instant] = nil
            }
        }
        if let seconds = head?.seconds, seconds > end.seconds { head = nil }
        while let last = pieces.last, last.seconds > end.seconds {
            pieces.removeLast()
            body.removeLast(last.end - (pieces.last?.end ?? 0))
        }
    }
}
