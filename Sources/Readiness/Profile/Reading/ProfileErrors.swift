/// Everything that is wrong with a profile, in the order it stands in the file.
package struct ProfileErrors: Error, Sendable, Equatable {
    /// The problems; never empty when thrown.
    package let problems: [ProfileProblem]

    /// Collects problems and sorts those with a line by it.
    package init(_ problems: [ProfileProblem]) {
        func rank(_ problem: ProfileProblem) -> (Int, Int) {
            (problem.line ?? 0, problem.column ?? 0)
        }
        self.problems = problems.enumerated().sorted { left, right in
            let (leftRank, rightRank) = (rank(left.element), rank(right.element))
            return leftRank == rightRank ? left.offset < right.offset : leftRank < rightRank
        }.map(\.element)
    }
}

extension ProfileErrors: CustomStringConvertible {
    /// Every problem, then after an empty line every hint once.
    package var description: String {
        var hints: [String] = []
        for hint in problems.compactMap(\.hint) where !hints.contains(hint) { hints.append(hint) }
        let body = problems.map(\.description).joined(separator: "\n")
        guard !hints.isEmpty else { return body }
        return body + "\n\n" + hints.map { "hint: \($0)" }.joined(separator: "\n")
    }
}
