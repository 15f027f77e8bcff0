import Inference

/// Reads the values of flags and collects what is wrong with them.
///
/// A class, because every reader reports into the same list.
final class FlagReader {
    typealias Flag = ProfileOverrides.Flag

    private(set) var problems: [ProfileProblem] = []

    /// Reports a sentence about a flag.
    func report(
        _ flag: Flag, _ message: String, found: String? = nil, suggestion: String? = nil,
        hint: String? = nil
    ) {
        problems.append(
            ProfileProblem(
                place: .flag(flag.rawValue), keyPath: flag.keyPath, message: message,
                found: found, suggestion: suggestion, hint: hint))
    }

    /// Text that is not empty.
    func text(_ text: String, _ flag: Flag) -> String? {
        guard text.trimmed.isEmpty else { return text }
        report(flag, "expected text, found an empty text")
        return nil
    }

    /// A URL.
    func address(_ text: String, _ flag: Flag) -> HTTPAddress? {
        do {
            return try HTTPAddress(text)
        } catch {
            report(flag, "\(error)", found: error == .credentials ? nil : text)
            return nil
        }
    }

    /// A duration above zero.
    func duration(_ text: String, _ flag: Flag) -> Duration? {
        do {
            let duration = try DurationText.parse(text)
            guard duration > .zero else {
                report(flag, "\(text.quoted) is zero; write a duration such as 500ms or 2m")
                return nil
            }
            return duration
        } catch {
            report(flag, "\(error)", found: text)
            return nil
        }
    }

    /// A share.
    func ratio(_ text: String, _ flag: Flag) -> Double? {
        do {
            return try RatioText.parse(text).double
        } catch {
            report(flag, "\(error)", found: text)
            return nil
        }
    }

    /// A number inside a range, handed to `assign`.
    func number<Value: Comparable>(
        _ value: Value?, _ flag: Flag, _ range: ClosedRange<Value>, assign: (Value) -> Void
    ) {
        guard let value else { return }
        guard range.contains(value) else {
            report(
                flag,
                "expected a number from \(range.lowerBound) to \(range.upperBound), "
                    + "found \(value)", found: "\(value)")
            return
        }
        assign(value)
    }

    /// One of a set of words.
    func word<Value: RawRepresentable & CaseIterable>(
        _ text: String, _ flag: Flag, of type: Value.Type
    ) -> Value? where Value.RawValue == String {
        if let value = Value(rawValue: text) { return value }
        let words = Value.allCases.map(\.rawValue)
        let nearest = NearestSpelling.of(text, among: words)
        report(
            flag,
            "unknown value \(text.quoted); "
                + (nearest.map { "did you mean \($0.quoted)?" }
                    ?? "it is one of \(words.joined(separator: ", "))"),
            found: text, suggestion: nearest)
        return nil
    }

    /// Objectives; `nil` when none is given.
    func objectives(_ texts: [String], _ flag: Flag) -> [Objective]? {
        guard !texts.isEmpty else { return nil }
        return texts.compactMap { text in
            do {
                return try Objective.parse(text)
            } catch {
                report(flag, "\(error)", found: text)
                return nil
            }
        }
    }

    /// The value of the environment variable that a flag names.
    func secret(_ name: String, _ flag: Flag, _ environment: [String: String]) -> Secret? {
        guard EnvironmentReference.isName(name) else {
            // What stands here instead of a name may be the key itself.
            report(
                flag,
                "takes the name of an environment variable, as in OPENAI_API_KEY; "
                    + "a key itself must not stand on a command line")
            return nil
        }
        do {
            return try EnvironmentReference.expand("${\(name)}", environment: environment)
        } catch {
            report(flag, error.description, hint: error.hint)
            return nil
        }
    }
}
