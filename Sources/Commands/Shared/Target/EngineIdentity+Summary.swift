import Signals
import Telemetry

extension EngineIdentity {
    /// The engine with its release, such as `vLLM 0.32.0`; `nil` when nothing told the engine.
    var engineTitle: String? {
        engine.map { engine in
            [engine.value.displayName, version?.value].compactMap { $0 }.joined(separator: " ")
        }
    }

    /// Why the list of models was refused for want of a key; `nil` when it was not.
    var refusal: ProbeFailure? {
        let failure = failure(at: .models)
        return failure == .unauthorized || failure == .forbidden ? failure : nil
    }
}
