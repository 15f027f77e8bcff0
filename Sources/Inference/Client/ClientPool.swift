import NIOCore
import Synchronization

/// Measuring clients for as many processor cores as the load needs, one on each event loop.
///
/// Requests are handed out in turn. A single loop measures thousands of streams; more of them help
/// only where cores are idle, so no more are made than there are cores.
package final class ClientPool: Sendable {
    /// The clients, one to an event loop; at least one.
    package let clients: [InferenceClient]

    /// What ends the event loops.
    private let groups: [any EventLoopGroup]
    private let turn = Atomic<Int>(0)

    /// Creates a pool with event loops of its own.
    ///
    /// - Parameters:
    ///   - configuration: What all clients share.
    ///   - countMax: The most event loops, 1 or more; the processor may have fewer cores.
    /// - Throws: `ClientConfigurationError` when no client can be made of the configuration.
    package init(
        configuration: ClientConfiguration, countMax: Int
    ) throws(ClientConfigurationError) {
        precondition(countMax >= 1, "a pool has at least one event loop")
        let count = min(countMax, ProcessorCores.available)
        // A configuration that is refused must not leave threads behind.
        let (loops, groups) = MeasuringLoops.make(count, for: configuration.endpoint)
        self.groups = groups
        var clients: [InferenceClient] = []
        do {
            for loop in loops {
                clients.append(
                    try InferenceClient(configuration: configuration, eventLoop: loop))
            }
        } catch {
            for group in groups { group.shutdownGracefully { _ in } }
            throw error
        }
        self.clients = clients
    }

    /// What all clients share.
    package var configuration: ClientConfiguration { clients[0].configuration }

    /// The client whose turn it is.
    ///
    /// - Returns: One after the other, round and round.
    package func next() -> InferenceClient {
        let place = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return clients[Int(UInt(bitPattern: place) % UInt(clients.count))]
    }

    /// Opens connections for requests to come, dealt out to the clients in turn.
    ///
    /// - Parameter count: How many are wanted; the first client's is the first, and so on.
    /// - Returns: What came of it on all of them.
    package func open(count: Int) async -> OpenedConnections {
        await withTaskGroup(of: OpenedConnections.self) { group in
            for (place, client) in clients.enumerated() {
                let share = (count - place + clients.count - 1) / clients.count
                if share > 0 { group.addTask { await client.open(count: share) } }
            }
            return await group.reduce(into: OpenedConnections()) { $0.add($1) }
        }
    }

    /// Closes the idle connections and ends the event loops.
    ///
    /// To be called when no request is under way and from none of the event loops: those of the
    /// pool are gone afterwards.
    package func shutdown() async {
        for client in clients { await client.shutdown() }
        for group in groups { try? await group.shutdownGracefully() }
    }
}
