/// The members of a model's configuration, whatever its makers called them.
struct ModelFields {
    let node: LineJSON
    let file: String

    /// A text; nil when it is not there.
    func text(_ name: String) -> String? { node[name]?.text }

    /// What the model's values are stored as, under its new and its old name.
    var typeName: String? { text("dtype") ?? text("torch_dtype") }

    /// Whether a switch is there and off.
    func isFalse(_ name: String) -> Bool {
        if case .bool(false) = node[name]?.content { return true }
        return false
    }

    /// Whether a switch is on.
    func isTrue(_ name: String) -> Bool {
        if case .bool(true) = node[name]?.content { return true }
        return false
    }

    /// A whole number above zero under the first of several names that is there.
    ///
    /// - Throws: ``ProfileErrors`` when something else stands there.
    func number(_ names: String...) throws(ProfileErrors) -> Int? {
        try number(among: names)
    }

    /// A whole number that has to be there.
    ///
    /// - Throws: ``ProfileErrors`` when it is missing or something else stands there.
    func required(_ names: String...) throws(ProfileErrors) -> Int {
        if let number = try number(among: names) { return number }
        throw ProfileErrors([
            ProfileProblem(
                place: .line(file: file, line: node.line, column: 1), keyPath: names[0],
                message: "\(names[0]) is missing; expected the config.json of a language model, or "
                    + "give --kv-layers, --kv-heads and --head-size",
                expected: "a whole number above zero")
        ])
    }

    private func number(among names: [String]) throws(ProfileErrors) -> Int? {
        for name in names {
            guard let value = node[name] else { continue }
            if case .null = value.content { continue }
            guard case .number(let number) = value.content, number == number.rounded(), number > 0,
                number < 1e9
            else { throw problem(name, "expected a whole number above zero") }
            return Int(number)
        }
        return nil
    }

    /// A problem with a member.
    func problem(_ name: String, _ message: String) -> ProfileErrors {
        ProfileErrors([
            ProfileProblem(
                place: .line(file: file, line: node[name]?.line ?? node.line, column: 1),
                keyPath: name, message: "\(name): \(message)")
        ])
    }
}
