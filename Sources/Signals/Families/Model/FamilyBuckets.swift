/// The bucket bounds of a histogram family, which may change from release to release.
package struct FamilyBuckets: Sendable, Hashable {
    /// The bounds of one span of releases.
    package struct Era: Sendable, Hashable {
        /// The first release with these bounds; nil for the beginning.
        package var since: EngineVersion?
        /// The finite upper bounds, ascending.
        package var bounds: [Double]
    }

    /// Oldest first; empty when the bounds depend on the server's configuration.
    package var eras: [Era]

    /// Whether every number 1, 2 or 5 times a power of ten is a bound, up to a configured length.
    package var isOneTwoFive = false

    /// The release from which a server may be told other bounds; nil when it cannot.
    package var adjustableSince: EngineVersion?

    /// Bounds that never changed.
    package static func fixed(_ bounds: [Double]) -> FamilyBuckets {
        FamilyBuckets(eras: [Era(since: nil, bounds: bounds)])
    }

    /// Bounds that every release may be told otherwise.
    package static func adjustable(_ bounds: [Double]) -> FamilyBuckets {
        FamilyBuckets(
            eras: [Era(since: nil, bounds: bounds)], adjustableSince: EngineVersion(0))
    }

    /// Bounds that follow a configured length as the series 1, 2, 5, 10, 20, ...
    package static let lengths = FamilyBuckets(eras: [], isOneTwoFive: true)

    /// Bounds that depend on the server's configuration.
    package static let configured = FamilyBuckets(eras: [])

    /// The bounds in a release.
    ///
    /// - Parameter version: The release; nil for the newest.
    /// - Returns: Nil when they are not known.
    package func bounds(in version: EngineVersion?) -> [Double]? {
        guard let version else { return eras.last?.bounds }
        return eras.last { $0.since.map { $0 <= version } ?? true }?.bounds
    }

    /// Whether a value is a bound.
    ///
    /// - Parameters:
    ///   - value: The bound in question; infinity always is one.
    ///   - version: The release; nil asks whether any release has it.
    /// - Returns: Nil when that is not known.
    package func contains(_ value: Double, in version: EngineVersion?) -> Bool? {
        if value == .infinity { return true }
        if isOneTwoFive { return Self.isOneTwoFive(value) }
        guard !eras.isEmpty else { return nil }
        guard let version else { return eras.contains { $0.bounds.contains(value) } }
        return bounds(in: version)?.contains(value)
    }

    /// The release from which a value is a bound no more; nil when the newest has it, or none had.
    package func dropped(_ value: Double) -> EngineVersion? {
        guard contains(value, in: nil) == true, let last = eras.last,
            let first = eras.lastIndex(where: { $0.bounds.contains(value) }),
            !last.bounds.contains(value), value.isFinite
        else { return nil }
        return eras[first + 1].since
    }

    private static func isOneTwoFive(_ value: Double) -> Bool {
        var power = 1.0
        while power <= 1e15, power <= value {
            if value == power || value == 2 * power || value == 5 * power { return true }
            power *= 10
        }
        return false
    }
}
