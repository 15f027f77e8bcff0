/// Runs a body with a server that does the same on every connection.
///
/// - Parameters:
///   - steps: What the server does on each connection.
///   - tls: The certificate to show; plain TCP when `nil`.
///   - host: The numeric address to listen on.
///   - body: Gets the running server; it is gone when the body returns.
/// - Returns: What the body returns.
/// - Throws: What the body throws, or an error of listening.
package func withScriptedServer<Value>(
    _ steps: [ServerStep], tls: TestIdentity? = nil, host: String = "127.0.0.1",
    _ body: (ScriptedServer) async throws -> Value
) async throws -> Value {
    try await withScriptedServer(connections: [steps], tls: tls, host: host, body)
}

/// Runs a body with a server that follows a script of its own on each connection.
///
/// - Parameters:
///   - connections: The script of each connection, in the order of accepting; the last one serves
///     all further connections.
///   - tls: The certificate to show; plain TCP when `nil`.
///   - host: The numeric address to listen on.
///   - body: Gets the running server; it is gone when the body returns.
/// - Returns: What the body returns.
/// - Throws: What the body throws, or an error of listening.
package func withScriptedServer<Value>(
    connections: [[ServerStep]], tls: TestIdentity? = nil, host: String = "127.0.0.1",
    _ body: (ScriptedServer) async throws -> Value
) async throws -> Value {
    let server = try await ScriptedServer.start(scripts: connections, tls: tls, host: host)
    do {
        let value = try await body(server)
        await server.stop()
        return value
    } catch {
        await server.stop()
        throw error
    }
}
