package import Exposition
import Signals
package import Telemetry

/// The limits that a running server tells, as readings of one engine.
package enum LiveLimits {
    /// What a server told of itself.
    ///
    /// - Parameters:
    ///   - identity: its answers.
    ///   - model: the model that is meant; when the server has limits for it, those of other models
    ///     are left out.
    /// - Returns: the values, and how many engines share the address.
    package static func set(of identity: EngineIdentity, model: String? = nil) -> LimitSet {
        let isNamed = identity.limits.contains { $0.scope != nil && $0.scope == model }
        let names = Set((identity.models ?? []).map(\.id))
        let limits = identity.limits.filter { limit in
            guard isNamed, let scope = limit.scope, names.contains(scope) else { return true }
            return scope == model
        }
        var set = set(of: limits, families: identity.families ?? [])
        if identity.engine?.value == .llamacpp { set.readings += sharedOut(set) }
        return set
    }

    /// The KV cache of llama-server, which is divided among its slots: each has a whole context.
    ///
    /// With `--kv-unified` the slots share one context; only the log tells that.
    private static func sharedOut(_ set: LimitSet) -> [LimitReading] {
        guard set.live(.kvCacheTokens).isEmpty, let slots = set.live(.runningRequests).first,
            let context = set.live(.contextTokens).first
        else { return [] }
        return [
            LimitReading(
                .kvCacheTokens, slots.value * context.value, .derived,
                source: "\(slots.text) slots of \(context.text) tokens")
        ]
    }

    /// What a metrics body tells.
    ///
    /// - Parameters:
    ///   - families: the body.
    ///   - replica: the URL it came from.
    /// - Returns: as for an identity.
    package static func set(of families: [MetricFamily], replica: String? = nil) -> LimitSet {
        set(of: EngineLimit.limits(in: families), families: families, replica: replica)
    }

    /// Turns limits into those of one engine.
    ///
    /// vLLM repeats the blocks of all data-parallel engines on each engine's row; everything else is
    /// told per engine already. The tokens of the KV cache follow from the blocks where nothing
    /// better tells them.
    static func set(
        of limits: [EngineLimit], families: [MetricFamily], replica: String? = nil
    ) -> LimitSet {
        let engines = engineCount(families)
        var readings: [LimitReading] = []
        for limit in limits {
            guard let kind = LimitKind(rawValue: limit.kind.rawValue) else { continue }
            let isSum = kind == .kvCacheBlocks && limit.source.contains("vllm:cache_config_info")
            let reading = LimitReading(
                kind, isSum ? limit.value / Double(engines) : limit.value, origin(of: limit),
                source: limit.source, scope: limit.scope, replica: replica)
            if !readings.contains(reading) { readings.append(reading) }
        }
        if !readings.contains(where: { $0.kind == .kvCacheTokens }) {
            readings += derivedTokens(readings, replica: replica)
        }
        return LimitSet(readings, engines: engines)
    }

    /// How many data-parallel engines a body has series of: by the label `engine` of vLLM and
    /// `dp_rank` of SGLang.
    static func engineCount(_ families: [MetricFamily]) -> Int {
        let labels = [("vllm:", "engine"), ("sglang:", "dp_rank")]
        let counts = labels.map { prefix, label in
            let samples = families.filter { $0.name.hasPrefix(prefix) }.flatMap(\.samples)
            return Set(samples.compactMap { $0.label(label) }).count
        }
        return max(1, counts.max() ?? 1)
    }

    private static func origin(of limit: EngineLimit) -> LimitOrigin {
        switch limit.provenance {
        case .metricLabel: .label
        case .metric: .metric
        case .httpPath, .commandLine: .http
        case .logLine: .log
        case .inferred: .inferred
        case .words(let words):
            if words.hasPrefix("label ") {
                .label
            } else {
                words.contains("GET /") ? .http : .metric
            }
        }
    }

    private static func derivedTokens(
        _ readings: [LimitReading], replica: String?
    ) -> [LimitReading] {
        guard let blocks = readings.first(where: { $0.kind == .kvCacheBlocks }),
            let size = readings.first(where: { $0.kind == .kvBlockTokens })
        else { return [] }
        return [
            LimitReading(
                .kvCacheTokens, blocks.value * size.value, .derived,
                source: "\(blocks.text) blocks of \(size.text) tokens", scope: blocks.scope,
                replica: replica,
                evidence: "\(blocks.source) times \(size.source)")
        ]
    }
}
