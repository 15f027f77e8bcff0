/// Moments that are marked in every panel.
package struct DashboardAnnotation: Sendable, Hashable {
    package let name: String
    /// A query that has values at the moments.
    package let expression: String
    /// The mark's heading, with labels in double braces.
    package let title: String
    package let text: String
    package let color: String
}
