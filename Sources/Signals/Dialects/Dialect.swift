/// Which series of an exporter carry which signal.
///
/// The names are those on the wire. A signal may have several sources, because names changed between
/// releases: the first one whose series exist is taken, the others are never added to it. A signal
/// that is missing is one the exporter does not tell.
package struct Dialect: Sendable {
    /// What speaks the dialect: an engine, or an exporter of the machine below it.
    package let exporter: ExporterKind
    /// The sources by signal, the preferred one first.
    package let sources: [Signal: [SignalSource]]

    /// Creates a dialect.
    ///
    /// - Parameters:
    ///   - exporter: What speaks it.
    ///   - sources: The sources by signal, the preferred one first.
    package init(exporter: ExporterKind, sources: [Signal: [SignalSource]]) {
        self.exporter = exporter
        self.sources = sources
    }

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

    /// The dialect of any exporter; nil for one that exports no metrics or is not known.
    package static func of(_ exporter: ExporterKind) -> Dialect? {
        switch exporter {
        case .engine(let engine): of(engine)
        case .dcgm: .dcgm
        case .node: .node
        }
    }

    /// The dialects of the machine below an engine: its GPUs and its node.
    package static let machine: [Dialect] = [.dcgm, .node]
}
