import Inference
import TestKit
import Testing

/// What a server does, and how the client has to judge it.
struct OutcomeCase: Sendable, CustomTestStringConvertible {
    var name: String
    var steps: [ServerStep]
    var outcome: Outcome
    var limits = RequestLimits.short()

    var testDescription: String { name }

    init(
        _ name: String, _ steps: [ServerStep], _ outcome: Outcome,
        limits: RequestLimits = .short()
    ) {
        self.name = name
        self.steps = steps
        self.outcome = outcome
        self.limits = limits
    }

    /// A case in which the server answers with one whole response.
    init(
        _ name: String, status: Int, body: String = "", contentType: String = "application/json",
        headers: [(String, String)] = [], _ outcome: Outcome
    ) {
        self.init(
            name,
            [
                .awaitRequest,
                .response(status, body: body, contentType: contentType, headers: headers),
                .awaitClose,
            ],
            outcome)
    }
}
