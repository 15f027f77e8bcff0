import Yams

/// A mapping with a known set of keys.
///
/// Creating one reports keys that are unknown, repeated or no text; asking for a key that the set
/// does not hold is a mistake of the caller, found by the first test that reads the section.
package struct YAMLSection {
    /// The key path of the section; empty for the document.
    package let path: String
    /// Where the section stands.
    let mark: Mark?
    let log: ProblemLog
    private let document: YAMLDocument
    private let keys: [String]
    private let values: [String: (mark: Mark?, value: Node)]

    /// What happens to a key that nobody knows.
    package enum UnknownKeys {
        /// It is a problem: the file is ours.
        case refused
        /// It is a problem, and the file is no profile: nothing is said of where a profile has such a key.
        case refusedElsewhere
        /// It is a note: the file was written for another program too.
        case noted
    }

    /// Opens a mapping.
    ///
    /// - Parameters:
    ///   - entries: The pairs of the mapping, see ``YAMLEntries``.
    ///   - path: The key path of the section.
    ///   - mark: Where the section stands.
    ///   - keys: The keys it may hold, in the order they are listed in messages.
    ///   - unknown: What happens to other keys.
    ///   - log: Where problems go.
    ///   - document: The document the section is part of.
    init(
        entries: [YAMLEntries.Entry], path: String, mark: Mark?, keys: [String],
        unknown: UnknownKeys = .refused, log: ProblemLog, document: YAMLDocument
    ) {
        self.document = document
        self.path = path
        self.mark = mark
        self.keys = keys
        self.log = log
        var values: [String: (mark: Mark?, value: Node)] = [:]
        for entry in entries {
            guard keys.contains(entry.key) else {
                // Compose files have made "x-" the place for anchors.
                if path.isEmpty, entry.key.hasPrefix("x-") { continue }
                Self.reportUnknown(entry, path: path, keys: keys, unknown: unknown, log: log)
                continue
            }
            values[entry.key] = (entry.mark, entry.value)
            log.remember(Self.join(path, entry.key), at: entry.mark)
        }
        self.values = values
    }

    /// The value of a key, or `nil` when the key is absent.
    package func field(_ key: String) -> YAMLField? {
        precondition(keys.contains(key), "\(key) is not a key of \(path)")
        return values[key].map {
            YAMLField(
                path: Self.join(path, key), keyMark: $0.mark, node: $0.value, log: log,
                document: document)
        }
    }

    /// Whether the section may hold a key.
    func knows(_ key: String) -> Bool { keys.contains(key) }

    /// A section inside this one; `nil` when it is absent, empty or no mapping (which is reported).
    package func section(
        _ key: String, keys: [String], unknown: UnknownKeys = .refused
    ) -> YAMLSection? {
        guard let field = field(key), !field.isNull else { return nil }
        return field.section(keys: keys, unknown: unknown)
    }

    private static func join(_ path: String, _ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    private static func reportUnknown(
        _ entry: YAMLEntries.Entry, path: String, keys: [String], unknown: UnknownKeys,
        log: ProblemLog
    ) {
        let name = join(path, entry.key)
        let inside = path.isEmpty ? "" : " in \(path)"
        guard unknown != .noted else {
            log.note(
                "key \(name.quoted) is not known to firstlight and is left out", at: entry.mark)
            return
        }
        var message = "unknown key \(entry.key.quoted)\(inside)"
        var suggestion: String?
        if unknown == .refused, let home = ProfileKeys.home(of: entry.key, outside: path) {
            message += "; it belongs \(home.isEmpty ? "to the top level" : "under \(home)")"
            suggestion = join(home, entry.key)
        } else if let nearest = NearestSpelling.of(entry.key, among: keys) {
            message += "; did you mean \(nearest.quoted)?"
            suggestion = nearest
        } else {
            message += "; the keys are \(keys.joined(separator: ", "))"
        }
        log.report(
            message, at: entry.mark, keyPath: name, found: entry.key,
            expected: keys.joined(separator: ", "), suggestion: suggestion)
    }
}
