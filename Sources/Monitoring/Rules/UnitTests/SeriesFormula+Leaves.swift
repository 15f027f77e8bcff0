import Signals

extension SeriesFormula {
    /// A series and its value.
    struct Leaf {
        let selector: SeriesSelector
        let value: Double
        /// Labels by which a formula takes its groups apart.
        var groups: [String] = []
        /// Whether the series only has to be there.
        var isWitness = false
    }

    /// The whole of which a share or a quotient is taken; a power of two, so that nothing is rounded.
    private static let whole = 64.0

    /// Values of the series that make the formula give a value; empty where it is no formula of
    /// plain series.
    func leaves(giving value: Double) -> [Leaf] {
        switch self {
        case .sum(let selector), .max(let selector), .min(let selector):
            return [Leaf(selector: selector, value: value)]
        case .sumOrZero(let selector, let present):
            let own = Leaf(selector: selector, value: value)
            return selector.name == present.name
                ? [own] : [own, Leaf(selector: present, value: 1, isWitness: true)]
        case .total(let parts):
            return parts.enumerated().flatMap { $1.leaves(giving: $0 == 0 ? value : 0) }
        case .product(let first, let second):
            return first.leaves(giving: value) + second.leaves(giving: 1)
        case .ratio(let part, let whole), .share(let part, let whole):
            return Self.quotient(part, whole, value)
        case .complement(let inner): return inner.leaves(giving: 1 - value)
        case .scaled(let inner, let factor): return inner.leaves(giving: value / factor)
        case .extreme(_, let inner, let groups):
            return inner.leaves(giving: value).map { leaf in
                Leaf(selector: leaf.selector, value: leaf.value, groups: leaf.groups + groups)
            }
        case .label, .histogram, .observations: return []
        }
    }

    private static func quotient(
        _ part: SeriesFormula, _ all: SeriesFormula, _ value: Double
    ) -> [Leaf] {
        let inside = part.leaves(giving: value * whole)
        let rest = whole - value * whole
        // Where the part is one of the terms the others are what is left.
        if case .total(let terms) = all, terms.contains(part) {
            let others = terms.filter { $0 != part }
            return inside
                + others.enumerated().flatMap { $1.leaves(giving: $0 == 0 ? rest : 0) }
        }
        // Where the part is some of the same series the others are those that it leaves out.
        if case .sum(let some) = part, case .sum(let every) = all, some.name == every.name,
            let matcher = some.matchers.first, case .noneOf(let values) = matcher.condition
        {
            let outside = SeriesSelector(
                every.name, .any(matcher.label, of: Set([values.min() ?? ""])))
            return inside + [Leaf(selector: outside, value: rest)]
        }
        return inside + all.leaves(giving: whole)
    }
}
