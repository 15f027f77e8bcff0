/// Totals since a process started, series by series.
///
/// The series are kept apart because a sum hides that one of several replicas started again.
package struct CounterReading: Sendable, Hashable {
    package let series: [SeriesIdentity: Double]
    /// The label whose values are the reasons of the breakdown, if there is one.
    package let reasonLabel: String?

    /// The sum of the series.
    package var total: Double {
        series.values.reduce(0, +)
    }

    /// The totals by reason; empty when the engine gives no reasons.
    package var byReason: [String: Double] {
        guard let reasonLabel else { return [:] }
        return series.reduce(into: [:]) { result, entry in
            result[entry.key.value(of: reasonLabel), default: 0] += entry.value
        }
    }

    /// What was added since `earlier`; nil when one of the processes behind it started again.
    ///
    /// A series that is new since then has counted from zero: engines make label children at the
    /// first event. A series that is gone, or is lower than it was, belongs to another process now.
    func increase(since earlier: CounterReading) -> CounterReading? {
        var increases: [SeriesIdentity: Double] = [:]
        for (identity, value) in series {
            let before = earlier.series[identity] ?? 0
            guard value >= before else { return nil }
            increases[identity] = value - before
        }
        guard earlier.series.keys.allSatisfy({ series[$0] != nil }) else { return nil }
        return CounterReading(series: increases, reasonLabel: reasonLabel)
    }
}
