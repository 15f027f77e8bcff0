/// Why a text is no endpoint.
package struct EndpointError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The text as given, credentials left out.
    package var url: String

    /// What is wrong with it.
    package var problem: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - url: The text as given, credentials left out.
    ///   - problem: What is wrong with it, as a clause.
    package init(url: String, problem: String) {
        self.url = url
        self.problem = problem
    }

    package var description: String {
        "\"\(url)\" is not the URL of an endpoint: \(problem); "
            + "expected something like http://localhost:8000 or https://host/prefix/v1"
    }
}
