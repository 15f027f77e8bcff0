/// Names that Kubernetes takes for objects.
///
/// Objects get suffixes to the name, and some of them are Services, whose names begin with a letter
/// (RFC 1035); namespaces may begin with a digit (RFC 1123).
package enum KubernetesName {
    /// What is named.
    package enum Kind: Sendable, Hashable {
        /// Objects, a Service among them, with suffixes to come.
        case objects
        case namespace

        /// The most characters it may have; Kubernetes allows labels 63.
        package var lengthMax: Int { self == .objects ? 50 : 63 }
    }

    /// A name made of any text: what is not allowed becomes `-`.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - kind: What is named.
    /// - Returns: A name that is allowed.
    package static func made(from text: String, _ kind: Kind = .objects) -> String {
        let kept = text.lowercased().map { isAlphanumeric($0) ? $0 : "-" }
        var name = String(kept.drop { $0 == "-" })
        if name.isEmpty {
            return kind == .objects ? "endpoint" : GenerationSubject.defaultNamespace
        }
        if kind == .objects, !isLetter(name.first) { name = "llm-" + name }
        name = String(name.prefix(kind.lengthMax))
        while name.last == "-" { name.removeLast() }
        return name
    }

    /// What is wrong with a name.
    ///
    /// - Parameters:
    ///   - name: The name as somebody wrote it.
    ///   - kind: What is to be named.
    /// - Returns: A clause; nil for a name that is allowed.
    package static func fault(of name: String, _ kind: Kind) -> String? {
        if name.isEmpty { return "it is empty" }
        if let wrong = name.first(where: { !isAlphanumeric($0) && $0 != "-" }) {
            return wrong.isUppercase ? "upper case is not allowed" : "\"\(wrong)\" is not allowed"
        }
        if name.first == "-" || name.last == "-" { return "\"-\" may only stand within it" }
        if kind == .objects, !isLetter(name.first) { return "it begins with a digit" }
        if name.count > kind.lengthMax {
            return "it has \(name.count) characters, and \(kind.lengthMax) are allowed"
        }
        return nil
    }

    private static func isAlphanumeric(_ character: Character) -> Bool {
        ("a"..."z").contains(character) || ("0"..."9").contains(character)
    }

    private static func isLetter(_ character: Character?) -> Bool {
        character.map { ("a"..."z").contains($0) } ?? false
    }
}
