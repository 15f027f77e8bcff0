package import NIOCore

/// The measuring client: sends requests to one endpoint and times every phase of each.
///
/// A client lives on one event loop, so that instants are taken where the bytes arrive and no lock
/// stands between the socket and the clock. Connections are kept for the next request or opened
/// anew each time, as its configuration says. Nothing is retried, with one exception that every
/// HTTP client makes: a kept-alive connection that turns out to be closed before any byte of the
/// response is replaced once, and the measurement says so.
package final class InferenceClient: Sendable {
    private let core: ClientCore

    /// Creates a client.
    ///
    /// - Parameters:
    ///   - configuration: Endpoint, wire API, limits and connection mode.
    ///   - eventLoop: Where the client lives; a shared one unless told.
    /// - Throws: `ClientConfigurationError` when the certificate authority file cannot be used, a
    ///   header holds characters that HTTP does not allow or is one that the client must write.
    package init(
        configuration: ClientConfiguration,
        eventLoop: (any EventLoop)? = nil
    ) throws(ClientConfigurationError) {
        core = try ClientCore(
            configuration: configuration,
            eventLoop: eventLoop ?? MeasuringLoops.shared(for: configuration.endpoint))
    }

    /// The event loop on which requests are sent and timed.
    package var eventLoop: any EventLoop { core.eventLoop }

    /// Runs tasks on the client's event loop: `withTaskExecutorPreference(client.taskExecutor)`.
    package var taskExecutor: EventLoopExecutor { core.executor }

    /// The configuration.
    package var configuration: ClientConfiguration { core.configuration }

    /// Sends one request and measures it to its end.
    ///
    /// A task that runs on the client's event loop (see ``taskExecutor``) sends and receives
    /// without a hop to another thread; any other is served as well, at the price of two hops.
    ///
    /// Never throws: whatever happens is the measurement's outcome. Cancelling the task closes the
    /// connection and gives `Outcome.cancelled(.runEnded)`.
    ///
    /// - Parameters:
    ///   - request: What to ask for.
    ///   - intendedStart: When the schedule wanted the request to start; now unless told.
    ///   - keepText: Whether to keep the answer's text.
    /// - Returns: The measurement.
    package func perform(
        _ request: InferenceRequest,
        intendedStart: ContinuousClock.Instant? = nil,
        keepText: Bool = false
    ) async -> MeasuredRequest {
        // Made before the clock starts: writing JSON is not the server's time.
        let body = core.configuration.api.body(for: request)
        return if core.eventLoop.inEventLoop {
            await performHere(request, body, intendedStart: intendedStart, keepText: keepText)
        } else {
            await performThere(request, body, intendedStart: intendedStart, keepText: keepText)
        }
    }

    /// Sends a request from a task that runs on the event loop: no hop on the way there or back.
    private func performHere(
        _ request: InferenceRequest, _ body: [UInt8], intendedStart: ContinuousClock.Instant?,
        keepText: Bool
    ) async -> MeasuredRequest {
        let loop = core.eventLoop
        let core = core
        let box = NIOLoopBoundBox<Exchange?>.makeEmptyBox(
            valueType: Exchange.self, eventLoop: loop)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let exchange = Exchange(
                    core: core, request: request, body: body, intendedStart: intendedStart,
                    keepText: keepText, completion: .continuation(continuation))
                box.value = exchange
                exchange.begin()
            }
        } onCancel: {
            loop.execute { box.value?.cancel() }
        }
    }

    /// Sends a request from anywhere else.
    private func performThere(
        _ request: InferenceRequest, _ body: [UInt8], intendedStart: ContinuousClock.Instant?,
        keepText: Bool
    ) async -> MeasuredRequest {
        let loop = core.eventLoop
        let core = core
        let promise = loop.makePromise(of: MeasuredRequest.self)
        let box = NIOLoopBoundBox<Exchange?>.makeEmptyBox(
            valueType: Exchange.self, eventLoop: loop)
        loop.execute {
            let exchange = Exchange(
                core: core, request: request, body: body, intendedStart: intendedStart,
                keepText: keepText, completion: .promise(promise))
            box.value = exchange
            exchange.begin()
        }
        return await withTaskCancellationHandler {
            do {
                return try await promise.futureResult.get()
            } catch {
                // The exchange always succeeds its promise; an event loop that was shut down is
                // the only other way here.
                let now = ContinuousClock.now
                return MeasuredRequest(
                    instants: PhaseInstants(intendedStart: intendedStart ?? now, start: now),
                    outcome: .cancelled(.runEnded))
            }
        } onCancel: {
            loop.execute { box.value?.cancel() }
        }
    }

    /// Opens connections that wait for the requests to come, so that no request stands in the way of
    /// another's start.
    ///
    /// Nothing is reported as a failure of the endpoint: a request that finds no connection opens
    /// its own and says what became of it. Takes no longer than the limit on connecting, and no
    /// longer than a second where not even one can be opened. Of no use to a client that opens a
    /// fresh connection for every request.
    ///
    /// - Parameter count: How many are wanted.
    /// - Returns: How many stand and what opening them took.
    package func open(count: Int) async -> OpenedConnections {
        guard count > 0, configuration.mode == .keepAlive else { return OpenedConnections() }
        let loop = core.eventLoop
        let core = core
        let promise = loop.makePromise(of: OpenedConnections.self)
        let box = NIOLoopBoundBox<ConnectionPreparation?>.makeEmptyBox(
            valueType: ConnectionPreparation.self, eventLoop: loop)
        loop.execute {
            let preparation = ConnectionPreparation(core: core, count: count, promise: promise)
            box.value = preparation
            preparation.begin()
        }
        return await withTaskCancellationHandler {
            // Only an event loop that was shut down fails the promise.
            (try? await promise.futureResult.get()) ?? OpenedConnections()
        } onCancel: {
            loop.execute { box.value?.giveUp() }
        }
    }

    /// Closes the idle connections.
    ///
    /// Requests under way are not touched; their connections are closed when they end.
    package func shutdown() async {
        let core = core
        try? await core.eventLoop.submit {
            let idle = core.idle.value.shutDown()
            for handler in idle { handler.close() }
        }.get()
    }
}

extension InferenceClient: CustomReflectable {
    /// A mirror with the endpoint alone, so that `dump` shows no secret.
    package var customMirror: Mirror {
        Mirror(self, children: ["endpoint": configuration.endpoint])
    }
}
