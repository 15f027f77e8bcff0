import Inference
import TestKit

extension OutcomeCase {
    static let table = answers + brokenStreams + notTheAPI + statuses + limitsThatRunOut

    private static let streamHead: [ServerStep] = [.awaitRequest, .eventStreamHead(), .chatRole()]

    private static let answers = [
        OutcomeCase("a whole answer", .chatAnswer(), .completed(.stop)),
        OutcomeCase(
            "the length limit",
            streamHead + [.chatToken("a"), .chatFinish("length"), .done, .endOfChunks],
            .completed(.length)),
        OutcomeCase(
            "an end mark without a finish reason",
            streamHead + [.chatToken("a"), .done, .endOfChunks], .completed(nil)),
        OutcomeCase(
            "a finish reason without an end mark",
            streamHead + [.chatToken("a"), .chatFinish(), .endOfChunks], .completed(.stop)),
        OutcomeCase(
            "a finish reason, then the connection breaks",
            streamHead + [.chatToken("a"), .chatFinish(), .close], .completed(.stop)),
        OutcomeCase(
            "reasoning and no content",
            [
                .awaitRequest, .eventStreamHead(),
                .event(#"{"choices":[{"index":0,"delta":{"reasoning_content":"hm"}}]}"#),
                .chatFinish("length"), .done, .endOfChunks,
            ], .completed(.length)),
        OutcomeCase(
            "a whole answer instead of a stream", status: 200,
            body: #"{"choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]}"#,
            .completed(.stop)),
        OutcomeCase(
            "events under text/plain", status: 200,
            body:
                "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: [DONE]\n\n",
            contentType: "text/plain", .completed(.stop)),
        OutcomeCase(
            "events without a content type, delimited by the close, in HTTP/1.0",
            [
                .awaitRequest, .text("HTTP/1.0 200 OK\r\n\r\n"),
                .text("data: {\"choices\":[{\"text\":\"a\",\"finish_reason\":\"stop\"}]}\n\n"),
                .close,
            ], .completed(.stop)),
        OutcomeCase(
            "informational responses first",
            [.awaitRequest, .head(100), .head(103, [("link", "</a>")])]
                + Array([ServerStep].chatAnswer().dropFirst()), .completed(.stop)),
        OutcomeCase(
            "comments before and between",
            streamHead + [
                .chunk(": queued\n\n"), .chatToken("a"), .chunk(":\n\n"), .chatFinish(), .done,
                .endOfChunks,
            ], .completed(.stop)),
    ]

    private static let brokenStreams = [
        OutcomeCase(
            "the body ends after a token", streamHead + [.chatToken("a"), .endOfChunks],
            .truncated),
        OutcomeCase(
            "the connection closes after a token", streamHead + [.chatToken("a"), .close],
            .truncated),
        OutcomeCase(
            "the server stops sending after a token",
            streamHead + [.chatToken("a"), .closeOutput, .awaitClose], .truncated),
        OutcomeCase(
            "the body ends inside the first event",
            [.awaitRequest, .eventStreamHead(), .chunk("data: {\"choi"), .endOfChunks], .truncated),
        OutcomeCase(
            "the connection closes after the head", [.awaitRequest, .eventStreamHead(), .close],
            .truncated),
        OutcomeCase(
            "an empty stream", [.awaitRequest, .eventStreamHead(), .endOfChunks], .empty(nil)),
        OutcomeCase(
            "comments and nothing else",
            [.awaitRequest, .eventStreamHead(), .chunk(": ping\n\n"), .endOfChunks], .empty(nil)),
        OutcomeCase(
            "a finish without a word", streamHead + [.chatFinish(), .done, .endOfChunks],
            .empty(.stop)),
        OutcomeCase("an end mark without a word", streamHead + [.done, .endOfChunks], .empty(nil)),
        OutcomeCase("no content", [.awaitRequest, .head(204)], .empty(nil)),
        OutcomeCase(
            "an error inside the stream",
            streamHead + [
                .chatToken("a"),
                .event(#"{"error":{"message":"engine died","type":"Internal","code":500}}"#),
                .done, .endOfChunks,
            ], .errorInStream(ServerError(message: "engine died", type: "Internal", code: 500))),
        OutcomeCase(
            "an error in the old flat form",
            streamHead + [.event(#"{"object":"error","message":"no","code":400}"#), .endOfChunks],
            .errorInStream(ServerError(message: "no", code: 400))),
        OutcomeCase(
            "an error instead of an answer", status: 200, body: #"{"error":"out of memory"}"#,
            .errorInStream(ServerError(message: "out of memory"))),
    ]

    private static let notTheAPI = [
        OutcomeCase(
            "an event that is no JSON",
            streamHead + [.event("{\"choices\": oops}"), .awaitClose],
            .malformed(
                "not JSON at byte 12: found \"o\", expected a value, in the event "
                    + "\"{\"choices\": oops}\"")),
        OutcomeCase(
            "an event of another API", streamHead + [.event(#"{"token":"a"}"#), .awaitClose],
            .malformed(
                "a JSON object without \"choices\", \"usage\" or \"error\", in the event "
                    + "\"{\"token\":\"a\"}\"")),
        OutcomeCase(
            "JSON under the content type of a stream", status: 200, body: #"{"choices":[]}"#,
            contentType: "text/event-stream",
            .malformed(
                "a stream of 14 bytes without an event, which begins \"{\"choices\":[]}\"")),
        OutcomeCase(
            "a page that says 200", status: 200,
            body: "<!DOCTYPE html><html><head><title>Welcome</title></head></html>",
            contentType: "text/html", .malformed("an HTML page titled \"Welcome\"")),
        OutcomeCase(
            "text", status: 200, body: "it works", contentType: "text/plain",
            .malformed("not JSON at byte 0: found \"i\", expected a value")),
        OutcomeCase(
            "a compressed body", status: 200, body: "\u{1F}", contentType: "text/event-stream",
            headers: [("content-encoding", "gzip")],
            .malformed("the body has the content encoding gzip, which was not asked for")),
        OutcomeCase(
            "no HTTP", [.awaitBytes, .text("SSH-2.0-OpenSSH_9.6\r\n"), .awaitClose],
            .malformed(
                "not HTTP: expected a status line such as \"HTTP/1.1 200 OK\", found "
                    + "\"SSH-2.0-OpenSSH_9.6\"")),
        OutcomeCase(
            "a close instead of an answer", [.awaitRequest, .close],
            .connectionLost("closed before the response head")),
        OutcomeCase(
            "a close inside the head",
            [.awaitRequest, .text("HTTP/1.1 200 OK\r\ncontent-ty"), .close],
            .connectionLost("closed before the response head")),
        OutcomeCase(
            "a close inside a whole body",
            [
                .awaitRequest,
                .head(200, [("content-type", "application/json"), ("content-length", "100")]),
                .text("{\"choices\":"), .close,
            ], .connectionLost("closed inside the body")),
    ]

    private static let statuses = [
        OutcomeCase(
            "401", status: 401, body: #"{"error":{"message":"Invalid key","code":401}}"#,
            .unauthorized(ServerError(message: "Invalid key", code: 401))),
        OutcomeCase("401 without a word", status: 401, .unauthorized(nil)),
        OutcomeCase(
            "403", status: 403, body: #"{"detail":"no access"}"#,
            .forbidden(ServerError(message: "no access"))),
        OutcomeCase(
            "404 of the model", status: 404,
            body: #"{"error":{"message":"The model `x` does not exist.","type":"NotFoundError"}}"#,
            .modelNotFound(
                ServerError(message: "The model `x` does not exist.", type: "NotFoundError"))),
        OutcomeCase(
            "404 of the path", status: 404, body: #"{"detail":"Not Found"}"#,
            .pathNotFound(status: 404, ServerError(message: "Not Found"))),
        OutcomeCase(
            "405", status: 405, body: #"{"detail":"Method Not Allowed"}"#,
            .pathNotFound(status: 405, ServerError(message: "Method Not Allowed"))),
        OutcomeCase(
            "400", status: 400, body: #"{"error":"bad"}"#,
            .rejected(status: 400, ServerError(message: "bad"))),
        OutcomeCase(
            "422 with a list", status: 422,
            body: #"{"detail":[{"msg":"Field required"},{"msg":"too short"}]}"#,
            .rejected(status: 422, ServerError(message: "Field required; too short"))),
        OutcomeCase(
            "429 with seconds", status: 429, body: #"{"error":{"message":"slow down"}}"#,
            headers: [("Retry-After", "7")],
            .rateLimited(retryAfter: .seconds(7), ServerError(message: "slow down"))),
        OutcomeCase(
            "429 with a date of the past", status: 429,
            headers: [("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")],
            .rateLimited(retryAfter: .zero, nil)),
        OutcomeCase("429 without a delay", status: 429, .rateLimited(retryAfter: nil, nil)),
        OutcomeCase(
            "500 in words", status: 500, body: "Internal Server Error", contentType: "text/plain",
            .serverError(status: 500, ServerError(message: "Internal Server Error"))),
        OutcomeCase(
            "502 with a page", status: 502,
            body: "<html>\r\n<head><title>502 Bad Gateway</title></head></html>",
            contentType: "text/html",
            .serverError(
                status: 502, ServerError(message: "an HTML page titled \"502 Bad Gateway\""))),
        OutcomeCase(
            "503 while loading", status: 503,
            body: #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#,
            .serverError(
                status: 503,
                ServerError(message: "Loading model", type: "unavailable_error", code: 503))),
        OutcomeCase("504", status: 504, .serverError(status: 504, nil)),
        OutcomeCase(
            "a compressed 500", status: 500, body: "\u{1F}",
            headers: [("content-encoding", "br")], .serverError(status: 500, nil)),
        OutcomeCase(
            "a redirect", status: 307, headers: [("location", "https://elsewhere.example/v1")],
            .redirected(status: 307, location: "https://elsewhere.example/v1")),
        OutcomeCase(
            "a protocol that was not asked for", [.awaitRequest, .head(101), .awaitClose],
            .malformed("the status 101")),
        OutcomeCase("a redirect to nowhere", status: 302, .redirected(status: 302, location: nil)),
        OutcomeCase(
            "an error whose body is cut off",
            [
                .awaitRequest, .head(500, [("content-length", "100")]),
                .text(#"{"error":{"message":"half"}"#), .close,
            ], .serverError(status: 500, ServerError(message: "half"))),
    ]

    private static let limitsThatRunOut = [
        OutcomeCase(
            "no answer at all", [.awaitRequest, .awaitClose], .timedOut(.firstToken),
            limits: .short(firstToken: .milliseconds(100))),
        OutcomeCase(
            "a head and nothing more", [.awaitRequest, .eventStreamHead(), .awaitClose],
            .timedOut(.firstToken), limits: .short(firstToken: .milliseconds(100))),
        OutcomeCase(
            "comments instead of a first token",
            [
                .awaitRequest, .eventStreamHead(),
                .forever([.chunk(": ping\n\n"), .pause(.milliseconds(10))]),
            ], .timedOut(.firstToken), limits: .short(firstToken: .milliseconds(100))),
        OutcomeCase(
            "silence after a token", streamHead + [.chatToken("a"), .awaitClose],
            .stalled(after: .milliseconds(100)), limits: .short(gap: .milliseconds(100))),
        OutcomeCase(
            "comments instead of a next token",
            streamHead + [
                .chatToken("a"), .forever([.chunk(": ping\n\n"), .pause(.milliseconds(10))]),
            ], .timedOut(.gap), limits: .short(gap: .seconds(2))),
        OutcomeCase(
            "tokens without end",
            streamHead + [.forever([.chatToken("a"), .pause(.milliseconds(5))])],
            .timedOut(.total), limits: .short(total: .milliseconds(200))),
        OutcomeCase(
            "a whole body without end",
            [
                .awaitRequest,
                .head(200, [("content-type", "application/json")]),
                .forever([.text(" "), .pause(.milliseconds(5))]),
            ], .timedOut(.total), limits: .short(total: .milliseconds(100))),
        OutcomeCase(
            "an error body that does not end",
            [
                .awaitRequest, .head(500, [("content-type", "text/plain")]),
                .text("no memory"), .awaitClose,
            ], .serverError(status: 500, ServerError(message: "no memory")),
            limits: .short(total: .seconds(2))),
        OutcomeCase(
            "silence after the finish reason",
            streamHead + [.chatToken("a"), .chatFinish(), .awaitClose], .completed(.stop),
            limits: .short(gap: .seconds(2))),
    ]
}
