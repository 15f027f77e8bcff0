import PromQL

/// Computes expressions that hold numbers only.
enum ConstantFolding {
    /// The value; nil when the expression has a series in it.
    static func value(of expression: PromQL.Expression) -> Double? {
        switch expression.unparenthesized {
        case .number(let node): return node.value
        case .unary(let node): return value(of: node.operand).map { node.sign == .minus ? -$0 : $0 }
        case .binary(let node):
            guard let left = value(of: node.left), let right = value(of: node.right) else {
                return nil
            }
            switch node.operation {
            case .add: return left + right
            case .subtract: return left - right
            case .multiply: return left * right
            case .divide: return right == 0 ? nil : left / right
            default: return nil
            }
        default: return nil
        }
    }
}
