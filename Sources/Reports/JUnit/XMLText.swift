/// Text put into XML 1.0.
enum XMLText {
    /// Text for content and for attributes in double quotes; characters that XML cannot hold must
    /// be gone already.
    static func escaped(_ text: String) -> String {
        text.replacingScalars { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&apos;"
            // An attribute would turn it into a blank.
            case "\n": "&#10;"
            default: nil
            }
        }
    }

    /// Attributes in the order given, each with a blank before it.
    static func attributes(_ pairs: KeyValuePairs<String, String>) -> String {
        pairs.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }
}
