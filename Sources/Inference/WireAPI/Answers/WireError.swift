/// Why an answer could not be read by a wire API.
package enum WireError: Error, Equatable, CustomStringConvertible {
    /// The text is not JSON.
    case notJSON(JSONError)

    /// The text is JSON, but not of the shape that the API sends.
    case unexpectedShape(String)

    package var description: String {
        switch self {
        case .notJSON(let error): error.description
        case .unexpectedShape(let what): what
        }
    }
}
