/// Finds numbers and variables that stand where a limit belongs in a PromQL expression.
///
/// It looks for an operator between something about running requests and a number or a variable:
/// `sum(vllm:num_requests_running) / 16`, `running >= $max_seqs`, `16 - running`. It does not parse
/// PromQL: what it does not understand, it does not report.
enum ExpressionConstants {
    /// A number or a variable.
    enum Operand: Equatable {
        case number(Double)
        case variable(String)
    }

    /// Series that count requests in execution, and nothing else.
    private static let running: Set<String> = [
        "vllm:num_requests_running", "ray_vllm_num_requests_running", "sglang:num_running_reqs",
        "tgi_batch_current_size", "trtllm_num_requests_running", "llamacpp:requests_processing",
        "lmdeploy:num_requests_running", "dynamo_frontend_inflight_requests",
    ]

    /// Whether an expression is about requests in execution.
    static func mentionsRunning(_ expression: String) -> Bool {
        tokens(expression).contains { token in
            if case .name(let name) = token { running.contains(name) } else { false }
        }
    }

    /// Whether an expression divides: then it is a ratio, and not a number of requests.
    static func divides(_ expression: String) -> Bool {
        tokens(expression).contains(.sign("/"))
    }

    /// The only value of an expression such as `vector(16)`, `scalar(16)`, `16` or `$max_seqs`.
    static func constant(_ expression: String) -> Operand? {
        var inner = tokens(expression)
        if case .name(let name)? = inner.first, name == "vector" || name == "scalar" {
            inner.removeFirst()
        }
        return operand(inner[...])
    }

    /// The operands that running requests are divided by or compared with.
    static func operands(_ expression: String) -> [Operand] {
        let tokens = tokens(expression)
        var found: [Operand] = []
        for index in tokens.indices {
            guard case .sign(let sign) = tokens[index] else { continue }
            let left = leftSide(of: index, in: tokens)
            let right = rightSide(of: index, in: tokens)
            if ["/", ">", ">=", "==", "<", "<="].contains(sign), isRunning(left),
                let operand = operand(right)
            {
                found.append(operand)
            } else if ["-", ">", ">=", "<", "<="].contains(sign), isRunning(right),
                let operand = operand(left)
            {
                found.append(operand)
            }
        }
        // A comparison with nothing or a single request asks whether anything runs.
        return found.filter { operand in
            if case .number(let value) = operand { value >= 2 } else { true }
        }
    }

    // MARK: - Sides of an operator

    private static func isRunning(_ side: ArraySlice<Token>) -> Bool {
        side.contains { token in
            if case .name(let name) = token { running.contains(name) } else { false }
        }
    }

    private static func operand(_ side: ArraySlice<Token>) -> Operand? {
        let inner = side.filter { $0 != .sign("(") && $0 != .sign(")") }
        guard inner.count == 1 else { return nil }
        switch inner[inner.startIndex] {
        case .number(let value): return .number(value)
        case .variable(let name): return .variable(name)
        case .name, .sign: return nil
        }
    }

    /// The one operand before an operator: a group in brackets with the function before it, or a
    /// single word.
    private static func leftSide(of index: Int, in tokens: [Token]) -> ArraySlice<Token> {
        var start = index
        guard start > 0 else { return [] }
        start -= 1
        // A grouping may stand behind what it groups: sum(x) by (y).
        while tokens[start] == .sign(")") {
            var depth = 0
            while start >= 0 {
                if tokens[start] == .sign(")") { depth += 1 }
                if tokens[start] == .sign("(") { depth -= 1 }
                if depth == 0 { break }
                start -= 1
            }
            guard start > 0 else { return tokens[max(0, start)..<index] }
            if case .name(let name) = tokens[start - 1] {
                start -= 1
                guard ["by", "without"].contains(name), start > 0 else { break }
                start -= 1
                continue
            }
            break
        }
        return tokens[start..<index]
    }

    /// The one operand behind an operator.
    private static func rightSide(of index: Int, in tokens: [Token]) -> ArraySlice<Token> {
        var end = index + 1
        if end < tokens.count, case .name(let name) = tokens[end],
            ["on", "ignoring", "group_left", "bool"].contains(name)
        {
            return []
        }
        if end < tokens.count, case .name = tokens[end] { end += 1 }
        if end < tokens.count, tokens[end] == .sign("(") {
            var depth = 0
            while end < tokens.count {
                if tokens[end] == .sign("(") { depth += 1 }
                if tokens[end] == .sign(")") { depth -= 1 }
                end += 1
                if depth == 0 { break }
            }
        } else if end == index + 1, end < tokens.count {
            end += 1
        }
        return tokens[(index + 1)..<end]
    }

    // MARK: - Tokens

    enum Token: Equatable {
        case name(String)
        case number(Double)
        case variable(String)
        case sign(String)
    }

    /// The tokens of an expression without selectors, ranges, texts and comments.
    static func tokens(_ expression: String) -> [Token] {
        let text = Array(expression)
        var tokens: [Token] = []
        var index = 0
        while index < text.count {
            let character = text[index]
            switch character {
            case "{" where tokens.last != .sign("$"):
                index = end(of: "}", in: text, from: index + 1)
            case "[": index = end(of: "]", in: text, from: index + 1)
            case "\"", "'", "`": index = endOfText(in: text, from: index)
            case "#": while index < text.count, text[index] != "\n" { index += 1 }
            case "$":
                let start = index + (index + 1 < text.count && text[index + 1] == "{" ? 2 : 1)
                index = start
                while index < text.count, isName(text[index]), text[index] != ":" { index += 1 }
                tokens.append(.variable(String(text[start..<index])))
                if start < text.count, text[start - 1] == "{" {
                    index = end(of: "}", in: text, from: index)
                }
            case _ where character.isNumber || character == ".":
                let start = index
                while index < text.count, text[index].isNumber || ".eExX_".contains(text[index]) {
                    index += 1
                }
                let number = String(text[start..<index])
                // "5m" behind "offset" is a duration.
                if index < text.count, isName(text[index]) {
                    while index < text.count, isName(text[index]) { index += 1 }
                    tokens.append(.name(number))
                } else if let value = Double(number) {
                    tokens.append(.number(value))
                }
            case _ where isName(character):
                let start = index
                while index < text.count, isName(text[index]) { index += 1 }
                tokens.append(.name(String(text[start..<index])))
            case "=", ">", "<", "!":
                let isDouble = index + 1 < text.count && text[index + 1] == "="
                tokens.append(.sign(String(character) + (isDouble ? "=" : "")))
                index += isDouble ? 2 : 1
            default:
                if !character.isWhitespace { tokens.append(.sign(String(character))) }
                index += 1
            }
        }
        return tokens
    }

    private static func isName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "_:".contains(character))
    }

    /// The place behind a closing bracket; texts on the way are skipped.
    private static func end(of close: Character, in text: [Character], from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] != close {
            index = "\"'`".contains(text[index]) ? endOfText(in: text, from: index) : index + 1
        }
        return min(index + 1, text.count)
    }

    private static func endOfText(in text: [Character], from start: Int) -> Int {
        var index = start + 1
        while index < text.count, text[index] != text[start] {
            index += text[index] == "\\" ? 2 : 1
        }
        return min(index + 1, text.count)
    }
}
