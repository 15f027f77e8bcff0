import Estimates
import Signals

/// The capacity check of one target, in words.
struct AdmissionConclusion {
    let comparison: LimitComparison
    let rule: AdmissionRule
    let waste: ReplicaWaste?

    private let slots: LimitReading?
    private let tokens: LimitReading?
    private let length: LimitReading?

    init(_ comparison: LimitComparison) {
        self.comparison = comparison
        let input = comparison.input
        slots = comparison.best(.runningRequests)
        tokens = comparison.best(.kvCacheTokens)
        length = comparison.best(.contextTokens)
        let fullLength = comparison.best(.fullLengthRequests)
        rule = AdmissionRule(
            slots: slots.map { Estimate($0) }, kvCacheTokens: tokens.map { Estimate($0) },
            contextTokens: length.map { Estimate($0) },
            fullLengthRequests: fullLength.map { Estimate($0) },
            tokensPerRequest: input.tokensPerRequest,
            demand: input.demand.map { $0 / Double(input.engineCount) })
        guard let slots, !slots.isLeast, let worstCase = rule.worstCase else {
            waste = nil
            return
        }
        let engines = Double(input.live.engines)
        waste = ReplicaWaste(
            demand: input.demand, slots: slots.value * engines, fits: worstCase.point * engines)
    }

    /// The finding; nil where the slots fit.
    var finding: LimitFinding? {
        switch rule.outcome {
        case .fits: nil
        case .throttled: throttled
        case .preemptionRisk: preemptionRisk
        case .unknown: unknown
        }
    }

    /// The judgement of the slots in a few words.
    var judgement: String {
        guard let slots, let worstCase = rule.worstCase else { return "not decided" }
        let bound = LimitText.number(worstCase.point)
        switch rule.outcome {
        case .throttled: return "throttles: \(slots.text) < \(bound)"
        case .preemptionRisk:
            return "may preempt: \(slots.text) > "
                + LimitText.number(rule.usualCase?.point ?? .nan)
        case .fits:
            let isDemand = (rule.demand ?? .infinity) < worstCase.point
            return isDemand
                ? "fits the demand of \(LimitText.number(rule.demand ?? 0)) per engine"
                : "fits: \(slots.text) ≥ \(bound)"
        case .unknown: return "not decided"
        }
    }

    /// The standing of the slots.
    var standing: LimitRow.Standing {
        switch rule.outcome {
        case .fits: .ok
        case .throttled: .critical
        case .preemptionRisk: .warning
        case .unknown: .unknown
        }
    }

    /// Where the slots fit, the reason as a headline.
    var goodNews: String {
        guard let slots, let worstCase = rule.worstCase else { return "nothing is amiss" }
        var text =
            "\(slots.text) \(slots.value == 1 ? "slot fits" : "slots fit") memory for \(LimitText.number(worstCase.point)) requests of "
            + "full length"
        if let usual = rule.usualCase {
            text += ", \(LimitText.number(usual.point.rounded(.down))) usual ones"
        }
        return text
    }

    // MARK: - Findings

    private var throttled: LimitFinding? {
        guard let slots, let worstCase = rule.worstCase else { return nil }
        let fits = LimitText.number(worstCase.point)
        var message = "\(Self.noun(slots)), and memory for \(fits) requests of full length\(parts)"
        if let demand = rule.demand {
            message += ", where \(LimitText.number(demand)) at once are expected per engine"
        }
        if let usual = rule.usualCase {
            message += "; for \(LimitText.number(usual.point.rounded(.down))) usual ones"
        }
        let enough = min(worstCase.point, rule.demand ?? .infinity).rounded(.up)
        if let declared = comparison.declared(.runningRequests), declared.value >= enough,
            declared.value > slots.value
        {
            // What is written down is enough already; that it does not run is said elsewhere.
            return LimitFinding(.admissionThrottled, .critical, kind: .runningRequests, message)
        }
        var next = "raise \(flag) from \(slots.text) to \(LimitText.number(enough)) or more"
        if let place { next += " (\(place))" }
        if rule.demand == nil {
            next +=
                "; if the cap is meant, say how many requests are expected at once with "
                + "--demand N"
        }
        return LimitFinding(
            .admissionThrottled, .critical, kind: .runningRequests, message, next: next)
    }

    private var preemptionRisk: LimitFinding? {
        guard let slots, let usual = rule.usualCase, let mean = rule.tokensPerRequest else {
            return nil
        }
        let fits = LimitText.number(usual.point.rounded(.down))
        return LimitFinding(
            .preemptionRisk, .warning, kind: .runningRequests,
            "\(Self.noun(slots)), and memory for \(fits) usual requests of "
                + "\(LimitText.number(mean.point.rounded())) tokens: when all are taken, running "
                + "requests lose their KV cache",
            next: "lower \(flag) to \(fits) or fewer" + (place.map { " (\($0))" } ?? "")
                + ", or give the KV cache more memory")
    }

    private var unknown: LimitFinding {
        var missing: [String] = []
        if slots == nil { missing.append("the slots") }
        if rule.worstCase == nil {
            if tokens == nil { missing.append("the tokens of the KV cache") }
            if length == nil { missing.append("the max model length") }
        }
        guard missing.isEmpty else {
            let obstacle = comparison.input.obstacle.map { "; \($0)" } ?? ""
            return LimitFinding(
                .admissionUnknown, .unknown, kind: .runningRequests,
                "no source tells \(missing.joined(separator: " or "))"
                    + (slots == nil ? obstacle : ""),
                next: slots == nil ? slotsAdvice : Self.memoryAdvice)
        }
        let bound = rule.worstCase.map { LimitText.number($0.point) } ?? "?"
        let obstacle = comparison.input.obstacle.map { ": \($0)" } ?? ""
        return LimitFinding(
            .admissionUnknown, .unknown, kind: .runningRequests,
            "\(Self.counted(slots)) known, and memory for \(bound) requests of full length"
                + obstacle,
            next: slotsAdvice)
    }

    /// What would tell the slots; only vLLM has a mode in which it does so itself.
    private var slotsAdvice: String {
        let files = "give the start-up log with --log or the manifest with --manifest"
        guard comparison.input.engine == EngineKind.vllm.rawValue else {
            return files + ", or watch under load with --watch 30s"
        }
        return files + ", watch under load with --watch 30s, or start vLLM with "
            + "VLLM_SERVER_DEV_MODE=1 where only the cluster reaches it"
    }

    private static let memoryAdvice =
        "give the start-up log with --log; it says the size of the KV cache and the longest request"

    // MARK: - Words

    /// `1 slot`, `at least 6 slots`.
    private static func noun(_ slots: LimitReading) -> String {
        "\(slots.text) slot" + (slots.value == 1 ? "" : "s")
    }

    private static func counted(_ slots: LimitReading?) -> String {
        slots.map { noun($0) + ($0.value == 1 ? " is" : " are") } ?? "no slots are"
    }

    /// What C was computed from.
    private var parts: String {
        guard let tokens, let length else { return "" }
        return " (\(tokens.text) tokens / \(length.text))"
    }

    private var place: String? {
        comparison.input.declared?.setting(.limit(.runningRequests))?.place.description
    }

    private var flag: String {
        if let written = comparison.input.declared?.setting(.limit(.runningRequests)) {
            return written.flag
        }
        let kind = EngineKind(rawValue: comparison.input.engine ?? "") ?? .vllm
        return EngineArguments.usualSpelling(of: .limit(.runningRequests), engine: kind)
            ?? "the slot limit"
    }
}
