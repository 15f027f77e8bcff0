/// A load over time: straight lines between points, constant before the first and after the last.
///
/// The unit is the caller's: sessions at once, or starts a second. Two points at one offset make a
/// step; the later one holds from there on.
package struct LoadCurve: Sendable, Equatable {
    /// One point of the curve.
    package struct Point: Sendable, Equatable {
        /// Seconds since the run began, 0 or more.
        package var offsetSeconds: Double
        /// The load from there on, 0 or more.
        package var value: Double

        /// Creates a point.
        ///
        /// - Parameters:
        ///   - offsetSeconds: Seconds since the run began.
        ///   - value: The load.
        package init(offsetSeconds: Double, value: Double) {
            self.offsetSeconds = offsetSeconds
            self.value = value
        }
    }

    /// The points in order of their offsets; at least one.
    package let points: [Point]

    /// A load that never changes.
    ///
    /// - Parameter value: The load, 0 or more.
    package init(constant value: Double) {
        self.init(points: [Point(offsetSeconds: 0, value: value)])
    }

    /// A load through points.
    ///
    /// - Parameter points: At least one, in order of their offsets, no value negative.
    package init(points: [Point]) {
        precondition(!points.isEmpty, "a curve has a point")
        precondition(
            points.allSatisfy { $0.offsetSeconds >= 0 && $0.value >= 0 && $0.value.isFinite })
        precondition(
            zip(points, points.dropFirst()).allSatisfy { $0.offsetSeconds <= $1.offsetSeconds })
        self.points = points
    }

    /// A load that grows evenly from nothing and then stays.
    ///
    /// - Parameters:
    ///   - value: The load reached.
    ///   - seconds: How long that takes; 0 begins with the whole load.
    /// - Returns: The curve.
    package static func ramp(to value: Double, overSeconds seconds: Double) -> LoadCurve {
        guard seconds > 0 else { return LoadCurve(constant: value) }
        return LoadCurve(points: [
            Point(offsetSeconds: 0, value: 0), Point(offsetSeconds: seconds, value: value),
        ])
    }

    /// The load at a moment.
    ///
    /// - Parameter offsetSeconds: Seconds since the run began.
    /// - Returns: The load then.
    package func value(at offsetSeconds: Double) -> Double {
        guard let next = points.firstIndex(where: { $0.offsetSeconds > offsetSeconds }) else {
            return points[points.count - 1].value
        }
        guard next > 0 else { return points[0].value }
        let (left, right) = (points[next - 1], points[next])
        let share =
            (offsetSeconds - left.offsetSeconds) / (right.offsetSeconds - left.offsetSeconds)
        return left.value + share * (right.value - left.value)
    }
}
