import Inference
import Testing

@Suite struct OutcomeTextTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var outcome: Outcome
        var code: String
        var outcomeClass: Outcome.Class
        var status: Int?
        var text: String

        var testDescription: String { code }

        init(
            _ outcome: Outcome, _ code: String, _ outcomeClass: Outcome.Class, _ status: Int?,
            _ text: String
        ) {
            self.outcome = outcome
            self.code = code
            self.outcomeClass = outcomeClass
            self.status = status
            self.text = text
        }
    }

    private static let error = ServerError(message: "why")

    @Test(arguments: [
        Sample(.completed(.stop), "completed", .success, nil, "completed (stop)"),
        Sample(.completed(nil), "completed", .success, nil, "completed"),
        Sample(
            .truncated, "truncated", .failure, nil,
            "the stream ended without a finish reason or an end mark"),
        Sample(
            .empty(.length), "empty", .failure, nil, "an empty answer (finish reason length)"),
        Sample(.empty(nil), "empty", .failure, nil, "an empty answer"),
        Sample(.malformed("x"), "malformed", .failure, nil, "malformed answer: x"),
        Sample(
            .errorInStream(error), "error_in_stream", .failure, nil,
            "an error inside a 200 answer: why"),
        Sample(
            .stalled(after: .milliseconds(2500)), "stalled", .failure, nil,
            "the stream stalled: no byte for 2.5 s"),
        Sample(
            .timedOut(.firstToken), "timeout_first_token", .failure, nil,
            "no first token within the limit"),
        Sample(
            .timedOut(.gap), "timeout_gap", .failure, nil,
            "bytes but no token within the gap limit"),
        Sample(
            .timedOut(.total), "timeout_total", .failure, nil,
            "the whole request took longer than its limit"),
        Sample(
            .connectionLost("x"), "connection_lost", .failure, nil, "connection lost: x"),
        Sample(.resolveFailed("x"), "dns", .unreachable, nil, "the host name does not resolve: x"),
        Sample(
            .connectFailed(.refused, "x"), "connect_refused", .unreachable, nil,
            "connection refused: x"),
        Sample(
            .connectFailed(.timeout, "x"), "connect_timeout", .unreachable, nil,
            "no connection within the limit: x"),
        Sample(
            .connectFailed(.unreachable, "x"), "connect_unreachable", .unreachable, nil,
            "no connection: x"),
        Sample(.tlsFailed(.certificate, "x"), "tls_certificate", .unreachable, nil, "TLS: x"),
        Sample(.tlsFailed(.hostname, "x"), "tls_hostname", .unreachable, nil, "TLS: x"),
        Sample(.tlsFailed(.handshake, "x"), "tls_handshake", .unreachable, nil, "TLS: x"),
        Sample(
            .unauthorized(error), "unauthorized", .configuration, 401,
            "401 credentials refused: why"),
        Sample(.forbidden(nil), "forbidden", .configuration, 403, "403 access denied"),
        Sample(
            .modelNotFound(error), "model_not_found", .configuration, 404, "404 no such model: why"),
        Sample(
            .pathNotFound(status: 405, nil), "path_not_found", .configuration, 405,
            "405 no such path"),
        Sample(
            .rejected(status: 422, error), "rejected", .configuration, 422,
            "422 request rejected: why"),
        Sample(
            .rateLimited(retryAfter: .seconds(3), error), "rate_limited", .failure, 429,
            "429 too many requests: why; retry after 3 s"),
        Sample(
            .rateLimited(retryAfter: nil, nil), "rate_limited", .failure, 429,
            "429 too many requests"),
        Sample(
            .serverError(status: 503, error), "server_error", .failure, 503, "503 server error: why"
        ),
        Sample(
            .redirected(status: 307, location: "y"), "redirected", .configuration, 307,
            "307 redirect to y, not followed"),
        Sample(
            .redirected(status: 302, location: nil), "redirected", .configuration, 302,
            "302 redirect, not followed"),
        Sample(
            .cancelled(.requested), "cancelled_requested", .excluded, nil, "cancelled on purpose"),
        Sample(
            .cancelled(.runEnded), "cancelled_run_ended", .excluded, nil,
            "cancelled by the end of the run"),
    ])
    func `an outcome reads as records and people need it`(_ sample: Sample) {
        #expect(sample.outcome.code == sample.code)
        #expect(sample.outcome.outcomeClass == sample.outcomeClass)
        #expect(sample.outcome.decisiveStatus == sample.status)
        #expect(sample.outcome.description == sample.text)
        #expect(sample.outcome.isSuccess == (sample.outcomeClass == .success))
    }

    @Test(arguments: [
        (FinishReason.stop, "stop"), (.length, "length"), (.toolCalls, "tool_calls"),
        (.contentFilter, "content_filter"), (.abort, "abort"), (.other("x"), "x"),
    ])
    func `a finish reason prints the word it is read from`(_ reason: FinishReason, _ word: String) {
        #expect("\(reason)" == word)
        #expect(FinishReason(word) == reason)
    }
}
