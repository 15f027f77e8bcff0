/// The connections that wait for their next request, newest last. Confined to one event loop.
struct IdleConnections {
    /// The most connections kept.
    private static let countMax = 1024

    private var handlers: [ConnectionHandler] = []

    /// Takes out the connection used last, which is the least likely to have been closed.
    ///
    /// - Returns: An open connection, or `nil`.
    mutating func take() -> ConnectionHandler? {
        while let handler = handlers.popLast() {
            if handler.isOpen { return handler }
        }
        return nil
    }

    /// Keeps a connection, or closes it when too many are kept.
    ///
    /// - Parameter handler: A connection whose last response was read to its end.
    mutating func keep(_ handler: ConnectionHandler) {
        if handlers.count < IdleConnections.countMax {
            handlers.append(handler)
        } else {
            handler.close()
        }
    }

    /// Forgets a connection that has closed.
    ///
    /// - Parameter handler: The connection.
    mutating func forget(_ handler: ConnectionHandler) {
        handlers.removeAll { $0 === handler }
    }

    /// Closes and forgets all.
    mutating func closeAll() {
        let all = handlers
        handlers.removeAll()
        for handler in all { handler.close() }
    }
}
