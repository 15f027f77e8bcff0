import Foundation
import Testing

/// How `scripts/test-incidents` has started a real vLLM, so that something is really wrong with it.
enum Incident: String, Sendable {
    /// Two requests at once, with a model that is slow enough for a queue.
    case slots
    /// A KV cache for fewer tokens than six long answers need.
    case cache

    /// The variable that names the incident.
    static let variable = "FIRSTLIGHT_INCIDENT"

    /// Whether the engine of the environment was started for this incident.
    var isHere: Bool {
        ProcessInfo.processInfo.environment[Self.variable] == rawValue && Engine.vllm.url != nil
    }

    /// Why tests of it are skipped, and what to do about it.
    var absence: Comment {
        "\(Self.variable) is not \(rawValue); run the tests under scripts/test-incidents"
    }
}
