import Estimates

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Double {
    /// The natural logarithm; of nothing, or of what stands still, the lowest there is.
    var logarithm: Double { self > 0 ? log(self) : -.infinity }
}

extension Estimate {
    /// The estimate of e to the power of what this one estimates.
    var exponential: Estimate {
        var estimate = self
        estimate.point = exp(point)
        estimate.lower = exp(lower)
        estimate.upper = exp(upper)
        return estimate
    }
}
