import Simulator

extension FaultWord {
    /// Faults on the path, before or instead of an answer.
    static let onPath = [
        FaultWord(
            "slow-connect", ["resolve", "connect", "secure"],
            "every new connection pays for name resolution, TCP and TLS"
        ) { parameters in
            let keys = ["resolve", "connect", "secure"]
            guard keys.contains(where: parameters.has) else {
                parameters.reportMissing(keys)
                return nil
            }
            guard let resolve = parameters.durationOrZero("resolve"),
                let connect = parameters.durationOrZero("connect"),
                let secure = parameters.durationOrZero("secure")
            else { return nil }
            return .slowConnect(resolve: resolve, connect: connect, secure: secure)
        },
        FaultWord("refuse-connection", "the connection is refused") { _ in .refuseConnection },
        FaultWord(
            "status", ["code", "type", "message", "retryAfter"], "a status other than 200"
        ) { parameters in
            guard let code = parameters.whole("code", in: 400...599),
                let type = parameters.text(
                    "type", default: code == 429 ? "RateLimitError" : "InternalServerError"),
                let message = parameters.text("message", default: "Simulated failure."),
                let wait = parameters.durationOrZero("retryAfter")
            else { return nil }
            return .status(
                code: code, type: type, message: message,
                retryAfterSeconds: wait == .zero
                    ? nil : Int((wait / .seconds(1)).rounded(.up)))
        },
        FaultWord("close-before-head", "the connection is closed before a byte of the answer") {
            _ in
            .closeBeforeHead
        },
        FaultWord("empty-stream", "an event stream without an event") { _ in .emptyStream },
        FaultWord(
            "gateway-queue", ["workers", "service"],
            "a gateway with few workers, each busy with a request for a while"
        ) { parameters in
            guard let workers = parameters.whole("workers", in: 1...10_000),
                let service = parameters.duration("service")
            else { return nil }
            return .gatewayQueue(workers: workers, service: service)
        },
    ]

    /// Faults in the middle of a stream.
    static let inStream = [
        FaultWord("buffering", ["bytes"], "a proxy holds the answer back; all of it without bytes")
        {
            parameters in
            guard parameters.has("bytes") else { return .buffering(bytes: nil) }
            return parameters.whole("bytes", in: 1...1_000_000_000).map { .buffering(bytes: $0) }
        },
        FaultWord("bandwidth", ["bytesPerSecond"], "all answers together leave no faster") {
            $0.number("bytesPerSecond", in: 1...1_000_000_000_000)
                .map { .bandwidth(bytesPerSecond: $0) }
        },
        FaultWord("cut-after", ["after"], "a proxy cuts every answer that has lasted so long") {
            $0.duration("after").map { .cutAfter($0) }
        },
        FaultWord("malformed-chunk", ["afterTokens"], "an event is cut in the middle of its JSON") {
            $0.whole("afterTokens", in: tokens).map { .malformedChunk(afterTokens: $0) }
        },
        FaultWord("truncate", ["afterTokens"], "the connection is closed after so many tokens") {
            $0.whole("afterTokens", in: tokens).map { .truncate(afterTokens: $0) }
        },
        FaultWord("error-in-stream", ["afterTokens"], "an error takes the place of a token") {
            $0.whole("afterTokens", in: tokens).map { .errorInStream(afterTokens: $0) }
        },
        FaultWord("stall", ["afterTokens", "pause"], "silence for a while after so many tokens") {
            parameters in
            guard let after = parameters.whole("afterTokens", in: tokens),
                let pause = parameters.duration("pause")
            else { return nil }
            return .stall(afterTokens: after, pause: pause)
        },
    ]

    private static let tokens = 0...1_000_000
}
