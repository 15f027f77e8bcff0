import NIOCore

/// Opens connections before a run needs them, and leaves them to wait for requests.
///
/// The first is opened alone: where it fails, or takes long, no more are tried, and the requests find
/// out for themselves what is wrong. Confined to the client's event loop.
final class ConnectionPreparation {
    /// One connection on its way.
    private final class Item: ConnectionUser {
        let start = ContinuousClock.now
        var connected: ContinuousClock.Instant?
        var secured: ContinuousClock.Instant?
        var opening: ConnectionOpening?
        private let preparation: ConnectionPreparation

        init(_ preparation: ConnectionPreparation) { self.preparation = preparation }

        func connectionResolved(at instant: ContinuousClock.Instant) {}
        func connectionConnected(at instant: ContinuousClock.Instant) { connected = instant }
        func connectionSecured(at instant: ContinuousClock.Instant) { secured = instant }
        func connectionReady(_ handler: Connection) {
            preparation.ready(self, on: handler)
        }
        func connectionFailed(_ outcome: Outcome, at instant: ContinuousClock.Instant) {
            preparation.failed(self, outcome)
        }
    }

    private let core: ClientCore
    private let wanted: Int
    private let promise: EventLoopPromise<OpenedConnections>
    private let deadline: ContinuousClock.Instant
    private var underway: [ObjectIdentifier: Item] = [:]
    private var started = 0
    private var result = OpenedConnections()
    private var timer: Scheduled<Void>?
    private var isOver = false

    /// Connections on their way at once: far fewer than a listener's queue holds.
    private static let underwayMax = 64

    /// How long the first may take: beyond that it is no business of a preparation to wait.
    private static let firstTime = Duration.seconds(1)

    /// Creates a preparation that has not begun.
    ///
    /// - Parameters:
    ///   - core: The client.
    ///   - count: How many connections are wanted, 1 or more.
    ///   - promise: Takes what came of it.
    init(core: ClientCore, count: Int, promise: EventLoopPromise<OpenedConnections>) {
        self.core = core
        self.promise = promise
        wanted = count
        deadline = .now + core.configuration.limits.connect
    }

    /// Begins with the first connection.
    func begin() {
        giveUp(at: min(deadline, .now + Self.firstTime))
        startNext()
    }

    /// Leaves it at the connections that stand.
    func giveUp() {
        guard !isOver else { return }
        result.shortfall = result.shortfall ?? .cancelled(.runEnded)
        finish()
    }

    private func giveUp(at instant: ContinuousClock.Instant) {
        timer?.cancel()
        let wait = max(.zero, min(ContinuousClock.now.duration(to: instant), .seconds(3600)))
        timer = core.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) {
            let endpoint = self.core.configuration.endpoint
            self.result.shortfall =
                self.result.shortfall
                ?? .connectFailed(.timeout, "\(endpoint.host) port \(endpoint.port)")
            self.finish()
        }
    }

    private func startNext() {
        let item = Item(self)
        started += 1
        underway[ObjectIdentifier(item)] = item
        let opening = ConnectionOpening(core: core, deadline: deadline, user: item)
        item.opening = opening
        opening.begin()
    }

    private func ready(_ item: Item, on handler: Connection) {
        underway[ObjectIdentifier(item)] = nil
        guard !isOver, core.idle.value.keep(handler) else {
            handler.close()
            return
        }
        result.count += 1
        if let connected = item.connected {
            result.connectTimes.append(item.start.duration(to: connected))
            if let secured = item.secured {
                result.secureTimes.append(connected.duration(to: secured))
            }
        }
        if result.count == 1 { giveUp(at: deadline) }
        goOn()
    }

    private func failed(_ item: Item, _ outcome: Outcome) {
        underway[ObjectIdentifier(item)] = nil
        result.shortfall = result.shortfall ?? outcome
        goOn()
    }

    private func goOn() {
        guard !isOver else { return }
        while result.shortfall == nil, started < wanted, underway.count < Self.underwayMax {
            startNext()
        }
        if underway.isEmpty { finish() }
    }

    private func finish() {
        guard !isOver else { return }
        isOver = true
        timer?.cancel()
        timer = nil
        let left = underway
        underway = [:]
        for item in left.values { item.opening?.giveUp() }
        promise.succeed(result)
    }
}
