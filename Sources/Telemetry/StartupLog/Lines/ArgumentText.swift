/// Arguments in a log, as Python or Rust print a structure of them.
///
///     {'max_num_seqs': 8, 'served_model_name': ['tiny']}      a dict
///     Namespace(host=None, port=8000)  ServerArgs(tp_size=1)  an object
///     Args { num_shard: Some(4), revision: None }             a Rust structure
enum ArgumentText {
    /// The arguments behind an opening bracket, up to the bracket that closes it or the text's end.
    ///
    /// Strings lose their quotes and Rust's `Some(...)`; other values stay as printed. A value whose
    /// name says that it is a secret becomes `<secret>`.
    ///
    /// - Parameter text: what follows the opening bracket; logs cut long lines, so nothing needs to
    ///   be closed, and an argument that is cut is left out.
    /// - Returns: values by name.
    static func parse(_ text: Substring) -> [String: String] {
        var arguments: [String: String] = [:]
        for piece in pieces(of: text) {
            guard let (name, value) = split(piece) else { continue }
            arguments[name] = isSecret(name) ? "<secret>" : value
        }
        return arguments
    }

    /// Whether an argument of this name holds a key, a password or a token of access.
    static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        let words = name.split { $0 == "_" || $0 == "-" }
        return words.contains { ["key", "keys", "secret", "password", "authtoken"].contains($0) }
            || (words.last == "token" && words.count > 1 && name.contains("hf"))
            || name == "token" || name.hasSuffix("auth_token") || name.hasSuffix("access_token")
    }

    // MARK: - Pieces

    /// The parts between commas that are in no inner bracket and no string.
    private static func pieces(of text: Substring) -> [Substring] {
        var pieces: [Substring] = []
        var start = text.startIndex
        var depth = 0
        var quote: Character?
        var index = text.startIndex
        scan: while index < text.endIndex {
            let character = text[index]
            if let open = quote {
                if character == "\\" {
                    index = text.index(after: index)
                    guard index < text.endIndex else { break scan }
                } else if character == open {
                    quote = nil
                }
            } else {
                switch character {
                case "'", "\"": quote = character
                case "(", "[", "{", "<": depth += 1
                case ">" where depth > 0: depth -= 1
                case ")", "]", "}":
                    guard depth > 0 else {
                        pieces.append(text[start..<index])
                        return pieces
                    }
                    depth -= 1
                case "," where depth == 0:
                    pieces.append(text[start..<index])
                    start = text.index(after: index)
                default: break
                }
            }
            index = text.index(after: index)
        }
        return pieces
    }

    /// `'name': value`, `name=value` or `name: value`.
    private static func split(_ piece: Substring) -> (name: String, value: String)? {
        var rest = piece.drop { $0.isWhitespace }
        var name = ""
        if let quote = rest.first, quote == "'" || quote == "\"" {
            rest = rest.dropFirst()
            name = String(rest.prefix { $0 != quote })
            rest = rest.dropFirst(name.count + 1)
        } else {
            name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" })
            rest = rest.dropFirst(name.count)
        }
        rest = rest.drop { $0 == " " }
        guard !name.isEmpty, name.count <= 100, rest.first == ":" || rest.first == "=" else {
            return nil
        }
        let value = rest.dropFirst().drop { $0.isWhitespace }
        return (name, unquoted(trimmed(value)))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return text
    }

    private static func unquoted(_ value: Substring) -> String {
        if value.hasPrefix("Some("), value.last == ")" {
            return unquoted(value.dropFirst(5).dropLast())
        }
        guard value.count >= 2, let quote = value.first, quote == "'" || quote == "\"",
            value.last == quote
        else { return String(value.prefix(1000)) }
        var text = ""
        var isEscaped = false
        for character in value.dropFirst().dropLast() {
            if character == "\\" && !isEscaped {
                isEscaped = true
            } else {
                text.append(character)
                isEscaped = false
            }
        }
        return String(text.prefix(1000))
    }
}
