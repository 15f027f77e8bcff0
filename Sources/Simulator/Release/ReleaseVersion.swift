/// A release number: `0.32.0`, `0.9`, or a build of llama.cpp such as `b11434`.
///
/// Missing parts count as 0, so `0.9` equals `0.9.0`.
package struct ReleaseVersion: Comparable, Sendable, CustomStringConvertible {
    /// The numbers, the most significant first; at least one.
    package let parts: [Int]
    private let isBuild: Bool

    /// Reads a release number; nil for anything else.
    ///
    /// - Parameter text: One to four numbers separated by points, with `v` or `b` before it or not.
    package init?(_ text: String) {
        var digits = Substring(text)
        isBuild = digits.hasPrefix("b")
        if isBuild || digits.hasPrefix("v") {
            digits.removeFirst()
        }
        let words = digits.split(separator: ".", omittingEmptySubsequences: false)
        let parts = words.compactMap { word in
            word.utf8.allSatisfy { (0x30...0x39).contains($0) } && word.utf8.count <= 9
                ? Int(word) : nil
        }
        guard parts.count == words.count, (1...4).contains(parts.count) else { return nil }
        self.parts = parts
    }

    /// The number as the server's own `/version` shows it: three parts, or a build.
    package var description: String {
        guard !isBuild else { return "b\(parts[0])" }
        let padded = parts + [Int](repeating: 0, count: max(0, 3 - parts.count))
        return padded.map { "\($0)" }.joined(separator: ".")
    }

    /// Whether it is a given release or a later one.
    package func isAtLeast(_ other: ReleaseVersion) -> Bool {
        self >= other
    }

    private func part(_ index: Int) -> Int {
        index < parts.count ? parts[index] : 0
    }

    /// Compares number by number.
    package static func < (left: ReleaseVersion, right: ReleaseVersion) -> Bool {
        for index in 0..<max(left.parts.count, right.parts.count)
        where left.part(index) != right.part(index) {
            return left.part(index) < right.part(index)
        }
        return false
    }

    /// Equal up to zeros at the end.
    package static func == (left: ReleaseVersion, right: ReleaseVersion) -> Bool {
        !(left < right) && !(right < left)
    }
}

extension ReleaseVersion: ExpressibleByStringLiteral {
    /// A release number in the source text.
    package init(stringLiteral text: String) {
        guard let version = ReleaseVersion(text) else {
            preconditionFailure("\"\(text)\" is no release number")
        }
        self = version
    }
}
