/// A line of output that GitHub's runner obeys: `::error title=NOT READY::TTFT is over its limit`.
///
/// - SeeAlso: Workflow commands for GitHub Actions, "Setting an error message".
struct WorkflowCommand: Equatable {
    /// How the annotation is shown.
    enum Level: String, CaseIterable {
        case error
        case warning
        case notice
    }

    var level: Level
    var title: String
    var message: String

    /// The line, without a line feed.
    var line: String {
        "::\(level.rawValue) title=\(Self.property(title))::\(Self.data(message))"
    }

    /// A message: percent signs and line ends are escaped.
    static func data(_ text: String) -> String {
        text.replacingScalars { scalar in
            switch scalar {
            case "%": "%25"
            case "\r": "%0D"
            case "\n": "%0A"
            default: nil
            }
        }
    }

    /// A property: colons and commas too, which end properties.
    static func property(_ text: String) -> String {
        data(text).replacingScalars { scalar in
            switch scalar {
            case ":": "%3A"
            case ",": "%2C"
            default: nil
            }
        }
    }
}
