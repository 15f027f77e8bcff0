/// When the number of sessions of a closed loop changes.
///
/// The number at a moment is the curve rounded to the nearest whole one.
package struct SessionSchedule: Sendable, Equatable {
    /// One change.
    package struct Change: Sendable, Equatable {
        /// Seconds since the run began.
        package var offsetSeconds: Double
        /// How many sessions run from then on.
        package var count: Int

        /// Creates a change.
        ///
        /// - Parameters:
        ///   - offsetSeconds: Seconds since the run began.
        ///   - count: How many sessions run from then on.
        package init(offsetSeconds: Double, count: Int) {
            self.offsetSeconds = offsetSeconds
            self.count = count
        }
    }

    /// The changes in order; the first is at offset 0 and says how many sessions the run begins with.
    package let changes: [Change]

    /// Works out the changes of a curve.
    ///
    /// - Parameter curve: How many sessions when.
    package init(_ curve: LoadCurve) {
        let first = curve.points[0]
        var changes = [Change(offsetSeconds: 0, count: Self.rounded(first.value))]
        func add(_ change: Change) {
            let last = changes[changes.count - 1]
            guard change.count != last.count else { return }
            if change.offsetSeconds == last.offsetSeconds {
                changes[changes.count - 1] = change
            } else {
                changes.append(change)
            }
        }
        for (left, right) in zip(curve.points, curve.points.dropFirst()) {
            let length = right.offsetSeconds - left.offsetSeconds
            let (from, to) = (Self.rounded(left.value), Self.rounded(right.value))
            if length > 0, from != to {
                let slope = (right.value - left.value) / length
                // Halfway between two whole numbers one session comes or goes.
                for step in 1...abs(to - from) {
                    let count = to > from ? from + step : from - step
                    let half = to > from ? Double(count) - 0.5 : Double(count) + 0.5
                    let offset = left.offsetSeconds + (half - left.value) / slope
                    add(Change(offsetSeconds: max(left.offsetSeconds, offset), count: count))
                }
            } else {
                add(Change(offsetSeconds: right.offsetSeconds, count: to))
            }
        }
        self.changes = changes
    }

    private static func rounded(_ value: Double) -> Int {
        Int(value.rounded(.toNearestOrAwayFromZero))
    }
}
