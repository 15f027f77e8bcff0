package import Signals

/// An engine as a manifest, a compose file or a command line starts it.
package struct DeclaredEngine: Sendable, Equatable {
    /// What declares it: `InferenceService gemma, container kserve-container`.
    package var name: String
    package var engine: EngineKind
    /// Where its command line begins.
    package var place: SourcePlace
    /// What it says, in the order written; of a repeated flag the last counts, as for the engine.
    package var settings: [DeclaredSetting]
    /// Remarks on what was read, each with its place.
    package var notes: [ProfileNote]
    /// How it is scaled, in words: `1 to 8 replicas, scaled on concurrency`; nil when not said.
    package var scaling: String?

    /// Makes a declared engine.
    package init(
        name: String, engine: EngineKind, place: SourcePlace, settings: [DeclaredSetting] = [],
        notes: [ProfileNote] = [], scaling: String? = nil
    ) {
        self.name = name
        self.engine = engine
        self.place = place
        self.settings = settings
        self.notes = notes
        self.scaling = scaling
    }

    /// What is set for a role; nil when it is left to the engine.
    package func setting(_ role: SettingRole) -> DeclaredSetting? {
        let found = settings.filter { $0.role == role }
        // vLLM's newer flag limits the batch itself.
        return found.last { $0.flag.contains("active") } ?? found.last
    }

    /// A limit that is written twice with different numbers, in words; nil when it is not.
    func contradiction(on kind: LimitKind) -> String? {
        let all = settings.filter { $0.role == .limit(kind) && $0.number != nil }
        guard Set(all.compactMap(\.number)).count > 1, let counting = setting(.limit(kind)) else {
            return nil
        }
        let words = all.map { "\($0.flag) \($0.value) (\($0.place))" }.joined(separator: ", ")
        return "\(kind.title) written \(all.count) times: \(words); \(counting.value) counts"
    }

    /// The limits that are set, as readings of one engine.
    package var limits: [LimitReading] {
        var readings: [LimitReading] = []
        for kind in LimitKind.allCases {
            guard let setting = setting(.limit(kind)), let number = setting.number else { continue }
            readings.append(LimitReading(kind, number, .manifest, source: setting.source))
        }
        // llama-server divides the context among its slots, unless they share one.
        if let shared = setting(.sharedContextTokens), let tokens = shared.number {
            readings.append(LimitReading(.kvCacheTokens, tokens, .manifest, source: shared.source))
            if let slots = setting(.limit(.runningRequests))?.number {
                readings.append(
                    LimitReading(
                        .contextTokens, (tokens / slots).rounded(.down), .manifest,
                        source: "\(shared.source) over \(LimitText.number(slots)) slots"))
            }
        }
        return readings
    }

    /// Whether the engine serves a model of this name.
    package func serves(_ model: String) -> Bool {
        settings.contains { setting in
            (setting.role == .servedName || setting.role == .model) && setting.value == model
        }
    }
}
