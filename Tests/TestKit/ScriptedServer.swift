import NIOCore
import NIOPosix
import NIOSSL

/// A TCP server on the loopback interface that does exactly what a script says.
///
/// It serves tests of clients: every byte, pause, close and reset is the test's choice. Get one
/// with ``withScriptedServer(_:tls:host:_:)``.
package final class ScriptedServer: Sendable {
    /// The threads of all scripted servers, apart from those of the clients under test; they live
    /// as long as the process.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)

    /// The TCP port.
    package let port: Int

    /// The base URL with the numeric address, without a trailing slash.
    package let url: String

    private let listener: any Channel
    private let journal: ServerJournal

    private init(listener: any Channel, journal: ServerJournal, url: String, port: Int) {
        self.listener = listener
        self.journal = journal
        self.url = url
        self.port = port
    }

    // MARK: - Facts

    /// Connections accepted so far.
    package var connectionCount: Int { journal.facts.connectionCount }

    /// Connections that the client has closed or reset so far.
    package var clientClosedCount: Int { journal.facts.clientClosedCount }

    /// Requests read whole so far, in order.
    package var requests: [RecordedRequest] { journal.facts.requests }

    /// Bytes of floods that the kernel has taken so far.
    package var floodedBytes: Int { journal.facts.floodedBytes }

    // MARK: - Waiting

    /// Waits until so many connections have been accepted.
    ///
    /// - Parameter count: How many, since the server's start.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func accepted(_ count: Int = 1) async throws {
        try await journal.wait { $0.connectionCount >= count }
    }

    /// Waits until so many requests have been read.
    ///
    /// - Parameter count: How many, since the server's start.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func received(_ count: Int = 1) async throws {
        try await journal.wait { $0.requests.count >= count }
    }

    /// Waits until the client has closed so many connections.
    ///
    /// - Parameter count: How many, since the server's start.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func clientClosed(_ count: Int = 1) async throws {
        try await journal.wait { $0.clientClosedCount >= count }
    }

    /// Waits until scripts have passed a mark so many times.
    ///
    /// - Parameters:
    ///   - mark: The mark's name.
    ///   - count: How many times, since the server's start.
    /// - Throws: `CancellationError` when the task is cancelled.
    package func passed(_ mark: String, count: Int = 1) async throws {
        try await journal.wait { $0.marks.count { $0 == mark } >= count }
    }

    /// Opens a gate for good, for every connection that waits or will wait at it.
    ///
    /// - Parameter gate: The gate's name.
    package func open(_ gate: String) {
        journal.open(gate: gate)
    }

    // MARK: - Life

    /// Takes no more connections; those that stand go on with their scripts.
    package func stopListening() async {
        try? await listener.close().get()
    }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - scripts: The script of each connection, in the order of accepting; the last one serves
    ///     all further connections.
    ///   - tls: The certificate to show; plain TCP when `nil`.
    ///   - host: The numeric address to listen on.
    /// - Returns: The server.
    /// - Throws: When the address cannot be used or the certificate cannot be read.
    static func start(
        scripts: [[ServerStep]], tls: TestIdentity?, host: String
    ) async throws -> ScriptedServer {
        precondition(!scripts.isEmpty, "a server needs a script")
        let journal = ServerJournal()
        let context = try tls.map { try sslContext(for: $0) }
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let number = journal.accepted(channel) else {
                        throw ChannelError.eof
                    }
                    let pipeline = channel.pipeline.syncOperations
                    if let context {
                        try pipeline.addHandler(NIOSSLServerHandler(context: context))
                    }
                    let steps = scripts[min(number, scripts.count - 1)]
                    try pipeline.addHandler(
                        ScriptedConnection(journal: journal, number: number, steps: steps))
                }
            }
            .bind(host: host, port: 0).get()
        guard let port = listener.localAddress?.port else { throw ChannelError.unknownLocalAddress }
        let shownHost = host.contains(":") ? "[\(host)]" : host
        let url = "\(tls == nil ? "http" : "https")://\(shownHost):\(port)"
        return ScriptedServer(listener: listener, journal: journal, url: url, port: port)
    }

    /// Closes everything.
    func stop() async {
        await stopListening()
        for channel in journal.stop() { try? await channel.close().get() }
    }

    private static func sslContext(for identity: TestIdentity) throws -> NIOSSLContext {
        let certificates = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificatePEM.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(identity.keyPEM.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.applicationProtocols = ["http/1.1"]
        return try NIOSSLContext(configuration: configuration)
    }
}
