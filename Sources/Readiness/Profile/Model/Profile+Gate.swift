extension Profile {
    /// How a gate decides.
    package struct Gate: Sendable, Equatable {
        /// Probes before READY may be said; NOT READY does not wait for them.
        package var minProbes: Int
        /// Probes after which an undecided gate gives up.
        package var maxProbes: Int
        /// Time after which an undecided gate gives up.
        package var maxDuration: Duration
        /// The confidence of every bound, 0.5..<1.
        package var confidence: Double
        /// Requests sent first and reported apart.
        package var warmup: Int
        /// Which rule decides.
        package var decision: Decision
        /// The share of probes that must pass, under ``Decision/threshold`` only.
        package var passRate: Double
        /// The pause between the starts of two rounds of probes; `nil` probes without a pause.
        package var interval: Duration?
        /// The limits each single probe must keep to count as passed.
        ///
        /// Used under ``Decision/threshold`` only. `nil` stands for the per-request limits of the
        /// objectives. The readiness-gate project's probe configuration brings its own, and there
        /// an empty value means "no error".
        package var probeLimits: ProbeLimits?

        /// A gate with the defaults of ``ProfileDefaults``.
        package init(
            minProbes: Int = ProfileDefaults.minProbes,
            maxProbes: Int = ProfileDefaults.maxProbes,
            maxDuration: Duration = ProfileDefaults.maxDuration,
            confidence: Double = ProfileDefaults.confidence,
            warmup: Int = ProfileDefaults.warmup,
            decision: Decision = ProfileDefaults.decision,
            passRate: Double = ProfileDefaults.passRate,
            interval: Duration? = nil,
            probeLimits: ProbeLimits? = nil
        ) {
            self.minProbes = minProbes
            self.maxProbes = maxProbes
            self.maxDuration = maxDuration
            self.confidence = confidence
            self.warmup = warmup
            self.decision = decision
            self.passRate = passRate
            self.interval = interval
            self.probeLimits = probeLimits
        }
    }

    /// The rule that turns probes into a verdict.
    package enum Decision: String, Sendable, CaseIterable {
        /// Bounds that stay valid however often one looks.
        case sequential
        /// The classic rule: point estimates after a fixed number of probes.
        case threshold
    }

    /// Limits on one probe; what is `nil` is not looked at.
    package struct ProbeLimits: Sendable, Equatable {
        /// The longest time to first token.
        package var ttft: Duration?
        /// The longest time to the end of the response.
        package var latency: Duration?
        /// The fewest output tokens per second.
        package var tokensPerSecond: Double?

        /// Limits; none by default.
        package init(
            ttft: Duration? = nil, latency: Duration? = nil, tokensPerSecond: Double? = nil
        ) {
            self.ttft = ttft
            self.latency = latency
            self.tokensPerSecond = tokensPerSecond
        }
    }
}
