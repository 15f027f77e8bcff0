/// One thing that is wrong with a profile, a classic file or a command line flag.
package struct ProfileProblem: Error, Sendable, Equatable {
    /// Where it stands.
    package var place: Place
    /// The key it is about, as a path such as `gate.minProbes` or `objectives[2]`; empty for the
    /// file as a whole.
    package var keyPath: String
    /// The sentence, without the place.
    package var message: String
    /// What was found, when it may be shown; a secret never is.
    package var found: String?
    /// What was expected.
    package var expected: String?
    /// The valid spelling that was probably meant.
    package var suggestion: String?
    /// A way out that takes more than a word.
    package var hint: String?
    /// The line with a caret under the column.
    package var excerpt: String?

    /// A problem.
    package init(
        place: Place, keyPath: String, message: String, found: String? = nil,
        expected: String? = nil, suggestion: String? = nil, hint: String? = nil,
        excerpt: String? = nil
    ) {
        self.place = place
        self.keyPath = keyPath
        self.message = message
        self.found = found
        self.expected = expected
        self.suggestion = suggestion
        self.hint = hint
        self.excerpt = excerpt
    }

    /// Where a problem stands.
    package enum Place: Sendable, Equatable {
        /// A file as a whole.
        case file(String)
        /// A line and a column of a file, both counted from 1.
        case line(file: String, line: Int, column: Int)
        /// A command line flag or argument, by the name the user typed it with.
        case flag(String)
    }

    /// The file, when the problem stands in one.
    package var file: String? {
        switch place {
        case .file(let file), .line(let file, _, _): file
        case .flag: nil
        }
    }

    /// The line, counted from 1.
    package var line: Int? {
        if case .line(_, let line, _) = place { line } else { nil }
    }

    /// The column, counted from 1 in Unicode scalars.
    package var column: Int? {
        if case .line(_, _, let column) = place { column } else { nil }
    }
}

extension ProfileProblem.Place: CustomStringConvertible {
    /// `file:line:column`, the file, or the flag.
    package var description: String {
        switch self {
        case .file(let file): file
        case .line(let file, let line, let column): "\(file):\(line):\(column)"
        case .flag(let flag): flag
        }
    }
}

extension ProfileProblem: CustomStringConvertible {
    /// The place and the sentence, then the line with a caret where there is one.
    package var description: String {
        "\(place): \(message)" + (excerpt.map { "\n\($0)" } ?? "")
    }
}
