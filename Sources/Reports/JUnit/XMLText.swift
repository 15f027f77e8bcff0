/// Text put into XML 1.0.
enum XMLText {
    /// Text for content and for attributes in double quotes; characters that XML cannot hold must
    /// be gone already.
    static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&apos;"
            // An attribute would turn it into a blank.
            case "\n": safe += "&#10;"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// Attributes in the order given, each with a blank before it.
    static func attributes(_ pairs: KeyValuePairs<String, String>) -> String {
        pairs.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }
}
