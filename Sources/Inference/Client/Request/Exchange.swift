import NIOCore

/// One request under way: finds a connection, sends, times, and ends in exactly one outcome.
///
/// Confined to the client's event loop.
final class Exchange {
    let core: ClientCore

    /// The measurement so far.
    var reader: ResponseReader

    /// The request's body in bytes, made before the clock started.
    let body: [UInt8]

    /// Whether the connection stands, TLS included, and the request is on it.
    var isReady = false

    /// When the present attempt to get a connection began.
    var connectStart: ContinuousClock.Instant

    /// The way to a connection, while the request waits for one.
    var opening: ConnectionOpening?

    /// The connection under the request.
    var handler: Connection?

    /// Where the request is in the list of those whose limits are looked after.
    var watchIndex: Int?

    /// When a complete answer stops waiting for the end of its response.
    private(set) var graceEnd: ContinuousClock.Instant?

    /// Whether the limit that has run out waits for bytes that are not read yet.
    var hasLookedAgain = false

    /// When the request was handed to the present connection.
    var sent: ContinuousClock.Instant?

    /// Whether the measurement has been handed over.
    private(set) var isOver = false

    private let completion: Completion

    init(
        core: ClientCore, request: InferenceRequest, body: [UInt8],
        intendedStart: ContinuousClock.Instant?, keepText: Bool,
        completion: Completion
    ) {
        self.core = core
        self.body = body
        self.completion = completion
        let now = ContinuousClock.now
        connectStart = now
        reader = ResponseReader(
            api: core.configuration.api, request: request, limits: core.configuration.limits,
            instants: PhaseInstants(intendedStart: intendedStart ?? now, start: now),
            keepText: keepText)
    }

    /// The phases so far.
    var instants: PhaseInstants { reader.measured.instants }

    /// The limits of the request.
    var limits: RequestLimits { core.configuration.limits }

    /// Starts the request.
    func begin() {
        core.watch.value.add(self)
        if core.configuration.mode == .keepAlive, let idle = core.idle.value.take() {
            reader.noteConnection { $0.reusedConnection = true }
            ready(on: idle)
        } else {
            connect()
        }
        if !isOver { watchLimits() }
    }

    /// Gives the request up because the run ends.
    func cancel() {
        end(.cancelled(.runEnded), at: .now)
    }

    // MARK: - The response

    /// The kernel has taken the whole request.
    func requestWritten(at instant: ContinuousClock.Instant) {
        guard !isOver, instants.requestWritten == nil else { return }
        reader.note { $0.requestWritten = instant }
    }

    /// The response head has been read.
    func read(_ head: ResponseHead, at instant: ContinuousClock.Instant) {
        guard !isOver, !reader.isDecided else { return }
        follow(reader.read(head, at: instant))
    }

    /// Bytes of the body have been read.
    func read(_ bytes: UnsafeRawBufferPointer, at instant: ContinuousClock.Instant) {
        guard !isOver, !reader.isDecided else { return }
        follow(reader.read(bytes, at: instant))
    }

    /// All that one read of the socket brought has been handed over.
    func readCompleted() {
        // Most answers end in the read that completes them; only the others need a timer.
        if let graceEnd, !isOver { core.watch.value.look(at: graceEnd) }
    }

    /// The response has ended properly; the connection is already back or closed.
    func responseEnded(at instant: ContinuousClock.Instant) {
        guard !isOver else { return }
        handler = nil
        reader.readEnd(at: instant)
        finish(awaitingEnd: false)
    }

    /// The connection has closed.
    func closed(at instant: ContinuousClock.Instant) {
        guard !isOver else { return }
        handler = nil
        if reader.isDecided {
            finish(awaitingEnd: false)
        } else if isStale(at: instant) {
            reader.noteConnection {
                $0.reusedConnection = false
                $0.replacedStaleConnection = true
                $0.instants.requestWritten = nil
            }
            isReady = false
            connect()
            if !isOver { watchLimits() }
        } else {
            reader.readClose(at: instant, reason: "")
            finish(awaitingEnd: false)
        }
    }

    /// Whether a connection that has closed was stale: kept alive, closed by the server while the
    /// request was on its way.
    private func isStale(at instant: ContinuousClock.Instant) -> Bool {
        guard instants.responseHead == nil, reader.measured.reusedConnection, let sent else {
            return false
        }
        return sent.duration(to: instant) < limits.staleConnection
    }

    /// An error was caught on the connection.
    func failed(_ error: any Error, at instant: ContinuousClock.Instant) {
        guard !isOver, !reader.isDecided else { return }
        if let error = error as? HTTPResponseError {
            end(.malformed("not HTTP: \(error)"), at: instant)
        } else if ConnectionErrorClassifier.isUncleanShutdown(error) {
            // `closed` follows and decides.
        } else if isStale(at: instant) {
            // `closed` follows and replaces the connection.
        } else {
            reader.readClose(at: instant, reason: " (\(error))")
            finish(awaitingEnd: false)
        }
    }

    private func follow(_ action: ResponseReader.Action) {
        switch action {
        case .read: break
        // A complete answer's response gets a moment to end.
        case .complete: if graceEnd == nil { graceEnd = .now + limits.endGrace }
        case .hangUp: finish(awaitingEnd: false)
        }
    }

    // MARK: - The end

    /// Ends the request for a reason outside the response.
    func end(_ outcome: Outcome, at instant: ContinuousClock.Instant) {
        guard !isOver else { return }
        reader.fail(outcome, at: instant)
        finish(awaitingEnd: false)
    }

    /// Hands the measurement over.
    ///
    /// - Parameter awaitingEnd: Whether the response may still end, so that its connection can be
    ///   used again.
    func finish(awaitingEnd: Bool) {
        precondition(reader.isDecided, "a request ends with an outcome")
        isOver = true
        core.watch.value.remove(self)
        let connection = handler
        handler = nil
        connection?.detach(awaitingEnd: awaitingEnd)
        let unfinished = opening
        opening = nil
        unfinished?.giveUp()
        var measured = reader.measured
        if !core.secrets.isEmpty {
            measured.outcome = measured.outcome.mapTexts(core.secrets.clean)
        }
        completion.complete(measured)
    }
}
