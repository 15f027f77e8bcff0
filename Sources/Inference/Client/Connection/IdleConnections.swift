/// The connections that wait for their next request, newest last.
///
/// Confined to one event loop.
struct IdleConnections {
    /// The most connections kept: as many as one process can well hold open.
    private static let countMax = 16_384

    private var handlers: [Connection] = []
    private var isShutDown = false

    /// Takes out the connection used last, which is the least likely to have been closed.
    ///
    /// - Returns: An open connection, or `nil`.
    mutating func take() -> Connection? {
        while let handler = handlers.popLast() {
            handler.idleIndex = nil
            if handler.isOpen { return handler }
        }
        return nil
    }

    /// Keeps a connection, unless too many are kept or the client has shut down.
    ///
    /// - Parameter handler: A connection whose last response was read to its end.
    /// - Returns: Whether it is kept; the caller closes it if not. Nothing is closed in here: a
    ///   connection that closes calls `forget`, which must not find this value being changed.
    mutating func keep(_ handler: Connection) -> Bool {
        guard !isShutDown, handlers.count < IdleConnections.countMax else { return false }
        handler.idleIndex = handlers.count
        handlers.append(handler)
        return true
    }

    /// Forgets a connection that has closed, at a cost that does not depend on how many are kept.
    ///
    /// - Parameter handler: The connection; one that is not kept is passed over.
    mutating func forget(_ handler: Connection) {
        guard let index = handler.idleIndex else { return }
        handler.idleIndex = nil
        // The newest takes its place: the order matters little, the gap would.
        let last = handlers.removeLast()
        guard last !== handler else { return }
        handlers[index] = last
        last.idleIndex = index
    }

    /// Forgets all, and keeps none from now on.
    ///
    /// - Returns: The connections that were idle, for the caller to close.
    mutating func shutDown() -> [Connection] {
        isShutDown = true
        for handler in handlers { handler.idleIndex = nil }
        defer { handlers.removeAll() }
        return handlers
    }
}
