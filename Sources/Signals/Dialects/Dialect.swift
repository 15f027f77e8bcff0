/// Which series of an engine carry which signal.
///
/// The names are those on the wire. A signal may have several expressions, because names changed
/// between releases: the first one whose series exist is taken, the others are never added to it. A
/// signal that is missing is one the engine does not export.
package struct Dialect: Sendable {
    package let engine: EngineKind
    /// The expressions by signal, the preferred one first.
    package let expressions: [Signal: [SignalExpression]]

    /// The dialect of an engine; nil for one that exports no metrics or is not known.
    package static func of(_ engine: EngineKind) -> Dialect? {
        switch engine {
        case .vllm: .vllm
        case .sglang: .sglang
        case .tgi: .tgi
        case .llamacpp: .llamacpp
        case .tensorrtLLM: .tensorrtLLM
        case .triton: .triton
        case .dynamo: .dynamo
        case .lmdeploy: .lmdeploy
        case .ollama, .unknown: nil
        }
    }
}
