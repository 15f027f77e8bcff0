/// The interval of a difference of two independent estimates, from the intervals that each has.
///
/// Each end of the difference is as far from its point as the two ends that lead there, added as
/// variances are. With Wilson's intervals of two shares it is Newcombe's tenth method; with the rank
/// intervals of two percentiles nothing is assumed about the shape of either distribution.
///
/// - SeeAlso: Zou and Donner, "Construction of confidence limits about effect measures: a general
///   approach", Statistics in Medicine 27 (2008), "MOVER"; Newcombe, "Interval estimation for the
///   difference between independent proportions", Statistics in Medicine 17 (1998), method 10.
package enum RecoveredInterval {
    /// A point with its ends, on the scale on which the difference is taken.
    struct Span {
        var point: Double
        var lower: Double
        var upper: Double

        init(_ estimate: Estimate) {
            (point, lower, upper) = (estimate.point, estimate.lower, estimate.upper)
        }

        /// The same on the scale of logarithms; what is not above zero is at its far end.
        var logarithm: Span {
            var span = self
            span.point = Span.logarithm(point)
            span.lower = Span.logarithm(lower)
            span.upper = Span.logarithm(upper)
            return span
        }

        private static func logarithm(_ value: Double) -> Double {
            if value.isNaN { return .nan }
            return value <= 0 ? -.infinity : Elementary.naturalLog(value)
        }
    }

    /// The candidate's value minus the baseline's.
    ///
    /// - Parameters:
    ///   - candidate: An estimate.
    ///   - baseline: An independent one of the same unit and confidence.
    /// - Returns: The difference; an end is infinite where one of the two that lead there is. Where a
    ///   point is infinite the difference is one, and both ends are unbounded where both are.
    package static func difference(_ candidate: Estimate, _ baseline: Estimate) -> Estimate {
        let span = difference(Span(candidate), Span(baseline))
        return estimate(span, candidate, baseline)
    }

    /// The candidate's value by the baseline's, from the difference of their logarithms.
    ///
    /// - Parameters:
    ///   - candidate: An estimate of something positive.
    ///   - baseline: An independent one of the same unit and confidence.
    /// - Returns: The ratio; its ends are 0 and infinite where nothing bounds it.
    package static func ratio(_ candidate: Estimate, _ baseline: Estimate) -> Estimate {
        let span = difference(Span(candidate).logarithm, Span(baseline).logarithm)
        var ratio = span
        ratio.point = Elementary.exponential(span.point)
        ratio.lower = Elementary.exponential(span.lower)
        ratio.upper = Elementary.exponential(span.upper)
        return estimate(ratio, candidate, baseline)
    }

    static func difference(_ candidate: Span, _ baseline: Span) -> Span {
        var span = candidate
        guard !candidate.point.isNaN, !baseline.point.isNaN else {
            (span.point, span.lower, span.upper) = (.nan, -.infinity, .infinity)
            return span
        }
        let point = candidate.point - baseline.point
        if point.isFinite {
            span.point = point
            span.lower =
                point
                - root(candidate.point - candidate.lower, baseline.upper - baseline.point)
            span.upper =
                point
                + root(candidate.upper - candidate.point, baseline.point - baseline.lower)
        } else {
            // A failed request has no distance to add: the ends themselves are all there is.
            span.point = point
            span.lower = apart(candidate.lower, baseline.upper, whenUndefined: -.infinity)
            span.upper = apart(candidate.upper, baseline.lower, whenUndefined: .infinity)
        }
        return span
    }

    private static func root(_ first: Double, _ second: Double) -> Double {
        guard first.isFinite, second.isFinite else { return .infinity }
        return (first * first + second * second).squareRoot()
    }

    private static func apart(
        _ first: Double, _ second: Double, whenUndefined undefined: Double
    ) -> Double {
        let difference = first - second
        return difference.isNaN ? undefined : difference
    }

    private static func estimate(
        _ span: Span, _ candidate: Estimate, _ baseline: Estimate
    ) -> Estimate {
        Estimate(
            point: span.point, lower: span.lower, upper: span.upper,
            count: min(candidate.count, baseline.count),
            confidence: min(candidate.confidence, baseline.confidence),
            provenance: candidate.provenance, method: .recoveredVariance)
    }
}
