#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The functions taken from the system's mathematics library: the only file that imports it.
enum Elementary {
    /// The natural logarithm.
    static func naturalLog(_ x: Double) -> Double { log(x) }

    /// The natural logarithm of 1 + x, accurate near zero.
    static func naturalLogOnePlus(_ x: Double) -> Double { log1p(x) }

    /// The exponential function.
    static func exponential(_ x: Double) -> Double { exp(x) }

    /// The exponential function less one, accurate near zero.
    static func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }

    /// The complementary error function.
    static func complementaryError(_ x: Double) -> Double { erfc(x) }

    /// The logarithm of the gamma function, for positive arguments.
    ///
    /// `lgamma_r`, because `lgamma` writes the sign to a variable shared by all threads.
    static func logGamma(_ x: Double) -> Double {
        var sign: Int32 = 1
        return lgamma_r(x, &sign)
    }
}
