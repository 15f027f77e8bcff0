/// The releases in which a family is exported.
package struct FamilyLifetime: Sendable, Hashable {
    /// The first release that has it; nil when it was there from the beginning or is not known.
    package var first: EngineVersion?

    /// The first release that shows it only on request.
    package var hidden: EngineVersion?

    /// The first release without it; nil while it lives.
    package var gone: EngineVersion?

    /// In all releases.
    package static let always = FamilyLifetime()

    /// From a release on.
    package static func since(_ first: EngineVersion) -> FamilyLifetime {
        FamilyLifetime(first: first)
    }

    /// From a release until another.
    ///
    /// - Parameters:
    ///   - first: The first release that has it.
    ///   - hidden: The first that shows it only on request, if there was one.
    ///   - gone: The first without it.
    /// - Returns: The span.
    package static func from(
        _ first: EngineVersion?, hidden: EngineVersion? = nil, gone: EngineVersion
    ) -> FamilyLifetime {
        FamilyLifetime(first: first, hidden: hidden, gone: gone)
    }

    /// What a release does with the family.
    package enum Presence: Sendable, Hashable {
        /// It exports it.
        case exported
        /// It came later.
        case notYet
        /// It exports it only when asked to.
        case hidden
        /// It has dropped it.
        case gone
    }

    /// What a release does with the family.
    ///
    /// - Parameter version: The release; nil for the newest.
    /// - Returns: Whether it exports it, and if not, why.
    package func presence(in version: EngineVersion?) -> Presence {
        guard let version else {
            if gone != nil { return .gone }
            return hidden != nil ? .hidden : .exported
        }
        if let gone, version >= gone { return .gone }
        if let first, version < first { return .notYet }
        if let hidden, version >= hidden { return .hidden }
        return .exported
    }
}
