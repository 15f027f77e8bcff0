import Signals
import Telemetry

extension EngineIdentity {
    /// The engine with its release, such as `vLLM 0.32.0`, or what stands in its place; `nil` when
    /// nothing told it.
    var engineTitle: String? {
        let name: String? =
            if isRouter {
                "vLLM's production-stack router"
            } else if isSimulator {
                "the llm-d inference simulator"
            } else {
                engine?.value.displayName
            }
        return name.map { [$0, version?.value].compactMap(\.self).joined(separator: " ") }
    }

    /// Why the list of models was refused for want of a key; `nil` when it was not.
    var refusal: ProbeFailure? {
        let failure = failure(at: .models)
        return failure == .unauthorized || failure == .forbidden ? failure : nil
    }
}
