/// A query of a panel.
package struct PanelTarget: Sendable, Hashable {
    /// What the query's series stand for, which decides how they are drawn.
    package enum Role: Sendable, Hashable {
        /// What the panel is about.
        case value
        /// The most there can be: dashed and in red.
        case limit
        /// An edge of the bucket that a quantile fell into: thin, dotted and grey.
        case edge
        /// The whole beside its parts: a line over stacked areas.
        case whole
    }

    package internal(set) var expression: String
    /// The name of a series, with labels in double braces; the column's heading in a table.
    package let legend: String
    package let role: Role
    /// The unit where it is another one than the panel's: columns of a table.
    package let unit: PanelUnit?
    /// The thresholds where they are others than the panel's: columns of a table.
    package let thresholds: PanelThresholds?

    /// Creates a target.
    ///
    /// - Parameters:
    ///   - expression: The query, with Grafana's variables.
    ///   - legend: The name of a series.
    ///   - role: What the series stand for.
    ///   - unit: The unit where it is another one than the panel's.
    ///   - thresholds: The thresholds where they are others than the panel's.
    package init(
        _ expression: String, _ legend: String, role: Role = .value, unit: PanelUnit? = nil,
        thresholds: PanelThresholds? = nil
    ) {
        self.expression = expression
        self.legend = legend
        self.role = role
        self.unit = unit
        self.thresholds = thresholds
    }

    /// The letter by which Grafana names the target at a place of the panel.
    ///
    /// - Parameter index: The place, from 0 to 25.
    /// - Returns: `A` for the first.
    package static func refID(_ index: Int) -> String {
        precondition((0..<26).contains(index), "a panel has at most 26 queries")
        return String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index)))
    }
}
