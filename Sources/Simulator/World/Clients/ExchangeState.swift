import EngineModel

/// A request under way, on both sides.
struct ExchangeState {
    /// Where the request is.
    enum Phase: Equatable {
        /// Connecting, on the path, or in the gateway.
        case underWay
        /// At a replica, which works on it.
        case served
        /// Over for the client.
        case over
    }

    /// The session that asked.
    let session: Int
    let question: ClientSession.Question
    /// What the client sees of it.
    var trace: TracedExchange
    var phase = Phase.underWay
    /// Counts the connections it has been sent over.
    var attempt = 0
    /// Its number among all requests, for the draw of faults.
    var number = 0
    /// Whether the connection is one of its own that nobody uses afterwards.
    var isOnOwnConnection = false
    /// When it was handed to the connection.
    var sentSeconds = 0.0

    // MARK: - At the replica

    var replica: Int?
    var life = 0
    var engineRequest: RequestID?
    /// Whether the server has ended its part.
    var isServed = false
    var writer: AnswerStreamWriter?
    var shaper: PathShaper?

    // MARK: - What has arrived

    /// Where in the body events end that bring a token and have not arrived.
    var tokenEnds: [Int] = []
    var nextTokenEnd = 0
    /// Bytes written by the server.
    var writtenBytes = 0
    /// Bytes that have arrived.
    var arrivedBytes = 0
    /// Tokens' events that have arrived.
    var arrivedTokens = 0
    /// When the last of them was seen.
    var lastTokenSeconds: Double?
    /// Which of the client's limits has run out before something that is still to arrive, and when.
    var expiry: (seconds: Double, limit: TracedEnd.Limit)?
    /// Whether the stream carried an error.
    var streamFailed = false

    init(session: Int, question: ClientSession.Question, trace: TracedExchange) {
        self.session = session
        self.question = question
        self.trace = trace
    }
}
