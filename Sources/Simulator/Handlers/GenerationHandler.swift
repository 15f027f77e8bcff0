import EngineModel
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers one `POST` for an answer: checks it, applies faults, runs it through the engine.
struct GenerationHandler {
    /// Largest request body that is read.
    static let bodyLimit = 16 * 1024 * 1024

    let server: ServerState
    let target: GenerationTarget
    let channel: any Channel

    func respond(to request: Request) async throws -> Reply {
        let generation: Generation
        do {
            let body = try await request.body.collect(upTo: Self.bodyLimit)
            let bytes = Array(body.readableBytesView)
            let completion = try CompletionRequest(body: bytes, target: target)
            generation = try Generation(completion, server: server, face: target.face)
        } catch let error as APIError {
            return .response(refusal(error))
        } catch is NIOTooManyBytesError {
            return .response(
                refusal(
                    APIError(
                        status: 413, type: "BadRequestError",
                        message: "The request body is larger than \(Self.bodyLimit) bytes.")))
        }
        if let struck = reply(insteadOf: generation) { return struck }
        if server.engine.isQueueFull {
            server.counters.countRejection()
            return .response(refusal(.queueFull))
        }
        let answers: AnswerStream
        do {
            answers = try server.engine.submit(generation.specs)
        } catch {
            return .response(refusal(.badRequest("\(error)", parameter: nil)))
        }
        let engine = server.engine
        let hangUp = server.connections.whenClosed(channel) {
            engine.cancel(answers)
        }
        let delivery = AnswerDelivery(
            server: server, generation: generation, answers: answers, hangUp: hangUp,
            channel: channel)
        return generation.request.isStreaming
            ? .response(delivery.stream()) : await delivery.whole()
    }

    /// What faults put in the place of an answer; nil when the engine is to be asked.
    private func reply(insteadOf generation: Generation) -> Reply? {
        for fault in generation.faults {
            switch fault {
            case .status(let code, let type, let message, let retryAfterSeconds):
                return .response(
                    refusal(
                        APIError(status: code, type: type, message: message),
                        retryAfterSeconds: retryAfterSeconds))
            // The connection stands already, so refusing it can only be shown by closing it.
            case .closeBeforeHead, .refuseConnection:
                return .hangUp
            case .emptyStream:
                return .response(
                    .stream(of: generation.format.streamContentType) { writer in
                        try await writer.finish(nil)
                    })
            case .malformedChunk, .truncate, .errorInStream, .stall:
                guard generation.request.isStreaming else {
                    return .response(refusal(.engineDead))
                }
            default:
                continue
            }
        }
        return nil
    }

    /// A refusal in the form of the API that was asked.
    private func refusal(_ error: APIError, retryAfterSeconds: Int? = nil) -> Response {
        let (status, json) = target.face.refusal(
            error, engine: server.configuration.release.engine)
        var response = Response.json(status: HTTPResponse.Status(code: status), json)
        if let retryAfterSeconds { response.headers[.retryAfter] = "\(retryAfterSeconds)" }
        return response
    }
}
