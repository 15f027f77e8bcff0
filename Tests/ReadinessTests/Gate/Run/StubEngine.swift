import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An engine over real HTTP on loopback that says how many requests it runs.
final class StubEngine: Sendable {
    /// What becomes of a chat request.
    enum Answer: Sendable {
        /// Four tokens, token counts and the end mark.
        case chat
        /// The same text in one JSON object, although a stream was asked for.
        case whole
        /// Nothing until the client leaves.
        case silence
        /// A closed connection.
        case drop
    }

    struct Setup: Sendable {
        /// The models listed.
        var models = ["m"]
        /// Whether there are metrics.
        var hasMetrics = true
        /// What the metrics say in the beginning.
        var metrics = Metrics(queueTimes: [], firstTokens: [])
        /// The replica that each chat request's answer names, numbered from 0.
        var replica: @Sendable (Int) -> String? = { _ in nil }
        /// What becomes of each chat request, numbered from 0.
        var answer: @Sendable (Int) -> Answer = { _ in .chat }
    }

    private struct State {
        var metrics: Metrics
        var chats = 0
    }

    /// One thread for all stubs, apart from those of the clients; it lives as long as the process.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// The base URL.
    let url: String
    private let listener: any Channel

    private init(url: String, listener: any Channel) {
        self.url = url
        self.listener = listener
    }

    /// Runs a body with an engine; it is gone when the body returns.
    static func with<Value>(
        _ setup: Setup = Setup(), _ body: (StubEngine) async throws -> Value
    ) async throws -> Value {
        let book = Book(setup)
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(Handler(book))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let engine = StubEngine(
            url: "http://127.0.0.1:\(listener.localAddress?.port ?? 0)", listener: listener)
        do {
            let value = try await body(engine)
            try? await listener.close().get()
            return value
        } catch {
            try? await listener.close().get()
            throw error
        }
    }

    // MARK: - What it counts

    private final class Book: Sendable {
        let setup: Setup
        private let state: Mutex<State>

        init(_ setup: Setup) {
            self.setup = setup
            state = Mutex(State(metrics: setup.metrics))
        }

        var metricsText: String { state.withLock { $0.metrics.text } }

        func begin() { state.withLock { $0.metrics.running = ($0.metrics.running ?? 0) + 1 } }

        func end(isAborted: Bool) {
            state.withLock { state in
                state.metrics.running = (state.metrics.running ?? 0) - 1
                if isAborted {
                    state.metrics.aborted += 1
                } else {
                    state.metrics.finished = (state.metrics.finished ?? 0) + 1
                    state.metrics.generated = (state.metrics.generated ?? 0) + 4
                    state.metrics.queueTimes?.append(0.001)
                    state.metrics.firstTokens?.append(0.0005)
                }
            }
        }

        func nextAnswer() -> (Answer, replica: String?) {
            let number = state.withLock { state in
                defer { state.chats += 1 }
                return state.chats
            }
            return (setup.answer(number), setup.replica(number))
        }
    }

    // MARK: - One connection

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let book: Book
        private var target = ""
        private var body = ""
        private var isRunning = false

        init(_ book: Book) {
            self.book = book
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): (target, body) = (head.uri, "")
            case .body(let buffer): body += String(buffer: buffer)
            case .end: answer(context)
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            if isRunning { book.end(isAborted: true) }
            context.fireChannelInactive()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            // A client that leaves in the middle is part of the test.
            context.close(promise: nil)
        }

        private func answer(_ context: ChannelHandlerContext) {
            switch target {
            case "/v1/models":
                let list = book.setup.models.map { #"{"id":"\#($0)","object":"model"}"# }
                send(
                    #"{"object":"list","data":[\#(list.joined(separator: ","))]}"#,
                    as: "application/json", context)
            case "/metrics" where book.setup.hasMetrics:
                send(book.metricsText, as: "text/plain; version=0.0.4", context)
            case "/v1/chat/completions": chat(context)
            default: send(#"{"detail":"Not Found"}"#, as: "application/json", context, .notFound)
            }
        }

        private func chat(_ context: ChannelHandlerContext) {
            book.begin()
            isRunning = true
            // Nobody but the cancel check asks for so many tokens: it gets one after the other.
            if body.contains(#""max_tokens":1000"#) {
                head("text/event-stream", .ok, context)
                event(#"{"role":"assistant","content":""}"#, context)
                stream(context)
                return
            }
            let (answer, replica) = book.nextAnswer()
            switch answer {
            case .chat: wholeStream(context, replica: replica)
            case .whole:
                send(
                    #"{"choices":[{"index":0,"message":{"role":"assistant","content":"a b"},"#
                        + #""finish_reason":"stop"}],"#
                        + #""usage":{"prompt_tokens":7,"completion_tokens":2}}"#,
                    as: "application/json", context)
                finished()
            case .silence: break
            case .drop: context.close(promise: nil)
            }
        }

        private func wholeStream(_ context: ChannelHandlerContext, replica: String?) {
            head("text/event-stream", .ok, replica: replica, context)
            event(#"{"role":"assistant","content":""}"#, context)
            for word in ["one", " two", " three", " four"] {
                event(#"{"content":"\#(word)"}"#, context)
            }
            event("{}", finish: #""stop""#, context)
            chunk(
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":4}}\n\n",
                context)
            chunk("data: [DONE]\n\n", context)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            finished()
        }

        private func stream(_ context: ChannelHandlerContext) {
            guard context.channel.isActive else { return }
            event(#"{"content":" more"}"#, context)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .milliseconds(1)) {
                bound.value.0.stream(bound.value.1)
            }
        }

        private func finished() {
            isRunning = false
            book.end(isAborted: false)
        }

        // MARK: - Bytes

        private func head(
            _ type: String, _ status: HTTPResponseStatus, length: Int? = nil,
            replica: String? = nil, _ context: ChannelHandlerContext
        ) {
            var headers = HTTPHeaders([("content-type", type)])
            if let replica { headers.add(name: "x-served-by", value: replica) }
            if let length { headers.add(name: "content-length", value: "\(length)") }
            context.write(
                wrapOutboundOut(
                    .head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
                promise: nil)
        }

        private func send(
            _ text: String, as type: String, _ context: ChannelHandlerContext,
            _ status: HTTPResponseStatus = .ok
        ) {
            head(type, status, length: text.utf8.count, context)
            chunk(text, context)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }

        private func event(
            _ delta: String, finish: String = "null", _ context: ChannelHandlerContext
        ) {
            chunk(
                "data: {\"choices\":[{\"index\":0,\"delta\":\(delta),"
                    + "\"finish_reason\":\(finish)}]}\n\n", context)
        }

        private func chunk(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(
                wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        }
    }
}
