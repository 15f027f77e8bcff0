/// A key of a map with its value, and a comment above it.
package struct YAMLPair: Sendable, Hashable {
    package let key: String
    package let value: YAMLNode
    /// Lines without `#`; nil for none.
    package let comment: String?

    /// Creates a pair.
    ///
    /// - Parameters:
    ///   - key: The key; quoted where needed.
    ///   - value: The value.
    ///   - comment: What stands above it.
    package init(_ key: String, _ value: YAMLNode, comment: String? = nil) {
        self.key = key
        self.value = value
        self.comment = comment
    }
}
