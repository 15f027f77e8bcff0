import Foundation

/// Maps values to positions in a drawing.
struct Scale: Sendable, Equatable {
    /// How values are spread.
    enum Kind: Sendable, Equatable {
        /// Equal differences are equally wide.
        case linear
        /// Equal ratios are equally wide.
        case logarithmic
    }

    /// How values are spread.
    let kind: Kind
    /// The values shown.
    let domain: ClosedRange<Double>
    /// Where the domain's ends lie in the drawing.
    private let start: Double
    private let end: Double

    /// Makes a scale.
    ///
    /// - Parameters:
    ///   - kind: How values are spread; a logarithmic scale needs a positive domain.
    ///   - domain: The values shown; one without extent is widened.
    ///   - start: The position of the lowest value.
    ///   - end: The position of the highest value.
    init(_ kind: Kind, domain: ClosedRange<Double>, from start: Double, to end: Double) {
        self.kind = domain.lowerBound > 0 ? kind : .linear
        self.domain =
            domain.lowerBound < domain.upperBound
            ? domain
            : domain.lowerBound...(domain.lowerBound + max(abs(domain.lowerBound), 1e-3))
        self.start = start
        self.end = end
    }

    /// A scale that shows positive values well: logarithmic where the largest is more than four
    /// times the smallest, else linear from zero.
    static func fitting(_ values: [Double], from start: Double, to end: Double) -> Scale {
        let shown = values.filter { $0.isFinite && $0 >= 0 }
        guard let highest = shown.max(), highest > 0 else {
            return Scale(.linear, domain: 0...1, from: start, to: end)
        }
        let lowest = shown.filter { $0 > 0 }.min() ?? highest
        guard highest / lowest > 4, shown.allSatisfy({ $0 > 0 }) else {
            return Scale(.linear, domain: 0...(highest * 1.08), from: start, to: end)
        }
        return Scale(
            .logarithmic, domain: (lowest / 1.2)...(highest * 1.2), from: start, to: end)
    }

    /// The position of a value; values outside the domain land on its edge.
    func callAsFunction(_ value: Double) -> Double {
        let inside = min(max(value, domain.lowerBound), domain.upperBound)
        let share =
            switch kind {
            case .linear:
                (inside - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
            case .logarithmic:
                (log(inside) - log(domain.lowerBound))
                    / (log(domain.upperBound) - log(domain.lowerBound))
            }
        return start + (end - start) * share
    }

    /// Values worth a mark.
    func ticks(about count: Int) -> [Double] {
        switch kind {
        case .linear: Ticks.seconds(domain, about: count)
        case .logarithmic: Ticks.logarithmic(domain)
        }
    }
}
