/// Panels below one heading.
package struct DashboardRow: Sendable, Hashable {
    package let title: String
    /// From left to right and top to bottom.
    package let panels: [Panel]

    /// Creates a row.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - panels: The panels; nil stands for one whose signals the engine does not tell.
    package init(_ title: String, _ panels: [Panel?]) {
        self.title = title
        self.panels = panels.compactMap(\.self)
    }
}
