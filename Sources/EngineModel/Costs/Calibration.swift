/// An engine on some hardware with some model, measured or guessed: costs and limits that belong together.
package struct Calibration: Equatable, Sendable {
    /// Short name, as used on the command line.
    package let name: String
    /// What it stands for and where its numbers come from.
    package let provenance: String
    /// What the engine's steps cost.
    package let costs: StepCosts
    /// The engine's limits.
    package let engine: EngineConfiguration

    /// Puts costs and limits together under a name.
    ///
    /// - Parameters:
    ///   - name: Short name.
    ///   - provenance: Where the numbers come from.
    ///   - costs: Step costs.
    ///   - engine: Engine limits.
    package init(name: String, provenance: String, costs: StepCosts, engine: EngineConfiguration) {
        self.name = name
        self.provenance = provenance
        self.costs = costs
        self.engine = engine
    }

    /// The KServe incident: Gemma 26B-A4B NVFP4 with fp8 KV cache on one L40S, vLLM 0.20.1, after the fix (16 slots).
    ///
    /// The incident itself is the same with `maxNumSeqs` 2. Fitted to the published table; `a`, `b` and `c` are
    /// determined only jointly and at two to three sequences, so trust `b` no further than about four.
    package static let gemma26BOnL40S = Calibration(
        name: "gemma-26b-l40s",
        provenance:
            "fitted to the published table of the KServe incident (Gemma 26B-A4B, L40S, vLLM 0.20.1)",
        costs: StepCosts(
            decodeBaseSeconds: 7.58e-3,
            perSequenceSeconds: 0.37e-3,
            perContextTokenSeconds: 0.30e-6,
            prefillBaseSeconds: 64e-3,
            perPrefillTokenSeconds: 0.06e-3,
            decodeVariation: 0.0685,
            prefillVariation: 0.22,
            apiSeconds: 4e-3
        ),
        engine: EngineConfiguration(
            maxNumSeqs: 16, maxNumBatchedTokens: 8192, kvTokens: 71_439, maxModelLen: 8192)
    )

    /// The readiness-gate sweep: Qwen2-0.5B in fp32 on 8 virtual CPUs under vLLM.
    ///
    /// The noise is that of an idle CPU engine and was not published; it does not move the medians.
    package static let vllmOnCPU = Calibration(
        name: "vllm-cpu",
        provenance:
            "fitted to the readiness-gate project's CPU sweep (Qwen2-0.5B fp32, 8 vCPU, vLLM)",
        costs: StepCosts(
            decodeBaseSeconds: 56e-3,
            perSequenceSeconds: 2.6e-3,
            prefillBaseSeconds: 55e-3,
            perPrefillTokenSeconds: 1.42e-3,
            decodeVariation: 0.02,
            prefillVariation: 0.02,
            apiSeconds: 18e-3
        ),
        engine: EngineConfiguration(
            maxNumSeqs: 256, maxNumBatchedTokens: 8192, kvTokens: 131_072, maxModelLen: 2048)
    )

    /// The readiness-gate sweep: Qwen2-0.5B Q4 on 8 virtual CPUs under Ollama, which served one request at a time.
    package static let ollamaOnCPU = Calibration(
        name: "ollama-cpu",
        provenance:
            "fitted to the readiness-gate project's CPU sweep (Qwen2-0.5B Q4, 8 vCPU, Ollama, one slot)",
        costs: StepCosts(
            decodeBaseSeconds: 19.5e-3,
            perSequenceSeconds: 0,
            prefillBaseSeconds: 95e-3,
            perPrefillTokenSeconds: 1.0e-3,
            decodeVariation: 0.02,
            prefillVariation: 0.02,
            apiSeconds: 10e-3
        ),
        engine: EngineConfiguration(
            maxNumSeqs: 1, maxNumBatchedTokens: 8192, kvTokens: 131_072, maxModelLen: 2048)
    )

    /// A fast, roomy engine for demonstrations: an 8B model in 16 bit on one H100, a first guess that nobody measured.
    ///
    /// Batch-1 decode 11.2 ms (published order 10 to 15), TTFT of a 256-token prompt 86 ms (60 to 120) from 32 ms plus
    /// 0.15 ms per token, `b` 1.5 % of `a`, `c` = 128 KiB per context token over 3.35 TB/s, 15.6 ms in the API server; the
    /// cache is what 48 GiB hold. Orders of magnitude from `llm-d/llm-d-inference-sim:docs/latency-profiles.md`.
    package static let demonstration = Calibration(
        name: "demo-8b-h100",
        provenance:
            "first guess from published orders of magnitude (8B, 16 bit, H100); not measured",
        costs: StepCosts(
            decodeBaseSeconds: 11e-3,
            perSequenceSeconds: 0.165e-3,
            perContextTokenSeconds: 0.039e-6,
            prefillBaseSeconds: 32e-3,
            perPrefillTokenSeconds: 0.15e-3,
            decodeVariation: 0.03,
            prefillVariation: 0.08,
            apiSeconds: 15.6e-3
        ),
        engine: EngineConfiguration(
            maxNumSeqs: 64, maxNumBatchedTokens: 8192, kvTokens: 393_216, maxModelLen: 8192)
    )

    /// All named calibrations.
    package static let all = [gemma26BOnL40S, vllmOnCPU, ollamaOnCPU, demonstration]
}
