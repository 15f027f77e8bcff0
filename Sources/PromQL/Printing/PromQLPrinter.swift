/// Writes queries as canonical text: one line, one way to space, to quote and to order.
///
/// What it writes of a parsed tree reads as the same tree. In a tree built by hand it puts
/// parentheses where the tree needs them and has none.
package enum PromQLPrinter {
    /// The canonical text of an expression.
    package static func text(of expression: Expression) -> String {
        switch expression {
        case .number(let node): NumberText.text(of: node.value)
        case .string(let node): quoted(node.value)
        case .vectorSelector(let node): selector(node) + modifiers(node.time)
        case .matrixSelector(let node):
            selector(node.vector) + "[\(DurationText.text(of: node.window))]"
                + modifiers(node.vector.time)
        case .subquery(let node): subquery(node)
        case .unary(let node): unary(node)
        case .binary(let node): binary(node)
        case .aggregation(let node): aggregation(node)
        case .call(let node):
            "\(node.name)(\(node.arguments.map(text(of:)).joined(separator: ", ")))"
        case .parentheses(let node): "(\(text(of: node.expression)))"
        }
    }

    /// A text in double quotes.
    package static func quoted(_ value: String) -> String {
        var quoted = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            // Written plainly, Prometheus would take it for broken UTF-8.
            case "\u{FFFD}": quoted += "\\ufffd"
            case "\u{0}"..<"\u{20}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension PromQLPrinter {
    /// How tightly what is written holds together; operands hold together best.
    private static func precedence(of expression: Expression) -> Int {
        switch expression {
        case .binary(let node): node.operation.precedence
        case .unary: BinaryOperator.multiply.precedence
        case .number(let node) where node.value.sign == .minus && !node.value.isNaN:
            BinaryOperator.multiply.precedence
        default: BinaryOperator.power.precedence + 1
        }
    }

    private static func text(of expression: Expression, binding least: Int) -> String {
        let text = text(of: expression)
        return precedence(of: expression) < least ? "(\(text))" : text
    }

    private static func unary(_ node: UnaryExpression) -> String {
        let operand =
            if case .unary = node.operand {
                text(of: node.operand)
            } else {
                text(of: node.operand, binding: BinaryOperator.power.precedence)
            }
        return node.sign.rawValue + operand
    }

    private static func binary(_ node: BinaryExpression) -> String {
        let own = node.operation.precedence
        let isPower = node.operation == .power
        var text = text(of: node.left, binding: isPower ? own + 1 : own)
        text += " " + node.operation.rawValue
        if node.returnsBool {
            text += " bool"
        }
        if let matching = node.matching {
            text += " \(matching.kind.rawValue) (\(list(matching.labels)))"
            if let group = matching.group {
                // Empty parentheses, too: without them those of an operand would be taken for labels.
                text += " \(group.side.rawValue) (\(list(group.include)))"
            }
        }
        // A sign binds like `*`, yet may stand behind any operator without parentheses.
        let right =
            if case .unary = node.right {
                PromQLPrinter.text(of: node.right)
            } else {
                PromQLPrinter.text(of: node.right, binding: isPower ? own : own + 1)
            }
        return text + " " + right
    }

    private static func aggregation(_ node: Aggregation) -> String {
        var text = node.operation.rawValue
        if let grouping = node.grouping {
            text += " \(grouping.kind.rawValue) (\(list(grouping.labels))) "
        }
        let arguments = (node.parameter.map { [$0] } ?? []) + [node.expression]
        return text + "(\(arguments.map(Self.text(of:)).joined(separator: ", ")))"
    }

    private static func subquery(_ node: Subquery) -> String {
        let step = node.step.map(DurationText.text(of:)) ?? ""
        return text(of: node.expression, binding: BinaryOperator.power.precedence + 1)
            + "[\(DurationText.text(of: node.window)):\(step)]" + modifiers(node.time)
    }

    private static func selector(_ node: VectorSelector) -> String {
        let name = node.name ?? ""
        guard !node.matchers.isEmpty || name.isEmpty else { return name }
        let matchers = node.matchers.map { "\($0.name)\($0.operation.rawValue)\(quoted($0.value))" }
        return name + "{\(matchers.joined(separator: ", "))}"
    }

    private static func modifiers(_ time: TimeModifiers) -> String {
        var text = ""
        switch time.at?.instant {
        case .milliseconds(let milliseconds): text += " @ \(seconds(milliseconds))"
        case .start: text += " @ start()"
        case .end: text += " @ end()"
        case nil: break
        }
        if let offset = time.offset {
            text += " offset \(DurationText.text(of: offset.duration))"
        }
        return text
    }

    /// Milliseconds as seconds with as many decimals as are needed, at most three.
    private static func seconds(_ milliseconds: Int64) -> String {
        let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
        var text = (milliseconds < 0 ? "-" : "") + "\(whole)"
        if rest != 0 {
            var decimals = String(1000 + rest).dropFirst()
            while decimals.last == "0" {
                decimals.removeLast()
            }
            text += ".\(decimals)"
        }
        return text
    }

    private static func list(_ labels: [LabelName]) -> String {
        labels.map(\.text).joined(separator: ", ")
    }
}
