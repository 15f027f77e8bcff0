/// A release as engines count theirs: numbers with dots, such as 0.20.1 or llama.cpp's 10519.
///
/// What follows the numbers, such as `rc1` or `.post2`, is left out. Missing numbers are zeros.
package struct EngineVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The numbers, most significant first, without zeros at the end.
    package let numbers: [Int]

    /// A version of these numbers.
    package init(_ numbers: Int...) {
        self.init(numbers: numbers)
    }

    /// The version that a text begins with, after a `v` or `b` if there is one; nil when no number
    /// stands there.
    ///
    /// - Parameter text: Such as `0.20.1`, `v3.3.7`, `b10519` or `0.11.0rc2`.
    package init?(_ text: String) {
        let digits = text.hasPrefix("v") || text.hasPrefix("b") ? text.dropFirst() : text[...]
        var numbers: [Int] = []
        for part in digits.split(separator: ".", omittingEmptySubsequences: false) {
            let leading = part.prefix { $0.isASCII && $0.isNumber }
            guard let number = Int(leading) else { break }
            numbers.append(number)
            if leading.count < part.count { break }
        }
        guard !numbers.isEmpty else { return nil }
        self.init(numbers: numbers)
    }

    private init(numbers: [Int]) {
        var kept = numbers
        while kept.count > 1, kept.last == 0 { kept.removeLast() }
        self.numbers = kept
    }

    package static func < (left: EngineVersion, right: EngineVersion) -> Bool {
        left.numbers.lexicographicallyPrecedes(right.numbers)
    }

    /// Three numbers at least where there are dots: `0.12.0`; a build number stands alone.
    package var description: String {
        guard numbers.count > 1 else { return numbers.map(String.init).joined() }
        let padding = Array(repeating: 0, count: max(0, 3 - numbers.count))
        return (numbers + padding).map(String.init).joined(separator: ".")
    }
}
