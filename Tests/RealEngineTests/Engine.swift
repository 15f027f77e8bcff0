import Foundation
import Testing

/// A real inference server that a test may find running, with the model `tiny` of
/// `scripts/engines/make-tiny-model`.
///
/// `scripts/with-engine` starts one, tells where it listens through the environment, and stops it.
enum Engine: String, Sendable {
    case vllm
    case llamacpp

    /// The variable that holds the server's address.
    var variable: String {
        switch self {
        case .vllm: "FIRSTLIGHT_VLLM_URL"
        case .llamacpp: "FIRSTLIGHT_LLAMACPP_URL"
        }
    }

    /// Where the server listens, such as `http://127.0.0.1:8000`; nil when none was started.
    var url: String? {
        ProcessInfo.processInfo.environment[variable]
    }

    /// Why tests against this engine are skipped, and what to do about it.
    var absence: Comment {
        "\(variable) is not set; run the tests under scripts/with-engine \(rawValue)"
    }
}
