import PromQL

/// Makes queries that mostly follow the grammar and the rules of types, spaced and spelled at random.
struct QueryGenerator {
    var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// A query of any type.
    mutating func query() -> String {
        let kinds: [ValueType] = [.vector, .vector, .vector, .scalar, .matrix, .string]
        return expression(pick(kinds), depth: Int.random(in: 0...4, using: &random))
    }

    /// An expression of a type, or sometimes of another one.
    mutating func expression(_ type: ValueType, depth: Int) -> String {
        let type = chance(0.02) ? pick(ValueType.allCases) : type
        if chance(0.06) && depth > 0 {
            return "(" + blank() + expression(type, depth: depth - 1) + blank() + ")"
        }
        return switch type {
        case .scalar: scalar(depth)
        case .vector: vector(depth)
        case .matrix: matrix(depth)
        case .string: quoted(pick(["", "a", "x y", "é", "$1", "le"]))
        }
    }
}

extension QueryGenerator {
    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: choices.indices, using: &random)]
    }

    mutating func chance(_ probability: Double) -> Bool {
        Double.random(in: 0..<1, using: &random) < probability
    }

    mutating func blank(_ least: String = "") -> String {
        chance(0.85) ? least : pick([" ", "  ", "\t", "\n", "\r\n", " # note\n"])
    }

    /// A word in lower case, mostly.
    mutating func word(_ word: String) -> String {
        chance(0.9)
            ? word : pick([word.uppercased(), word.prefix(1).uppercased() + word.dropFirst()])
    }

    /// A text in one of the three kinds of quotes.
    mutating func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return switch pick([0, 0, 1, 2]) {
        case 0: "\"" + escaped.replacing("\"", with: "\\\"") + "\""
        case 1: "'" + escaped.replacing("'", with: "\\'") + "'"
        default: text.contains("`") ? "'\(escaped)'" : "`\(text)`"
        }
    }

    // MARK: - Types

    private mutating func scalar(_ depth: Int) -> String {
        guard depth > 0, chance(0.5) else {
            return pick([
                "0", "1", "0.95", "1e3", "1E-3", ".5", "5.", "0x1F", "017", "08", "Inf", "NaN",
                "inf", "-1", "+2", "1e308", "60",
            ])
        }
        switch pick([0, 1, 1, 2]) {
        case 0: return call(pick(PromQLFunction.all.filter { $0.returnType == .scalar }), depth)
        case 1:
            let operation = pick(["+", "-", "*", "/", "%", "^", "atan2", "< bool", "==bool", ">="])
            return expression(.scalar, depth: depth - 1) + " \(operation) "
                + expression(.scalar, depth: depth - 1)
        default: return pick(["-", "+", "- "]) + expression(.scalar, depth: depth - 1)
        }
    }

    private mutating func vector(_ depth: Int) -> String {
        guard depth > 0 else {
            return selector() + modifiers()
        }
        switch pick([0, 1, 1, 2, 2, 3, 3, 4]) {
        case 0: return selector() + modifiers()
        case 1: return call(pick(PromQLFunction.all.filter { $0.returnType == .vector }), depth)
        case 2: return aggregation(depth)
        case 3: return binary(depth)
        default: return pick(["-", "+", "- -"]) + expression(.vector, depth: depth - 1)
        }
    }

    private mutating func matrix(_ depth: Int) -> String {
        if depth > 0, chance(0.3) {
            let step = chance(0.5) ? duration() : ""
            let inner = expression(.vector, depth: depth - 1)
            let operand = chance(0.7) ? "(\(inner))" : inner
            return "\(operand)[\(duration()):\(step)]" + modifiers()
        }
        return selector() + blank() + "[\(blank())\(duration())\(blank())]" + modifiers()
    }

    // MARK: - Operators and functions

    private mutating func call(_ function: PromQLFunction, _ depth: Int) -> String {
        var types = function.argumentTypes
        if let last = types.last, function.maximumArguments == nil {
            types += Array(repeating: last, count: pick([0, 1, 2]))
        }
        let optional = types.count - function.minimumArguments
        if optional > 0 {
            types.removeLast(Int.random(in: 0...optional, using: &random))
        }
        if chance(0.02) {
            types.append(pick(ValueType.allCases))
        }
        if chance(0.02) {
            types = types.dropLast()
        }
        let arguments = list(types.map { expression($0, depth: depth - 1) })
        return function.name + blank() + "(\(arguments))"
    }

    private mutating func aggregation(_ depth: Int) -> String {
        let operation = pick(AggregationOperator.allCases)
        let types = (operation.parameterType.map { [$0] } ?? []) + [.vector]
        let arguments = "(" + list(types.map { expression($0, depth: depth - 1) }) + ")"
        let name = word(operation.rawValue)
        guard chance(0.6) else { return name + blank() + arguments }
        let clause = word(pick(["by", "without"])) + blank(" ") + labels()
        return chance(0.5)
            ? name + blank(" ") + clause + blank() + arguments
            : name + arguments + blank(" ") + clause
    }

    private mutating func binary(_ depth: Int) -> String {
        let operation = pick(BinaryOperator.allCases)
        let mayBeScalar = !operation.isSetOperator && chance(0.3)
        let left = expression(mayBeScalar && chance(0.5) ? .scalar : .vector, depth: depth - 1)
        let right = expression(mayBeScalar ? .scalar : .vector, depth: depth - 1)
        var middle = word(operation.rawValue)
        if operation.isComparison ? chance(0.3) : chance(0.01) {
            middle += " " + word("bool")
        }
        if mayBeScalar ? chance(0.03) : chance(0.4) {
            middle += " " + word(pick(["on", "ignoring"])) + blank() + labels()
            if operation.isSetOperator ? chance(0.03) : chance(0.4) {
                middle += blank(" ") + word(pick(["group_left", "group_right"]))
                middle += chance(0.7) ? labels(chance(0.9) ? ["taken", "over"] : nil) : " "
            }
        }
        return left + blank(" ") + middle + blank(" ") + right
    }

    private mutating func list(_ parts: [String]) -> String {
        var text = blank()
        for (index, part) in parts.enumerated() {
            text += (index > 0 ? blank() + "," + blank(" ") : "") + part
        }
        return text + blank()
    }

    private mutating func labels(_ names: [String]? = nil) -> String {
        let known = names ?? ["job", "le", "on", "by", "sum", "bool", "offset", "a1", "start"]
        let chosen = (0..<Int.random(in: 0...3, using: &random)).map { _ in pick(known) }
        return "(" + list(chosen) + (!chosen.isEmpty && chance(0.1) ? "," : "") + ")"
    }
}
