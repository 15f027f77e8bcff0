#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The exponential function, from the C library of the platform.
enum Exponential {
    /// e to the power of a number.
    static func of(_ exponent: Double) -> Double { exp(exponent) }
}
