extension ClosedLoopWorkload {
    /// The load generator of the KServe incident: chat sessions without memory, answers cut at 700 tokens.
    ///
    /// Prompts have about 105 tokens, the client turns round in 0.28 s (relative spread 0.3), and sessions start 0.6 s apart
    /// (`squadrhino/vllm-kserve-observability:loadgen/traffic_generator.ps1`). The published incident had three sessions.
    ///
    /// - Parameters:
    ///   - sessions: Concurrent chats.
    ///   - staggerSeconds: Time between the first requests of two sessions.
    /// - Returns: Sessions in a closed loop.
    package static func kserveIncident(
        sessions: Int = 3, staggerSeconds: Double = 0.6
    ) -> ClosedLoopWorkload {
        ClosedLoopWorkload(
            count: sessions,
            staggerSeconds: staggerSeconds,
            pacing: .think(meanSeconds: 0.28, variation: 0.3),
            prompt: .uniform(60...150),
            output: .fixed(700)
        )
    }

    /// The probe driver of the readiness-gate sweep: workers on tickers of 2 s that all start together.
    ///
    /// The prompt is "Hello", about 22 tokens with its template. Workers are goroutines, so the first ones are a few
    /// milliseconds ahead of the last.
    ///
    /// - Parameters:
    ///   - workers: Concurrent probes.
    ///   - output: Answer lengths; about 10 tokens from vLLM, about 17.5 from Ollama.
    /// - Returns: Workers on tickers.
    package static func readinessGateSweep(
        workers: Int, output: LengthDistribution
    ) -> ClosedLoopWorkload {
        ClosedLoopWorkload(
            count: workers,
            staggerSeconds: 0.003,
            pacing: .ticker(intervalSeconds: 2),
            prompt: .fixed(22),
            output: output
        )
    }
}
