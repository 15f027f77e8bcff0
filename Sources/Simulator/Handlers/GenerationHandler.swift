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

    func respond(to request: Request) async throws -> Response {
        let generation: Generation
        do {
            let body = try await request.body.collect(upTo: Self.bodyLimit)
            let bytes = Array(body.readableBytesView)
            let completion =
                target.isNative
                ? try CompletionRequest(nativeBody: bytes, api: target.api)
                : try CompletionRequest(body: bytes, api: target.api)
            generation = try Generation(completion, server: server, isNative: target.isNative)
        } catch let error as APIError {
            return refusal(error)
        } catch is NIOTooManyBytesError {
            return refusal(
                APIError(
                    status: 413, type: "BadRequestError",
                    message: "The request body is larger than \(Self.bodyLimit) bytes."))
        }
        for fault in generation.faults {
            switch fault {
            case .status(let code, let type, let message, let retryAfterSeconds):
                return refusal(
                    APIError(status: code, type: type, message: message),
                    retryAfterSeconds: retryAfterSeconds)
            case .closeBeforeHead:
                try? await channel.close()
                return Response(status: .serviceUnavailable)
            case .emptyStream:
                return .stream(of: generation.format.streamContentType) { writer in
                    try await writer.finish(nil)
                }
            case .malformedChunk, .truncate, .errorInStream, .stall:
                guard generation.request.isStreaming else { return refusal(.engineDead) }
            default:
                continue
            }
        }
        let answers: AnswerStream
        do {
            answers = try server.engine.submit(generation.specs)
        } catch {
            return refusal(.badRequest("\(error)", parameter: nil))
        }
        let engine = server.engine
        let hangUp = server.connections.whenClosed(channel) {
            engine.cancel(answers.requests)
        }
        let delivery = AnswerDelivery(
            server: server, generation: generation, answers: answers, hangUp: hangUp)
        return generation.request.isStreaming ? delivery.stream() : await delivery.whole()
    }

    /// A refusal in the form of the API that was asked.
    private func refusal(_ error: APIError, retryAfterSeconds: Int? = nil) -> Response {
        guard target.isNative else {
            return .refusal(error, retryAfterSeconds: retryAfterSeconds)
        }
        return .json(
            status: HTTPResponse.Status(code: error.status), OllamaFormat.refusal(error))
    }
}
