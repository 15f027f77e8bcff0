/// A number: `0.95`, `1e3`, `0x1F`, `Inf`, `NaN`.
///
/// A sign in front is a `UnaryExpression`. All NaNs are equal here, so that a tree that holds one
/// is equal to itself; zero and negative zero differ.
package struct NumberLiteral: Sendable {
    package var value: Double
    package var range: SourceRange

    package init(_ value: Double, range: SourceRange = .none) {
        self.value = value
        self.range = range
    }

    private var bits: UInt64 { value.isNaN ? Double.nan.bitPattern : value.bitPattern }
}

extension NumberLiteral: Hashable {
    package static func == (left: NumberLiteral, right: NumberLiteral) -> Bool {
        left.bits == right.bits && left.range == right.range
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(bits)
        hasher.combine(range)
    }
}
