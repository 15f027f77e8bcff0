import Telemetry

/// The model to ask for, the adapters beside it, and the context it has.
struct ModelChoice: Sendable {
    let model: String
    let adapters: [String]
    let contextTokens: Int?
    /// What the reader should know, each a sentence.
    private(set) var notes: [String] = []

    /// The most adapters that are asked for.
    private static let adaptersMax = 8

    /// - Parameters:
    ///   - identity: What the server says it serves.
    ///   - named: What was asked for.
    /// - Throws: `GatheringError.modelUnnamed` when several are served and none was named.
    init(_ identity: EngineIdentity, named: String?) throws(GatheringError) {
        let served = identity.models ?? []
        let bases = served.filter { $0.parent == nil }
        if let named {
            model = named
        } else if bases.count > 1 {
            throw .modelUnnamed(bases.map(\.id))
        } else if let only = bases.first {
            model = only.id
        } else {
            // Without a list the first answer tells what is wrong, better than a guess could.
            model = "default"
            notes.append(
                "The endpoint lists no model, so the requests ask for one called default; name "
                    + "the model if that is wrong.")
        }
        let chosen = served.first { [model] in $0.answers(to: model) }
        contextTokens = chosen?.contextTokensMax
        adapters = Array(
            served.filter { [model] in $0.parent != nil && $0.parent == chosen?.id && $0.id != model
            }
            .map(\.id).prefix(Self.adaptersMax))
    }
}
