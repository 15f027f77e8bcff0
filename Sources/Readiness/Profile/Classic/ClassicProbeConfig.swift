package import Inference

/// The readiness-gate project's probe configuration: which endpoints, and what makes one probe
/// healthy.
package struct ClassicProbeConfig: Sendable, Equatable {
    /// One model of one provider.
    package struct Endpoint: Sendable, Equatable {
        /// What the file calls the provider.
        package var label: String
        /// The endpoint.
        package var url: HTTPAddress
        /// The model; `nil` when the endpoint's only one is meant.
        package var model: String?
        /// The text that is sent.
        package var prompt: String
        /// Output tokens per request.
        package var maxTokens: Int
        /// What each probe must keep to count as healthy; empty means "no error".
        package var limits: Profile.ProbeLimits
        /// Time for a whole request.
        package var timeout: Duration
        /// The API key, or what keeps it from being known.
        ///
        /// It matters only for the endpoint that is chosen.
        package var credential: Credential
    }

    /// An API key of a file.
    package enum Credential: Sendable, Equatable {
        /// None is given.
        case none
        /// The key.
        case key(Secret)
        /// One is named that cannot be had.
        case missing(ProfileProblem)
    }

    /// The endpoints firstlight can measure, in the order written; never empty.
    package var endpoints: [Endpoint]
    /// What the user should know about the file.
    package var notes: [ProfileNote]
    /// What messages call the file.
    package var file: String

    /// A configuration that was put together elsewhere.
    package init(endpoints: [Endpoint], notes: [ProfileNote] = [], file: String) {
        self.endpoints = endpoints
        self.notes = notes
        self.file = file
    }

    /// The original tool's defaults.
    enum Defaults {
        static let prompt = "Hello"
        static let maxTokens = 20
        static let timeout = Duration.seconds(30)
        static let url = "https://api.openai.com"
    }
}
