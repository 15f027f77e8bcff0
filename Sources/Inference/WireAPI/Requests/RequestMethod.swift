/// The methods of the requests that are measured.
package enum RequestMethod: String, Sendable, Equatable {
    /// Without a body.
    case get = "GET"
    /// With a body of JSON.
    case post = "POST"
}
