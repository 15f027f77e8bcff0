import Yams

/// The problems and notes found while one document is read.
///
/// A class, because every section and field of the document reports into the same log.
package final class ProblemLog {
    let source: SourceText
    private(set) var problems: [ProfileProblem] = []
    private(set) var notes: [ProfileNote] = []
    /// Where each key path that was read stands, for problems found later between two keys.
    private(set) var places: [String: Mark] = [:]
    /// Places of repeated keys in mappings that were read.
    private var repeatedSeen: Set<YAMLDocument.Position> = []
    /// Lines that must not be shown, because a credential stands on them.
    private var hiddenLines: Set<Int> = []

    package init(source: SourceText) {
        self.source = source
    }

    /// Remembers where a key path stands.
    func remember(_ keyPath: String, at mark: Mark?) {
        places[keyPath] = mark
    }

    /// Remembers that a mapping with a repeated key was read, and its repetition reported.
    func sawRepeated(at mark: Mark) {
        repeatedSeen.insert(YAMLDocument.Position(mark))
    }

    /// Reports the repeated keys of mappings that nobody read.
    package func reportUnreadRepetitions(of document: YAMLDocument) {
        for (position, key) in document.repeated where !repeatedSeen.contains(position) {
            problems.append(
                ProfileProblem(
                    place: .line(file: source.file, line: position.line, column: position.column),
                    keyPath: key, message: "key \(key.quoted) is given more than once",
                    found: key))
        }
    }

    /// Keeps a line out of every excerpt.
    func hideLine(of mark: Mark?) {
        if let mark { hiddenLines.insert(mark.line) }
    }

    /// Reports a problem at a mark, or at the file as a whole.
    func report(
        _ message: String, at mark: Mark?, keyPath: String, found: String? = nil,
        expected: String? = nil, suggestion: String? = nil, hint: String? = nil
    ) {
        problems.append(
            ProfileProblem(
                place: place(mark), keyPath: keyPath, message: message, found: found,
                expected: expected, suggestion: suggestion, hint: hint))
    }

    /// Reports a problem of the file as a whole.
    package func report(_ message: String) {
        report(message, at: nil, keyPath: "")
    }

    /// Adds a note at a mark, or at the file as a whole.
    func note(_ message: String, at mark: Mark?) {
        notes.append(ProfileNote(place: place(mark), message: message))
    }

    /// The place of a mark.
    func place(_ mark: Mark?) -> ProfileProblem.Place {
        guard let mark else { return .file(source.file) }
        return .line(file: source.file, line: mark.line, column: mark.column)
    }

    /// Throws when anything was reported; excerpts are made here, when every line to hide is known.
    package func throwIfAny() throws(ProfileErrors) {
        guard !problems.isEmpty else { return }
        throw ProfileErrors(
            problems.map { problem in
                guard let line = problem.line, let column = problem.column,
                    !hiddenLines.contains(line)
                else { return problem }
                var shown = problem
                shown.excerpt = source.excerpt(line: line, column: column)
                return shown
            })
    }
}
