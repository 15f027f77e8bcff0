/// Puts what a JSON decoder complains about into words.
package enum DecodingProblem {
    /// What is wrong with a line, as a clause.
    ///
    /// - Parameter error: What decoding it threw.
    /// - Returns: Names the key, and what was expected of it.
    package static func words(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .dataCorrupted(let context):
            guard let key = key(context) else { return "not a JSON object" }
            return "\(key): \(context.debugDescription)"
        case .typeMismatch(let type, let context):
            guard let key = key(context) else { return "not a JSON object" }
            return "\(key): expected \(name(of: type))"
        case .keyNotFound(let key, _): return "\"\(key.stringValue)\" is missing"
        case .valueNotFound(let type, let context):
            guard let key = key(context) else { return "not a JSON object" }
            return "\(key): expected \(name(of: type)), found null"
        default: return "\(error)"
        }
    }

    /// The outermost key: a place inside a list says less than the list's name.
    private static func key(_ context: DecodingError.Context) -> String? {
        context.codingPath.first.map { "\"\($0.stringValue)\"" }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Bool.Type: "true or false"
        case is Double.Type, is Int.Type: "a number"
        default: "a list of numbers"
        }
    }
}
