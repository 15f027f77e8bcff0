import EngineModel
import Hummingbird
import NIOCore

/// Brings the tokens of one request to its client, with the faults of the path in between.
struct AnswerDelivery: Sendable {
    /// Thrown inside a body to close the connection in the middle of it.
    struct Cut: Error {}

    let server: ServerState
    let generation: Generation
    let answers: AnswerStream
    let hangUp: ClientConnections.Registration
    /// The client's connection.
    let channel: any Channel

    // MARK: - Whole

    /// Waits for all answers and returns them in one body.
    func whole() async -> Reply {
        defer { server.connections.forget(hangUp) }
        var ended = 0
        var timings: RequestTimings?
        for await event in answers.events where event.finish != nil {
            ended += 1
            timings = event.timings
        }
        guard ended == generation.plans.count else {
            server.engine.cancel(answers)
            return server.isDown ? .hangUp : .response(.refusal(.engineDead))
        }
        countFinished()
        let body = generation.format.body(generation.plans, timings: timings)
        let (conditions, now) = (server.conditions, server.elapsed / .seconds(1))
        let arrival = server.site.onLink(conditions) { $0.send(body.utf8.count, at: now) }
        if arrival > now { try? await server.site.sleep(untilSeconds: arrival) }
        return .response(.json(status: .ok, body))
    }

    // MARK: - Stream

    /// Sends every token as it comes.
    func stream() -> Response {
        .stream(of: generation.format.streamContentType) { writer in
            defer { server.connections.forget(hangUp) }
            var path = AnswerPath(server: server)
            // Whoever is out of patience closes the connection, whatever is on its way.
            let cut = path.patience.map { patience in
                channel.eventLoop.scheduleTask(in: TimeAmount(patience)) {
                    channel.close(promise: nil)
                }
            }
            defer { cut?.cancel() }
            do {
                if try await send(to: &writer, through: &path) {
                    countFinished()
                }
                try await path.end(to: &writer)
                try await writer.finish(nil)
            } catch {
                server.engine.cancel(answers)
                throw error
            }
        }
    }

    /// Sends all events of the stream.
    ///
    /// - Returns: Whether the answers ended regularly.
    /// - Throws: ``Cut`` or a failure to write; the connection is closed then.
    @concurrent
    private func send(
        to writer: inout any ResponseBodyWriter, through path: inout AnswerPath
    ) async throws -> Bool {
        let format = generation.format
        var isOpen = false
        var sent = 0
        var ended = 0
        var isGarbled = false
        var told = Array(repeating: 0, count: generation.plans.count)
        var timings: RequestTimings?
        for await event in answers.events {
            if !isOpen {
                isOpen = true
                for choice in generation.plans.indices {
                    guard let opening = format.opening(choice: choice) else { break }
                    try await path.write(opening, to: &writer)
                }
            }
            let fault = try await strike(sent: sent, writer: &writer, path: &path)
            if fault == .end { return false }
            sent += 1
            isGarbled = isGarbled || fault == .garble
            if event.finish != nil {
                ended += 1
                timings = event.timings
            }
            // Some servers hand on several tokens at a time.
            let isFull = event.index - told[event.choice] >= generation.conditions.tokensPerEvent
            guard isFull && event.isLastOfStep || event.finish != nil else { continue }
            let isLast = ended == generation.plans.count && !generation.request.includesUsage
            let chunk = text(of: event, after: told[event.choice], isLast: isLast)
            told[event.choice] = event.index
            try await path.write(isGarbled ? garbled(chunk) : chunk, to: &writer)
            isGarbled = false
        }
        guard ended == generation.plans.count else { throw Cut() }
        let ending = format.ending(
            includesUsage: generation.request.includesUsage,
            completionTokens: generation.plans.reduce(0) { $0 + $1.outputTokens },
            timings: timings)
        try await path.write(ending, to: &writer)
        return true
    }

    /// The tokens of an answer after the first so many, up to one of them.
    private func text(of event: AnswerEvent, after told: Int, isLast: Bool) -> String {
        let plan = generation.plans[event.choice]
        return generation.format.chunk(
            TokenPiece(
                choice: event.choice,
                text: plan.deltas[told..<event.index].joined(),
                isReasoning: plan.kind == .reasoning,
                tokens: event.index,
                finish: event.finish,
                stopReason: event.finish == nil ? nil : plan.stopReason,
                isLast: isLast,
                timings: event.timings))
    }

    private func countFinished() {
        server.counters.countFinished(
            choices: generation.plans.count,
            longestAnswer: generation.plans.map(\.outputTokens).max() ?? 0)
    }

    // MARK: - Faults

    private enum Strike {
        case none
        case garble
        case end
    }

    /// Applies the faults that act after so many tokens.
    @concurrent
    private func strike(
        sent: Int, writer: inout any ResponseBodyWriter, path: inout AnswerPath
    ) async throws -> Strike {
        var result = Strike.none
        for fault in generation.faults {
            switch fault {
            case .malformedChunk(sent):
                result = .garble
            case .truncate(sent):
                throw Cut()
            case .errorInStream(sent):
                server.engine.cancel(answers, reason: .error)
                try await path.write(generation.format.failure(.engineDead), to: &writer)
                return .end
            case .stall(sent, let pause):
                try await server.clock.sleep(for: pause)
            default:
                continue
            }
        }
        return result
    }

    /// The first half of an event's JSON, still ended like an event.
    private func garbled(_ chunk: String) -> String {
        chunk.prefix(chunk.count / 2) + "\n\n"
    }
}
