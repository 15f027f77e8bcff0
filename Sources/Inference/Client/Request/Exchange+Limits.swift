import NIOCore

/// The limits a request runs under.
extension Exchange {
    /// How long an expired limit waits for bytes that have arrived and are not read yet.
    ///
    /// When this process was late, the server must not be accused.
    private static let secondLookTime = Duration.milliseconds(1)

    /// Has the limits of the request looked after.
    func watchLimits() {
        core.watch.value.look(at: nextLook(at: .now))
    }

    /// The earliest instant at which a limit of the request can run out, whatever happens next.
    ///
    /// A first token that came now would begin a gap, which may be shorter than the time for it.
    private func nextLook(at now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let (instant, _) = deadline()
        return instants.lastToken == nil ? min(instant, now + limits.gap) : instant
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

    /// Ends the request if one of its limits has run out.
    ///
    /// - Parameter now: The present.
    /// - Returns: When to look again at the latest; `nil` when the request is over.
    func checkLimits(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard !isOver else { return nil }
        if let graceEnd {
            guard now >= graceEnd else { return graceEnd }
            finish(awaitingEnd: true)
            return nil
        }
        let (instant, expiry) = deadline()
        guard now >= instant else {
            hasLookedAgain = false
            return nextLook(at: now)
        }
        guard hasLookedAgain else {
            hasLookedAgain = true
            return now + Exchange.secondLookTime
        }
        expire(expiry, at: now)
        return nil
    }

    private func expire(_ expiry: Expiry, at now: ContinuousClock.Instant) {
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
