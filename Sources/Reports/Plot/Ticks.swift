/// Values for the marks of an axis.
enum Ticks {
    /// Multiples of 1, 2 or 5 times a power of ten inside a range, about as many as wanted.
    ///
    /// - SeeAlso: Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990.
    static func linear(_ range: ClosedRange<Double>, about count: Int) -> [Double] {
        let span = range.upperBound - range.lowerBound
        guard span > 0, span.isFinite, count > 0 else { return [range.lowerBound] }
        let step = niceStep(span / Double(count))
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        let last = (range.upperBound / step + 1e-9).rounded(.down)
        guard first <= last, last - first < 1000 else { return [range.lowerBound] }
        return stride(from: first, through: last, by: 1).map { multiple in
            // Dividing by a whole number rounds once; multiplying by 0.1 would show its error.
            step < 1 ? multiple / (1 / step).rounded() : multiple * step
        }
    }

    /// Round times for an axis of seconds: 15 s, 30 s, 1 min, 5 min and so on where the range is
    /// longer than a minute, else as ``linear(_:about:)``.
    static func seconds(_ range: ClosedRange<Double>, about count: Int) -> [Double] {
        let span = range.upperBound - range.lowerBound
        guard span > 60, count > 0 else { return linear(range, about: count) }
        let steps: [Double] = [10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600]
        guard let step = steps.first(where: { span / $0 <= Double(count) + 1 }) else {
            return linear(range, about: count)
        }
        let first = (range.lowerBound / step - 1e-9).rounded(.up)
        return stride(from: first * step, through: range.upperBound, by: step).map(\.self)
    }

    /// Powers of ten inside a range; 2 and 5 times them as well where there are few.
    static func logarithmic(_ range: ClosedRange<Double>) -> [Double] {
        guard range.lowerBound > 0, range.upperBound.isFinite else { return [] }
        let lowest = Decimals.exponent(range.lowerBound) - 1
        let highest = Decimals.exponent(range.upperBound) + 1
        let factorSets: [[Double]] = [[1, 2, 5], [1, 3], [1]]
        for factors in factorSets {
            let ticks = (lowest...highest).flatMap { exponent in
                factors.map { factor in
                    exponent < 0
                        ? factor / Decimals.power(-exponent) : factor * Decimals.power(exponent)
                }
            }
            .filter(range.contains)
            if ticks.count <= 7 || factors.count == 1 { return ticks }
        }
        return []
    }

    private static func niceStep(_ rough: Double) -> Double {
        let exponent = Decimals.exponent(rough)
        let unit = exponent < 0 ? 1 / Decimals.power(-exponent) : Decimals.power(exponent)
        let factor = [1.0, 2, 5, 10].first { $0 * unit >= rough * (1 - 1e-9) } ?? 10
        return exponent < 0 ? factor / Decimals.power(-exponent) : factor * unit
    }
}
