import Foundation

/// By what the requests of a run are recognised in another: what was measured of them.
///
/// Joining runs numbers requests anew, names their generator and counts their start from another
/// beginning, so none of that goes in.
package struct RequestMarks: Sendable {
    /// Marks that chance does not give twice.
    private var exact: Set<Int> = []
    /// Marks of requests of which too little is known, such as times to the second.
    private var coarse: Set<Int> = []

    /// Creates marks of no request.
    package init() {}

    /// The marks of requests.
    ///
    /// - Parameter records: The requests.
    package init(_ records: [ProbeRecord]) {
        for record in records { add(record) }
    }

    /// Adds a request.
    ///
    /// - Parameter record: The request.
    package mutating func add(_ record: ProbeRecord) {
        let milliseconds = (record.timestamp.timeIntervalSince1970 * 1000).rounded()
        var hasher = Hasher()
        hasher.combine(milliseconds)
        hasher.combine(record.isWarmup)
        hasher.combine(record.model)
        hasher.combine(record.outcome)
        hasher.combine(record.httpStatus)
        hasher.combine(record.endToEnd)
        hasher.combine(record.timeToFirstToken)
        hasher.combine(record.gaps)
        // A recording without times has nothing but its order.
        if milliseconds <= 0 { hasher.combine(record.index) }
        let isExact =
            milliseconds > 0
            && (!record.gaps.isEmpty || milliseconds.truncatingRemainder(dividingBy: 1000) != 0)
        if isExact {
            exact.insert(hasher.finalize())
        } else {
            coarse.insert(hasher.finalize())
        }
    }

    /// How many requests two runs have in common.
    ///
    /// A few equal ones of those that are known to the second only may be chance; half of a run is
    /// not.
    ///
    /// - Parameter other: The other run's marks.
    /// - Returns: 0 where all differ.
    package func shared(with other: RequestMarks) -> Int {
        let alike = coarse.intersection(other.coarse).count
        let isChance = alike * 2 < min(coarse.count, other.coarse.count)
        return exact.intersection(other.exact).count + (isChance ? 0 : alike)
    }
}
