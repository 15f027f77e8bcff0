import Signals

/// The pieces of Go templates in annotations.
enum AlertTemplate {
    /// A number as people read it.
    enum Format: String {
        case plain = "humanize"
        /// Of events per second: `0.25`.
        case rate = "printf \"%.2f\""
        /// Of a ratio: `93.75%`.
        case percentage = "humanizePercentage"
        /// Of seconds: `250ms`.
        case duration = "humanizeDuration"
    }

    /// A label of the alert.
    static func label(_ name: String) -> String { "{{ $labels.\(name) }}" }

    /// The alert's value.
    static func value(_ format: Format = .plain) -> String { "{{ $value | \(format.rawValue) }}" }

    /// The value of another series with the same labels; `?` where it has none.
    ///
    /// - Parameters:
    ///   - series: The series' name.
    ///   - labels: The labels that both share.
    ///   - format: How it is written.
    /// - Returns: The template.
    static func lookup(_ series: String, by labels: [String], _ format: Format) -> String {
        let matchers = labels.map { "\($0)=%q" }.joined(separator: ",")
        let values = labels.map { " $labels.\($0)" }.joined()
        return "{{ with printf \"\(series){\(matchers)}\"\(values) | query }}"
            + "{{ . | first | value | \(format.rawValue) }}{{ else }}?{{ end }}"
    }
}
