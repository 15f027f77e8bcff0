import Simulator

/// A world to be rehearsed, of which the truth is known.
struct Subject: Hashable, Sendable {
    /// What runs with nothing wrong are called.
    static let healthy = "healthy"

    /// The name of the fault, or ``healthy``.
    let truth: String
    /// Its number among the runs of that truth, from 0.
    let number: Int
    /// How bad it is, 0 to 1.
    let strength: Double
    /// Of all draws.
    let seed: UInt64

    /// Whether nothing is wrong.
    var isHealthy: Bool { truth == Self.healthy }

    /// Who serves and who asks; nil when no fault has that name.
    var rehearsed: Rehearsed? {
        if isHealthy {
            let levels = CataloguedFault.LoadLevel.allCases
            return CataloguedFault.healthy(levels[number % levels.count], seed: seed)
        }
        return CataloguedFault.named(truth)?.rehearsed(strength, seed)
    }
}
