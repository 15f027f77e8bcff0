/// A series of a panel with its values.
package struct PreviewSeries: Sendable, Hashable {
    /// A value at a time.
    package struct Point: Sendable, Hashable {
        /// Seconds since the Unix epoch.
        package let timeSeconds: Double
        package let value: Double

        /// Creates a point.
        package init(timeSeconds: Double, value: Double) {
            self.timeSeconds = timeSeconds
            self.value = value
        }
    }

    /// The place of the query in the panel.
    package let target: Int
    /// The query's legend with the labels' values in it.
    package let name: String
    /// The labels by name.
    package let labels: [String: String]
    /// In the order of time; NaN is left out.
    package let points: [Point]

    /// Creates a series.
    package init(target: Int, name: String, labels: [String: String], points: [Point]) {
        self.target = target
        self.name = name
        self.labels = labels
        self.points = points
    }

    /// A legend with the values of labels for their names in double braces.
    ///
    /// - Parameters:
    ///   - legend: Such as `p95 {{model_name}}`.
    ///   - labels: By name.
    /// - Returns: The text; an absent label leaves nothing.
    package static func name(_ legend: String, _ labels: [String: String]) -> String {
        var rest = legend[...]
        var text = ""
        while let open = rest.firstRange(of: "{{") {
            text += rest[..<open.lowerBound]
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
                rest = rest[open.lowerBound...]
                break
            }
            let label = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
            text += labels[String(label)] ?? ""
            rest = rest[close.upperBound...]
        }
        return (text + rest).split(separator: " ").joined(separator: " ")
    }
}
