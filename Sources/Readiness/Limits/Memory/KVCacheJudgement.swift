/// Whether a memory holds what is asked of it.
package struct KVCacheJudgement: Sendable, Hashable {
    /// READY when the requests fit at full length, DEGRADED when only usual ones do, NOT READY when
    /// they do not, or not one does.
    package let verdict: Verdict
    /// The reason in one sentence without a full stop.
    package let sentence: String
}

extension KVCacheEstimate {
    /// Whether the demand fits, or one request where there is none; nil when no memory or no length
    /// was given, so that there is nothing to judge.
    ///
    /// Only whole requests count: of 14.9 that fit, 14 do.
    package var judgement: KVCacheJudgement? {
        guard let tokens, let memory, let longest = length ?? usualLength else { return nil }
        let kind = length == nil ? "of \(Self.count(longest)) tokens" : "of full length"
        let whole = tokens / longest
        guard whole > 0 else {
            let needed = (requestMemory ?? usualRequestMemory).map { "it takes \($0.text)" }
            return KVCacheJudgement(
                verdict: .notReady,
                sentence: "not one request of \(Self.count(longest)) tokens fits: "
                    + (needed ?? "it takes more than any machine has")
                    + "; the memory is \(memory.text) and holds \(Self.count(tokens)) tokens")
        }
        let wanted = Self.requests(demand ?? 1)
        if demand ?? 1 <= whole {
            return KVCacheJudgement(
                verdict: .ready,
                sentence:
                    "\(wanted) at once \(demand ?? 1 == 1 ? "fits" : "fit"): there is memory for "
                    + "\(Self.count(whole)) \(kind)")
        }
        if length != nil, let usualLength, demand ?? 1 <= tokens / usualLength {
            return KVCacheJudgement(
                verdict: .degraded,
                sentence: "\(wanted) at once fit while they take \(Self.count(usualLength)) tokens "
                    + "each; of full length there is memory for \(Self.count(whole))")
        }
        let usual = length == nil ? nil : usualLength
        let more = usual.map {
            ", and for \(Self.count(tokens / $0)) of \(Self.count($0)) tokens"
        }
        return KVCacheJudgement(
            verdict: .notReady,
            sentence:
                "\(wanted) at once do not fit: there is memory for \(Self.count(whole)) \(kind)"
                + (more ?? ""))
    }

    private static func requests(_ count: Int) -> String {
        "\(Self.count(count)) \(count == 1 ? "request" : "requests")"
    }

    private static func count(_ value: Int) -> String { LimitText.number(Double(value)) }
}
