import Signals

/// The bounds between which a histogram's quantiles can be told.
struct IntervalBounds {
    /// The histogram as the engine spells it.
    let histogram: SeriesSelector
    /// The finite bounds above 0 in the signal's unit, ascending.
    let bounds: [Double]
    /// What turns the histogram's unit into the signal's.
    let scale: Double

    /// The matcher of a bound's series, however the exporter and the server write it.
    ///
    /// - Parameter bound: One of the bounds, in the signal's unit.
    /// - Returns: The matcher in PromQL.
    func matcher(of bound: Double) -> String {
        LabelMatcher.bound(exact(bound)).promQL
    }

    /// The bound in the histogram's own unit: what stands in `le`.
    private func exact(_ bound: Double) -> Double { scale == 1 ? bound : bound / scale }
}

extension LabelMatcher {
    /// The series of a bucket: Python writes `5.0` and so does Prometheus 3, Rust and Go write `5`.
    ///
    /// - Parameter bound: The bound in the histogram's own unit.
    /// - Returns: The matcher.
    static func bound(_ bound: Double) -> LabelMatcher {
        .any("le", of: [PromQLNumber.text(bound), "\(bound)"])
    }
}
