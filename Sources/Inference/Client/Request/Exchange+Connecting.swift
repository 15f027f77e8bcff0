/// The way to a connection that can carry the request.
extension Exchange: ConnectionUser {
    /// Opens a connection of the request's own.
    func connect() {
        connectStart = .now
        let opening = ConnectionOpening(
            core: core, deadline: connectStart + limits.connect, user: self)
        self.opening = opening
        opening.begin()
    }

    func connectionResolved(at instant: ContinuousClock.Instant) {
        reader.note { $0.resolved = instant }
    }

    func connectionConnected(at instant: ContinuousClock.Instant) {
        reader.note { $0.connected = instant }
    }

    func connectionSecured(at instant: ContinuousClock.Instant) {
        reader.note { $0.secured = instant }
    }

    func connectionReady(_ handler: Connection) {
        opening = nil
        ready(on: handler)
    }

    func connectionFailed(_ outcome: Outcome, at instant: ContinuousClock.Instant) {
        opening = nil
        end(outcome, at: instant)
    }

    /// Sends the request on a connection that stands.
    func ready(on handler: Connection) {
        isReady = true
        self.handler = handler
        sent = .now
        handler.send(body, for: self)
    }
}
