import NIOCore

/// Ends the requests of a client whose limits have run out, with one timer for all of them.
///
/// A limit that moves with every token must not cost a timer per token. So the timer only stands
/// at or before the earliest instant at which any limit could run out; when it fires, each request
/// under way is asked, and the next earliest instant follows from the answers.
///
/// Confined to the client's event loop.
final class LimitWatch {
    private let eventLoop: any EventLoop
    private var exchanges: [Exchange] = []
    private var timer: Scheduled<Void>?
    private var look: ContinuousClock.Instant?

    /// The longest a timer runs before it looks again; limits may be absurdly long.
    private static let waitMax = Duration.seconds(3600)

    /// Creates a watch without requests.
    ///
    /// - Parameter eventLoop: Where the requests live.
    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// Takes a request in.
    ///
    /// - Parameter exchange: The request; looked after until it is removed.
    func add(_ exchange: Exchange) {
        exchange.watchIndex = exchanges.count
        exchanges.append(exchange)
    }

    /// Lets go of a request that is over.
    ///
    /// - Parameter exchange: The request; one that is not looked after is passed over.
    func remove(_ exchange: Exchange) {
        guard let index = exchange.watchIndex else { return }
        exchange.watchIndex = nil
        let last = exchanges.removeLast()
        guard last !== exchange else { return }
        exchanges[index] = last
        last.watchIndex = index
    }

    /// Sees to it that the requests are looked at at an instant, or earlier.
    ///
    /// - Parameter instant: The earliest at which a limit of a request can run out.
    func look(at instant: ContinuousClock.Instant) {
        if let look, look <= instant { return }
        timer?.cancel()
        look = instant
        let wait = max(.zero, min(ContinuousClock.now.duration(to: instant), Self.waitMax))
        timer = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) { [weak self] in
            self?.lookNow()
        }
    }

    private func lookNow() {
        timer = nil
        look = nil
        let now = ContinuousClock.now
        var next: ContinuousClock.Instant?
        // Backwards: a request that ends is replaced by the last one, which has been asked.
        for index in exchanges.indices.reversed() where index < exchanges.count {
            guard let due = exchanges[index].checkLimits(at: now) else { continue }
            next = min(next ?? due, due)
        }
        if let next { look(at: next) }
    }
}
