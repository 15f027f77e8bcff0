/// Finds when the integral of a load curve reaches a value; for values in ascending order.
///
/// Each straight piece is inverted exactly; a place is remembered, so that a whole schedule costs
/// one pass over the pieces.
struct CurveIntegral: Sendable {
    private struct Piece: Sendable {
        var startSeconds: Double
        /// Infinite for the last piece.
        var lengthSeconds: Double
        var startValue: Double
        var endValue: Double

        var area: Double {
            guard lengthSeconds.isFinite else { return startValue > 0 ? .infinity : 0 }
            return (startValue + endValue) / 2 * lengthSeconds
        }

        /// Seconds after the piece's start at which an area is reached.
        ///
        /// The root of v x + a x^2 / 2 = area, in the form that loses no digits when the slope a is
        /// near zero.
        func seconds(toArea area: Double) -> Double {
            guard area > 0 else { return 0 }
            guard lengthSeconds.isFinite else { return area / startValue }
            let slope = (endValue - startValue) / lengthSeconds
            let root = max(0, startValue * startValue + 2 * slope * area).squareRoot()
            return min(lengthSeconds, 2 * area / (startValue + root))
        }
    }

    private let pieces: [Piece]
    private var place = 0
    /// The area of all pieces before the place.
    private var areaBefore = 0.0

    init(_ curve: LoadCurve) {
        let points = curve.points
        var pieces: [Piece] = []
        if points[0].offsetSeconds > 0 {
            pieces.append(
                Piece(
                    startSeconds: 0, lengthSeconds: points[0].offsetSeconds,
                    startValue: points[0].value, endValue: points[0].value))
        }
        for (left, right) in zip(points, points.dropFirst())
        where right.offsetSeconds > left.offsetSeconds {
            pieces.append(
                Piece(
                    startSeconds: left.offsetSeconds,
                    lengthSeconds: right.offsetSeconds - left.offsetSeconds,
                    startValue: left.value, endValue: right.value))
        }
        let last = points[points.count - 1]
        pieces.append(
            Piece(
                startSeconds: last.offsetSeconds, lengthSeconds: .infinity,
                startValue: last.value, endValue: last.value))
        self.pieces = pieces
    }

    /// When the integral exceeds a value for the first time.
    ///
    /// - Parameter area: The value; never smaller than that of the call before.
    /// - Returns: Seconds since the curve's beginning; `nil` when the integral never exceeds it.
    mutating func seconds(toArea area: Double) -> Double? {
        while place < pieces.count {
            let piece = pieces[place]
            let rest = area - areaBefore
            if rest < piece.area { return piece.startSeconds + piece.seconds(toArea: max(0, rest)) }
            areaBefore += piece.area
            place += 1
        }
        return nil
    }
}
