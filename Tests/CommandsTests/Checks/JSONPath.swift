import Foundation

/// Finds a value in JSON.
enum JSONPath {
    /// Why a value cannot be found.
    enum Problem: Error, CustomStringConvertible {
        /// The text is not JSON.
        case notJSON(String)
        /// Nothing is at the key path.
        case missing(String)

        var description: String {
            switch self {
            case .notJSON(let text): "not JSON: \(text.prefix(200))"
            case .missing(let path): "nothing at \(path)"
            }
        }
    }

    /// The value at a key path.
    ///
    /// - Parameters:
    ///   - path: Keys and indexes joined by dots; the whole text when `nil`.
    ///   - text: The JSON.
    /// - Returns: The value as JSON in one spelling, so that equal values are equal texts.
    /// - Throws: `Problem` when there is none.
    static func value(at path: String?, in text: String) throws(Problem) -> String {
        guard
            var value = try? JSONSerialization.jsonObject(
                with: Data(text.utf8), options: .fragmentsAllowed)
        else { throw .notJSON(text) }
        for key in path?.split(separator: ".").map(String.init) ?? [] {
            let next: Any? =
                if let list = value as? [Any], let index = Int(key), list.indices.contains(index) {
                    list[index]
                } else {
                    (value as? [String: Any])?[key]
                }
            guard let next else { throw .missing(path ?? key) }
            value = next
        }
        guard
            let data = try? JSONSerialization.data(
                withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
        else { throw .notJSON(text) }
        return String(decoding: data, as: UTF8.self)
    }
}
