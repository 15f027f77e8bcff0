import Inference

/// A value that names environment variables: `${OPENAI_API_KEY}`, `Bearer ${TOKEN}`.
enum EnvironmentReference {
    /// Why a reference has no value.
    enum Failure: Error, Equatable {
        /// No variable is named: the text itself would be the value.
        case literal
        /// `$NAME` without braces, or `${NAME:-default}`, or an unclosed brace.
        case malformed(suggestion: String?)
        /// A variable that is not set.
        case unset(String)
        /// A variable that is set to nothing.
        case empty(String)
        /// A variable whose value no header can hold: a line break, or anything else that is not
        /// printable ASCII.
        case forbiddenCharacter(String)
    }

    /// Replaces every `${NAME}`; at least one must stand in the text.
    static func expand(
        _ text: String, environment: [String: String]
    ) throws(Failure) -> Secret {
        var result = ""
        var rest = Substring(text)
        var variables = 0
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            let name = try variable(at: rest)
            guard let value = environment[name] else { throw .unset(name) }
            guard !value.isEmpty else { throw .empty(name) }
            guard value.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) }) else {
                throw .forbiddenCharacter(name)
            }
            result += value
            variables += 1
            rest = rest.dropFirst(name.count + "${}".count)
        }
        guard variables > 0 else { throw .literal }
        return Secret(result + rest)
    }

    /// Whether a text can be the name of a variable.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private static func variable(at text: Substring) throws(Failure) -> String {
        guard text.hasPrefix("${") else {
            let name = text.dropFirst().prefix { isName("A\($0)") }
            throw .malformed(suggestion: isName(name) ? "${\(name)}" : nil)
        }
        guard let end = text.firstIndex(of: "}") else { throw .malformed(suggestion: nil) }
        let name = text[text.index(text.startIndex, offsetBy: 2)..<end]
        guard isName(name) else {
            let start = name.prefix { isName("A\($0)") }
            throw .malformed(suggestion: isName(start) ? "${\(start)}" : nil)
        }
        return String(name)
    }
}

extension EnvironmentReference.Failure: CustomStringConvertible {
    /// A sentence that names the variable, never its value.
    var description: String {
        switch self {
        case .literal:
            "a secret must not stand in a file; write ${NAME} and set that environment variable"
        case .malformed(let suggestion):
            "expected ${NAME}, the name of an environment variable in braces"
                + (suggestion.map { "; did you mean \($0)?" } ?? "")
        case .unset(let name):
            "the environment variable \(name) is not set"
        case .empty(let name):
            "the environment variable \(name) is set to nothing"
        case .forbiddenCharacter(let name):
            "the environment variable \(name) holds a character that no header can hold, "
                + "such as a line break"
        }
    }

    /// Whether the text itself may be the secret, so that its line must not be shown.
    var mayBeTheSecret: Bool {
        switch self {
        case .literal, .malformed: true
        case .unset, .empty, .forbiddenCharacter: false
        }
    }

    /// The way out of a variable that is not set.
    var hint: String? {
        guard case .unset(let name) = self else { return nil }
        return "set it with \"export \(name)=...\""
    }
}
