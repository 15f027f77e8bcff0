/// Text put into HTML or SVG.
enum HTMLText {
    /// Text for content and for quoted attributes.
    static func escaped(_ text: String) -> String {
        text.replacingScalars { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: nil
            }
        }
    }

    /// A class attribute's word for a raw value such as `NOT_READY`.
    static func className(_ raw: String) -> String {
        raw.lowercased().replacing("_", with: "-")
    }
}
