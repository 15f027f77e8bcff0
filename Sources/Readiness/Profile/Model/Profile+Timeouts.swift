extension Profile {
    /// When a request is given up, as far as the profile says; `nil` leaves it to
    /// ``Profile/requestTimeouts``.
    package struct Timeouts: Sendable, Equatable {
        /// Until the connection is usable.
        package var connect: Duration?
        /// From sending the request to its first token.
        package var firstToken: Duration?
        /// Between two chunks.
        package var gap: Duration?
        /// From sending the request to its end.
        package var total: Duration?

        /// Timeouts; none by default.
        package init(
            connect: Duration? = nil, firstToken: Duration? = nil, gap: Duration? = nil,
            total: Duration? = nil
        ) {
            self.connect = connect
            self.firstToken = firstToken
            self.gap = gap
            self.total = total
        }
    }

    /// The timeouts a request runs with.
    package struct RequestTimeouts: Sendable, Equatable {
        /// Until the connection is usable.
        package var connect: Duration
        /// From sending the request to its first token.
        package var firstToken: Duration
        /// Between two chunks.
        package var gap: Duration
        /// From sending the request to its end.
        package var total: Duration

        /// Timeouts.
        package init(
            connect: Duration, firstToken: Duration, gap: Duration, total: Duration
        ) {
            self.connect = connect
            self.firstToken = firstToken
            self.gap = gap
            self.total = total
        }
    }

    /// The timeouts to use: what is written, else the default, else twice the largest limit an
    /// objective puts on that phase, whichever of the two is longer.
    ///
    /// A timeout counts as slower than any limit, so one below a limit would judge requests that
    /// the limit allows. No phase is given longer than the whole request.
    package var requestTimeouts: RequestTimeouts {
        // Every phase is part of the whole, so a long limit on any of them stretches the whole.
        let total =
            timeouts.total
            ?? stretched(ProfileDefaults.totalTimeout, by: Set(ObjectiveMetric.timed))
        func phase(
            _ written: Duration?, _ standard: Duration, _ metrics: Set<ObjectiveMetric>
        ) -> Duration {
            min(written ?? stretched(standard, by: metrics), total)
        }
        return RequestTimeouts(
            connect: phase(timeouts.connect, ProfileDefaults.connectTimeout, [.connect]),
            firstToken: phase(
                timeouts.firstToken, ProfileDefaults.firstTokenTimeout, [.ttft, .ttfb, .ttfc]),
            gap: phase(timeouts.gap, ProfileDefaults.gapTimeout, [.itl, .tpot]),
            total: total)
    }

    private func stretched(_ standard: Duration, by metrics: Set<ObjectiveMetric>) -> Duration {
        let limits = allObjectives.filter { metrics.contains($0.metric) }.map(\.threshold)
        return limits.reduce(standard) { longest, limit in max(longest, .seconds(limit * 2)) }
    }
}
