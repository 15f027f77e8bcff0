/// A variable of a dashboard that was replaced in a query.
struct GrafanaVariableUse: Sendable, Hashable {
    /// The bytes of the replaced text.
    var range: Range<Int>
    var name: String
    /// Whether a person types or picks the value from a written list, as for a constant.
    var isTyped: Bool
    /// Whether it stands for a number.
    var isNumber: Bool
}
