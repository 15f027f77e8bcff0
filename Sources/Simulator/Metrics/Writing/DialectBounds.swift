import EngineModel

/// Upper bucket bounds of the engines' histograms, written down from their sources.
enum DialectBounds {
    // MARK: - vLLM, TensorRT-LLM, LMDeploy

    /// vLLM's seconds to the first token, to 0.8.3.
    static let vllmFirstTokenOld: [Double] = [
        0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
    ]
    /// vLLM's seconds to the first token, from 0.8.4.
    static let vllmFirstToken = vllmFirstTokenOld + [20, 40, 80, 160, 640, 2560]
    /// vLLM's seconds between tokens, to 0.8.3.
    static let vllmGapOld: [Double] = [
        0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5,
    ]
    /// vLLM's seconds between tokens, from 0.8.4.
    static let vllmGap = vllmGapOld + [5, 7.5, 10, 20, 40, 80]
    /// vLLM's seconds of a request and its phases, 0.6.4 to 0.8.3.
    static let vllmPhaseOld: [Double] = [
        0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60,
    ]
    /// vLLM's seconds of a request and its phases, from 0.8.4.
    static let vllmPhase = vllmPhaseOld + [120, 240, 480, 960, 1920, 7680]
    /// vLLM's tokens per step, from 0.8.5.
    static let vllmStepTokens: [Double] = [
        1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384,
    ]
    /// vLLM's tokens per step before: the sizes it captured CUDA graphs for.
    static let vllmGraphSizes: [Double] = [1, 2, 4] + (1...64).map { Double(8 * $0) }
    /// The gaps of LMDeploy: vLLM's with one finer bucket.
    static let lmdeployGap = [0.005] + vllmGap
    /// TensorRT-LLM's seconds of a prefill.
    static let trtllmPrefill: [Double] = [
        0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 640,
        2560,
    ]
    /// TensorRT-LLM's cached prompt tokens per request.
    static let trtllmCachedTokens: [Double] = [0, 64, 128, 256, 512, 1024, 2048, 4096, 8192]

    // MARK: - SGLang

    /// SGLang's seconds to the first token.
    static let sglangFirstToken: [Double] = [
        0.1, 0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8, 10, 20, 40, 60, 80, 100, 200, 400,
    ]
    /// SGLang's seconds between tokens.
    static let sglangGap: [Double] = [
        0.002, 0.004, 0.006, 0.008, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.06, 0.08, 0.1,
        0.2, 0.4, 0.6, 0.8, 1, 2, 4, 6, 8,
    ]
    /// SGLang's seconds of a request, to 0.5.1.
    static let sglangEndToEndOld = sglangFirstToken + [800]
    /// SGLang's seconds of a request, from 0.5.2.
    static let sglangEndToEnd = sglangFirstToken + [600, 1200, 1800, 2400]
    /// SGLang's seconds in the queue, 0.5.3 to 0.5.9.
    static let sglangQueueOld: [Double] = [0] + sglangQueueTail
    /// SGLang's seconds in the queue, from 0.5.10.
    static let sglangQueue: [Double] = [0, 0.001, 0.005, 0.01, 0.05] + sglangQueueTail
    private static let sglangQueueTail: [Double] = [
        0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400,
        500, 600, 700, 800, 900, 1000, 1200, 1400, 1600, 1800, 2000, 2500, 3000,
    ]
    /// SGLang's seconds of a stage: 30 bounds, each 1.62 times the one before.
    static let sglangStage: [Double] = geometric(from: 0.001, by: 1.62, count: 30)
    /// SGLang's tokens of prompts and answers.
    static let sglangTokens: [Double] = [
        100, 300, 500, 700, 1000, 1500, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000,
        12000, 15000, 20000, 22000, 25000, 30000, 35000, 40000, 66000, 99000, 132_000, 300_000,
        600_000, 900_000, 1_100_000,
    ]

    // MARK: - Text Generation Inference

    /// TGI's seconds: 35 bounds from 0.00015, each half as much again as the one before.
    static let tgiDuration: [Double] = geometric(from: 0.0001 * 1.5, by: 1.5, count: 35)

    /// TGI's tokens: a hundred equal steps up to a limit.
    static func tgiTokens(upTo limit: Int) -> [Double] {
        (0..<100).map { Double(limit) / 100 * Double($0 + 1) }
    }

    // MARK: - Dynamo and Triton

    /// Dynamo's seconds to the first token.
    static let dynamoFirstToken: [Double] = [
        0, 0.0022, 0.0047, 0.01, 0.022, 0.047, 0.1, 0.22, 0.47, 1, 2.2, 4.7, 10, 22, 48, 100, 220,
        480,
    ]
    /// Dynamo's seconds between tokens.
    static let dynamoGap: [Double] = [
        0, 0.0019, 0.0035, 0.0067, 0.013, 0.024, 0.045, 0.084, 0.16, 0.3, 0.56, 1.1, 2,
    ]
    /// Dynamo's seconds of a request.
    static let dynamoEndToEnd: [Double] = [0, 1.9, 3.4, 6.3, 12, 22, 40, 75, 140, 260]
    /// Dynamo's tokens of a prompt.
    static let dynamoInput: [Double] = [
        0, 100, 210, 430, 870, 1800, 3600, 7400, 15000, 31000, 63000, 130_000,
    ]
    /// Dynamo's tokens of an answer.
    static let dynamoOutput: [Double] = [
        0, 100, 210, 430, 880, 1800, 3700, 7600, 16000, 32000,
    ]
    /// Seconds of a request in a Dynamo worker.
    static let dynamoWorker: [Double] = [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]
    /// Triton's milliseconds to the first response.
    static let tritonFirstResponse: [Double] = [100, 500, 2000, 5000]
    /// Triton's tokens of prompts and answers.
    static let tritonTokens: [Double] = [10, 50, 100, 500, 1000]
    /// Seconds of a request at the router of the production stack.
    static let routerEndToEnd: [Double] = [
        0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120,
    ]

    // MARK: - All of them

    /// Every bound above, so that one engine can speak in all of these words.
    ///
    /// - Parameter maxModelLen: Longest request in tokens.
    /// - Returns: What an engine is to record.
    static func detail(maxModelLen: Int) -> HistogramDetail {
        HistogramDetail(
            seconds: [
                vllmFirstToken, vllmGap, vllmPhase, lmdeployGap, trtllmPrefill, sglangFirstToken,
                sglangGap, sglangEndToEndOld, sglangEndToEnd, sglangQueue, sglangStage,
                tgiDuration, dynamoFirstToken, dynamoGap, dynamoEndToEnd, dynamoWorker,
                routerEndToEnd, tritonFirstResponse.map { $0 / 1000 },
            ].flatMap { $0 },
            tokens: [
                HistogramBounds.lengths(upTo: maxModelLen), trtllmCachedTokens, sglangTokens,
                tgiTokens(upTo: max(1, maxModelLen - 1)), tgiTokens(upTo: maxModelLen),
                dynamoInput, dynamoOutput, tritonTokens,
            ].flatMap { $0 },
            stepTokens: vllmStepTokens + vllmGraphSizes)
    }

    private static func geometric(from first: Double, by factor: Double, count: Int) -> [Double] {
        var bounds: [Double] = []
        var bound = first
        for _ in 0..<count {
            bounds.append(bound)
            bound *= factor
        }
        return bounds
    }
}
