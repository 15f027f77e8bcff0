/// A recording rule, apart from its expression.
package struct RecordingRule: Sendable, Hashable {
    package var name: String
    /// Labels that the rule adds.
    package var labels: Set<String>
}
