/// Times as stores of metrics count them.
enum Milliseconds {
    /// The nearest millisecond; the ends of the range of 64 bits for what lies beyond.
    static func of(_ seconds: Double) -> Int64 {
        let milliseconds = (seconds * 1000).rounded()
        guard !milliseconds.isNaN else { return 0 }
        return Int64(min(max(milliseconds, -9e18), 9e18))
    }

    /// Seconds between two moments.
    static func seconds(from start: Int64, to end: Int64) -> Double {
        Double(end - start) / 1000
    }
}
