/// A function of the query language: its arguments and its result.
package struct PromQLFunction: Sendable, Hashable {
    package let name: String
    /// The types of the arguments; the last one repeats where more are allowed.
    package let argumentTypes: [ValueType]
    /// The fewest arguments a call may have.
    package let minimumArguments: Int
    /// The most arguments a call may have, nil when there is no limit.
    package let maximumArguments: Int?
    package let returnType: ValueType
}

extension PromQLFunction {
    /// The function of a name, nil when Prometheus 2.42 has none.
    package static func named(_ name: String) -> PromQLFunction? { table[name] }

    /// The type of the argument at an index, which may lie behind the listed ones where the last
    /// one repeats.
    ///
    /// - Precondition: The function takes arguments.
    package func argumentType(at index: Int) -> ValueType {
        argumentTypes[min(index, argumentTypes.count - 1)]
    }
}
