extension QueryGenerator {
    /// A name, matchers, or both.
    mutating func selector() -> String {
        let name = pick([
            "up", "a:b:rate5m", "vllm:num_requests_running", "_x", ":c", "sum", "rate", "offset",
            "and", "by", "start", "infinity", "time", "count_values",
        ])
        if chance(0.5) { return name }
        var matchers = (0..<Int.random(in: 0...3, using: &random)).map { _ in matcher() }
        let isNamed = chance(0.7)
        if !isNamed && chance(0.8) {
            matchers.append("job=\"a\"")
        }
        let ending = !matchers.isEmpty && chance(0.1) ? "," : ""
        let braces = "{" + blank() + matchers.joined(separator: "," + blank()) + ending + "}"
        return (isNamed ? name + blank() : "") + braces
    }

    private mutating func matcher() -> String {
        let name =
            chance(0.03) ? "__name__" : pick(["job", "le", "inf", "by", "a_1", "model_name"])
        let operation = pick(["=", "!=", "=~", "!~"])
        let value = operation.hasSuffix("~") ? regex() : pick(["", "a", "b c", "1.5", "é", "\\"])
        return name + blank() + operation + blank() + quoted(value)
    }

    /// A regular expression, often a broken one.
    mutating func regex() -> String {
        if chance(0.4) {
            return pick([
                "a|b", ".*", ".+", "", "vllm:.*", "(a|b).+", "[0-9]+", "5..", "a?", "x{2}",
            ])
        }
        let pieces = [
            "a", "b", "é", ".", "-", "^", "$", "|", "(", "(", ")", ")", "(?:", "(?i)", "(?P<n>",
            "(?=", "(?i-s:", "*", "+", "?", "{2}", "{2,3}", "{0}", "{500}", "{1000}", "{1001}",
            "{,3}", "{", "}", "[a-z]", "[^a]", "[", "]", "[]a]", "[z-a]", "[[:alpha:]]", "[:x:]",
            "\\d", "\\W", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\C", "\\pL", "\\p{Greek}", "\\p{X}",
            "\\1", "\\12", "\\0", "\\x41", "\\x{61}", "\\x4", "\\.", "\\_", "\\e", "\\", "\\Q",
            "\\E", "\\Qa*\\E", "\n",
        ]
        return (0..<Int.random(in: 1...6, using: &random)).map { _ in pick(pieces) }.joined()
    }

    /// `offset` and `@`, in any order, or nothing.
    mutating func modifiers() -> String {
        var modifiers: [String] = []
        if chance(0.15) {
            modifiers.append(word("offset") + " " + pick(["", "-", "- "]) + duration())
        }
        if chance(0.1) {
            let instants = ["1609746000", "-1.5", "+ 3", "1e3", "start()", "END( )", "0x10", "Inf"]
            modifiers.append("@" + blank() + pick(instants))
        }
        if chance(0.01) {
            modifiers += modifiers
        }
        modifiers.shuffle(using: &random)
        return modifiers.map { blank(" ") + $0 }.joined()
    }

    /// A duration, seldom one out of order or range.
    mutating func duration() -> String {
        if chance(0.04) {
            return pick(["0s", "5", "1m1h", "300y", "1h1h", "5hs", "1.5h", "5M", "292y52w", "0x5m"])
        }
        return pick(["5m", "1h30m", "30s", "1d", "1w", "1y2w3d4h5m6s7ms", "500ms", "1h0m", "090s"])
    }
}
