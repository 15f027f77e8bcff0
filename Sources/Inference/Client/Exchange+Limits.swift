import NIOCore

/// The limits a request runs under.
extension Exchange {
    /// How long an expired limit waits for bytes that have arrived and are not read yet.
    ///
    /// When this process was late, the server must not be accused.
    private static let secondLookTime = TimeAmount.milliseconds(1)

    /// The longest a timer runs before it looks again; limits may be absurdly long.
    static let timerMax = Duration.seconds(3600)

    /// Arms the timer for the earliest limit that now applies.
    func armTimer() {
        timer?.cancel()
        hasLookedAgain = false
        let now = ContinuousClock.now
        let wait = max(.zero, min(now.duration(to: deadline().instant), Exchange.timerMax))
        timer = core.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) { [weak self] in
            self?.timerFired()
        }
    }

    /// Which limit runs out.
    private enum Expiry {
        case connect
        case firstToken
        case gap
        case total
    }

    private func deadline() -> (instant: ContinuousClock.Instant, expiry: Expiry) {
        var earliest = (instants.start + limits.total, Expiry.total)
        func consider(_ instant: ContinuousClock.Instant, _ expiry: Expiry) {
            if instant < earliest.0 { earliest = (instant, expiry) }
        }
        if !isReady { consider(connectStart + limits.connect, .connect) }
        if let last = instants.lastToken {
            consider(last + limits.gap, .gap)
        } else {
            consider(instants.start + limits.firstToken, .firstToken)
        }
        return (earliest.0, earliest.1)
    }

    private func timerFired() {
        guard !isOver else { return }
        let now = ContinuousClock.now
        let (instant, expiry) = deadline()
        guard now >= instant else {
            armTimer()
            return
        }
        guard hasLookedAgain else {
            hasLookedAgain = true
            timer = core.eventLoop.assumeIsolated().scheduleTask(in: Exchange.secondLookTime) {
                [weak self] in self?.timerFired()
            }
            return
        }
        switch expiry {
        case .connect: end(connectExpiry, at: now)
        case .firstToken: end(.timedOut(.firstToken), at: now)
        case .total: end(.timedOut(.total), at: now)
        case .gap:
            let lastByte = reader.lastByte ?? instants.start
            let isSilent = lastByte <= (instants.lastToken ?? lastByte)
            end(isSilent ? .stalled(after: limits.gap) : .timedOut(.gap), at: now)
        }
    }

    private var connectExpiry: Outcome {
        let limit = limits.connect.secondsText
        let endpoint = core.configuration.endpoint
        if instants.resolved == nil, !reader.measured.reusedConnection {
            return .resolveFailed("\(endpoint.host): no answer from the resolver within \(limit)")
        }
        if instants.connected != nil, core.tls != nil {
            return .tlsFailed(.handshake, "the handshake took longer than \(limit)")
        }
        return .connectFailed(.timeout, "\(endpoint.host) port \(endpoint.port) after \(limit)")
    }
}
