import ArgumentParser
import Signals

/// Labels as they are selected on the command line: `NAME=VALUE`, one at a time.
enum LabelSelection {
    /// The conditions that the texts stand for.
    ///
    /// - Parameters:
    ///   - texts: What was written, each `NAME=VALUE`.
    ///   - flag: The option, for messages.
    /// - Returns: The conditions in the order of their labels.
    /// - Throws: `ValidationError` for a text of another form, or a label that is named twice.
    static func matchers(_ texts: [String], flag: String) throws -> [LabelMatcher] {
        var values: [String: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, isLabel(parts[0]), !parts[1].isEmpty else {
                throw ValidationError(
                    "\(flag) is \"\(text)\"; expected NAME=VALUE, such as job=vllm")
            }
            let name = String(parts[0])
            guard values.updateValue(String(parts[1]), forKey: name) == nil else {
                throw ValidationError("\(flag) names the label \(name) twice")
            }
        }
        return values.sorted { $0.key < $1.key }.map { .equal($0.key, $0.value) }
    }

    private static func isLabel(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, !(48...57).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
                || byte == 95
        }
    }
}
