import EngineModel

/// What can be switched on beside plain decoding.
extension SimulatedServerConfiguration {
    /// Share of the drafted tokens that the model accepts, unless a script says otherwise.
    package static let draftAcceptance = 0.7

    /// Lets the engine draft tokens, at costs in the middle of those that catalogued worlds have.
    ///
    /// - Parameter count: Tokens drafted for each request and step.
    package mutating func draftTokens(_ count: Int) {
        engine.speculation = Speculation(draftTokens: count, acceptance: Self.draftAcceptance)
        costs.draftPassSeconds = costs.decodeBaseSeconds * 0.05
        costs.perDraftTokenSeconds = costs.perSequenceSeconds * 0.35
    }

    /// Serves adapters beside the base model.
    ///
    /// - Parameters:
    ///   - names: What clients ask for.
    ///   - places: How many the engine keeps loaded; all of them when nobody says.
    package mutating func serveAdapters(_ names: [String], places: Int? = nil) {
        adapters = names
        engine.adapters = AdapterLimits(maxLoras: places ?? names.count, loadSeconds: 0.1)
    }
}
