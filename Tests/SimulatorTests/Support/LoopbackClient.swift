import NIOCore
import NIOPosix
import Simulator

/// A plain HTTP/1.1 client that hides nothing: it writes bytes and returns bytes.
struct LoopbackClient: Sendable {
    let host: String
    let port: Int

    init(_ server: RunningServer) {
        host = server.host
        port = server.port
    }

    /// One connection: write to it, and read what comes.
    struct Connection {
        var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
        var received: [UInt8] = []

        mutating func send(_ text: String) async throws {
            try await outbound.write(ByteBuffer(string: text))
        }

        /// Reads on; false when the server has closed.
        mutating func read() async throws -> Bool {
            guard let buffer = try await inbound.next(isolation: #isolation) else { return false }
            received.append(contentsOf: buffer.readableBytesView)
            return true
        }

        /// Reads until the received text satisfies a condition, or the server closes.
        mutating func read(until isEnough: (String) -> Bool) async throws {
            while !isEnough(text), try await read() {}
        }

        var text: String {
            String(decoding: received, as: UTF8.self)
        }
    }

    /// Opens a connection for the time of a closure and closes it after.
    func withConnection<Result>(
        _ body: (inout Connection) async throws -> Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var connection = Connection(inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&connection)
        }
    }

    /// The text of a request.
    func request(
        _ method: String, _ path: String, body: String = "", headers: [String: String] = [:],
        closes: Bool = true
    ) -> String {
        var lines = ["\(method) \(path) HTTP/1.1", "host: \(host):\(port)"]
        lines += headers.map { "\($0.key): \($0.value)" }
        if method == "POST" {
            lines += ["content-type: application/json", "content-length: \(body.utf8.count)"]
        }
        if closes {
            lines.append("connection: close")
        }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    /// Everything the server sends until it closes; nil when that is no response.
    func exchange(
        _ method: String, _ path: String, body: String = "", headers: [String: String] = [:]
    ) async throws -> RawResponse? {
        try await withConnection { connection in
            try await connection.send(request(method, path, body: body, headers: headers))
            while try await connection.read() {}
            return RawResponse(connection.received)
        }
    }

    /// A chat request.
    func chat(_ body: String, headers: [String: String] = [:]) async throws -> RawResponse? {
        try await exchange("POST", "/v1/chat/completions", body: body, headers: headers)
    }
}
