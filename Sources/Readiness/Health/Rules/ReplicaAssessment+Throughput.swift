import Estimates
import Signals

extension ReplicaAssessment {
    /// What the engine gets done, and whether it gets anything done at all.
    var throughputItems: [HealthItem] {
        var items: [HealthItem] = []
        if let progress = progressItem { items.append(progress) }
        if let sleep = sleepItem { items.append(sleep) }
        items += [Signal.generationTokens, .promptTokens, .requestsFinished]
            .compactMap { shown($0, .rate, in: .throughput) }
        return items
    }

    /// Tokens are graded against zero only: how many are enough is the users' business.
    private var progressItem: HealthItem? {
        guard window.isRange, let tokens = readings.value(.generationTokens, .increase) else {
            return nil
        }
        let waits = readings.isAlwaysWaiting == true
        let runs = readings.isAlwaysRunning == true
        guard tokens < 0.5, waits || runs else {
            guard readings.isIdle != true, tokens >= 0.5 else { return nil }
            return rule(
                "progress", "progress", in: .throughput, .healthy,
                estimate: readings[.generationTokens, .increase], unit: .tokens,
                evidence: "The engine generates tokens.")
        }
        let who = waits ? "requests wait" : "requests run"
        let evidence = "No token was generated in \(windowText) while \(who) at every scrape"
        guard readings.countsTokensLive else {
            return rule(
                "progress", "progress", in: .throughput, .unknown,
                evidence: evidence + "; \(readings.observation.engine.displayName) counts tokens "
                    + "when a request ends, so a longer window must tell.",
                next: "watch for longer than the longest answer: --watch 2m")
        }
        let doubt =
            window.duration < Self.longPrompt
            ? "; one very long prompt looks the same in so short a window" : ""
        return rule(
            "stuck", "progress", in: .throughput, waits ? .critical : .warning,
            estimate: readings[.generationTokens, .increase], unit: .tokens,
            brief: "no token is generated while \(who)",
            evidence: evidence + doubt + ".",
            next: "look at the engine's log and restart it; if prompts are very long, --watch 3m "
                + "first")
    }

    /// The time that computing one long prompt may take.
    private static let longPrompt = Duration.seconds(60)

    private var sleepItem: HealthItem? {
        guard let isAwake = readings.isAwake else { return nil }
        guard !isAwake else { return nil }
        return rule(
            "asleep", "sleep state", in: .throughput, .critical, brief: "the engine is asleep",
            evidence: "The engine is asleep: it answers no request before it is woken.",
            next: "wake it: POST /wake_up")
    }
}
