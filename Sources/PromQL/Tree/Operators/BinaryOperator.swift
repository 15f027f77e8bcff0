/// An operator between two expressions.
package enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"
    case atan2 = "atan2"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and = "and"
    case or = "or"
    case unless = "unless"
}

extension BinaryOperator {
    /// Whether it compares two values.
    package var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }

    /// Whether it works on sets of series, not on their values.
    package var isSetOperator: Bool {
        switch self {
        case .and, .or, .unless: true
        default: false
        }
    }

    /// How tightly it binds, 1 (`or`) to 6 (`^`).
    ///
    /// Operators of the same precedence group from the left, `^` from the right.
    package var precedence: Int {
        switch self {
        case .or: 1
        case .and, .unless: 2
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 3
        case .add, .subtract: 4
        case .multiply, .divide, .modulo, .atan2: 5
        case .power: 6
        }
    }
}
