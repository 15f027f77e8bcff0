import NIOCore
import NIOPosix
import NIOSSL
import Telemetry

/// An HTTP/1.1 server on loopback that answers each path as its script says, to the byte.
struct ScriptedServer: Sendable {
    let script: Script
    let port: Int

    /// Runs `body` with a server and stops it afterwards.
    ///
    /// - Parameters:
    ///   - answers: by path and query; every other path is a 404 with FastAPI's body.
    ///   - certificate: the name of a test certificate to speak TLS with; plain when nil.
    ///   - body: uses the server.
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws, or that the server cannot start.
    static func with<Result: Sendable>(
        _ answers: [String: ScriptedAnswer] = [:], certificate: String? = nil,
        _ body: (ScriptedServer) async throws -> Result
    ) async throws -> Result {
        let script = Script(answers)
        let tls = try certificate.map { try context($0) }
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    let pipeline = child.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    try pipeline.addHandler(ScriptedHandler(script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = ScriptedServer(script: script, port: channel.localAddress?.port ?? 0)
        do {
            let result = try await body(server)
            try await channel.close().get()
            return result
        } catch {
            try? await channel.close().get()
            throw error
        }
    }

    /// A port on which nothing listens.
    static func unusedPort() async throws -> Int {
        try await with { $0.port }
    }

    func url(
        _ path: String = "", scheme: String = "http", host: String = "127.0.0.1"
    ) throws -> ServerURL {
        try ServerURL("\(scheme)://\(host):\(port)\(path)")
    }

    private static func context(_ name: String) throws -> NIOSSLContext {
        let certificates = try NIOSSLCertificate.fromPEMFile(Fixture.path("\(name).cert.pem"))
        let key = try NIOSSLPrivateKey(file: Fixture.path("\(name).key.pem"), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: certificates.map { .certificate($0) },
                privateKey: .privateKey(key)))
    }
}
