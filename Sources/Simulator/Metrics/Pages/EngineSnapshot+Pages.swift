package import Exposition

extension EngineSnapshot {
    /// The bytes of a page of metrics.
    ///
    /// - Parameter page: Which page.
    /// - Returns: nil when a server of this release has no such page.
    package func body(_ page: ExpositionPage = .engine) -> [UInt8]? {
        content(of: page)?.flatMap { ExpositionEncoder.encode($0.families, floats: $0.floats) }
    }

    /// The families of a page of metrics; nil as in ``body(_:)``.
    package func families(_ page: ExpositionPage = .engine) -> [MetricFamily]? {
        content(of: page)?.flatMap(\.families)
    }

    /// What the exporters behind a page have to say, one after the other.
    private func content(of page: ExpositionPage) -> [FamilyWriter]? {
        switch page {
        case .engine:
            return engineContent.map { [$0] }
        case .worker:
            guard release.engine == .dynamo else { return nil }
            let worker = DynamoWorkerDialect(self)
            return [worker.content, worker.engineContent]
        case .loads:
            guard release.engine == .sglang, release.isAtLeast("0.5.9") else { return nil }
            return [SGLangLoadsDialect(self).content]
        case .gpu:
            return [GPUExporterDialect(self).content]
        case .node:
            return [NodeExporterDialect(self).content]
        }
    }

    private var engineContent: FamilyWriter? {
        switch release.engine {
        case .vllm: VLLMDialect(self).content
        case .vllmV0: VLLMV0Dialect(self).content
        case .sglang: SGLangDialect(self).content
        case .tgi: TGIDialect(self).content
        case .trtllm: TensorRTLLMDialect(self).content
        case .triton: TritonDialect(self).content
        case .dynamo: DynamoFrontendDialect(self).content
        case .llamaCpp: LlamaCppDialect(self).content
        case .lmdeploy: LMDeployDialect(self).content
        case .llmdSimulator: LLMDSimulatorDialect(self).content
        case .router: RouterDialect(self).content
        case .ollama: nil
        }
    }

    /// The `Content-Type` the server gives a page.
    package func contentType(of page: ExpositionPage = .engine) -> String {
        switch (page, release.engine) {
        case (.engine, .vllm), (.engine, .router): "text/plain; version=1.0.0; charset=utf-8"
        case (.engine, .llamaCpp): "text/plain; version=0.0.4"
        default: ExpositionEncoder.contentType
        }
    }
}
