/// References to variables in arguments that no shell expands.
enum ReferenceText {
    /// Kubernetes' `$(NAME)`; `$$(NAME)` is the text `$(NAME)`, and an unknown name stays.
    static func kubernetes(_ text: String, _ variables: [String: String]) -> String {
        guard text.contains("$(") || text.contains("$$") else { return text }
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$$") {
                result += "$"
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix("$("), let close = rest.firstIndex(of: ")") {
                let name = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<close])
                result += variables[name] ?? "$(\(name))"
                rest = rest[rest.index(after: close)...]
            } else {
                result += "$"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    /// Compose's `$NAME`, `${NAME}` and `${NAME:-default}`; `$$` is a dollar sign, and an unknown
    /// name without a default stays.
    static func compose(_ text: String, _ variables: [String: String]) -> String {
        guard text.contains("$") else { return text }
        let characters = Array(text)
        var result = ""
        var index = 0
        while index < characters.count {
            guard characters[index] == "$" else {
                result.append(characters[index])
                index += 1
                continue
            }
            if index + 1 < characters.count, characters[index + 1] == "$" {
                result += "$"
                index += 2
            } else if let (name, fallback, end) = ShellText.variable(in: characters, at: index) {
                result += variables[name] ?? fallback ?? String(characters[index..<end])
                index = end
            } else {
                result += "$"
                index += 1
            }
        }
        return result
    }
}
