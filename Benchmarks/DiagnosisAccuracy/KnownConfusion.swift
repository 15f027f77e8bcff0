/// Why the evidence of a level does not tell two answers apart, as far as somebody has looked into it.
struct KnownConfusion {
    private let truths: Set<String>
    /// The answers it explains; empty for any.
    private let answers: Set<String>
    private let levels: Set<EvidenceLevel>
    private let reason: String

    private static let clientOnly: Set<EvidenceLevel> = [.client]
    private static let serversOnly: Set<EvidenceLevel> = [.server, .prometheus]

    /// A reason for the page's table.
    static func reason(truth: String, answer: String, level: EvidenceLevel) -> String {
        let known = all.first {
            $0.truths.contains(truth) && $0.levels.contains(level)
                && ($0.answers.isEmpty || $0.answers.contains(answer))
        }
        return known?.reason ?? "not looked into"
    }

    /// Those that follow of what a level can see at all; the first that fits is told.
    private static let all: [KnownConfusion] = [
        KnownConfusion(
            truths: ["stale-limit", "renamed-metric", "bucket-percentile", "stale-scrape"],
            answers: [], levels: clientOnly,
            reason: "lies in what is told of the endpoint; its requests are healthy"),
        KnownConfusion(
            truths: ["kv-leak"], answers: [Outcome.nothing], levels: clientOnly,
            reason: "costs no request anything until the cache is full"),
        KnownConfusion(
            truths: [
                "proxy-buffering", "slow-connect", "gateway-queue", "malformed-stream",
                "stream-stall", "bandwidth-limit", "saturated-client",
            ],
            answers: [], levels: serversOnly,
            reason: "happens after or before the engine, whose pages stay healthy"),
        KnownConfusion(
            truths: ["rate-limit", "authentication", "unknown-model", "context-overflow"],
            answers: [], levels: serversOnly,
            reason: "refused requests never reach the engine's counters"),
        KnownConfusion(
            truths: ["empty-answers", "refusal-spike", "token-miscount"], answers: [],
            levels: serversOnly,
            reason: "lies in the text of the answers, which no page of metrics has"),
    ]
}
