/// How a gate turns probes into a verdict.
package enum DecisionRule: Sendable, Equatable {
    /// Always-valid bounds after every probe.
    case sequential

    /// The classic point rule: at least so many probes, at least such a share of them good.
    case threshold(minProbes: Int, passRate: Double)
}
