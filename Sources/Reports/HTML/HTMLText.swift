/// Text put into HTML or SVG.
enum HTMLText {
    /// Text for content and for quoted attributes.
    static func escaped(_ text: String) -> String {
        var safe = ""
        safe.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// A class attribute's word for a raw value such as `NOT_READY`.
    static func className(_ raw: String) -> String {
        raw.lowercased().replacing("_", with: "-")
    }
}
