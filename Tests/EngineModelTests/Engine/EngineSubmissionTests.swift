import EngineModel
import Testing

@Suite struct EngineSubmissionTests {
    @Test func `a prompt as long as the model's limit leaves no room for an answer`() throws {
        var driver = try EngineDriver(maxModelLen: 100)
        #expect(throws: SubmissionError.promptTooLong(promptTokens: 100, maxModelLen: 100)) {
            try driver.submit(prompt: 100, max: 1)
        }
        #expect(driver.engine.unfinishedRequests == 0)
    }

    @Test func `a request that could never fit into the cache is refused`() throws {
        var driver = try EngineDriver(kvTokens: 100)
        // 6 blocks of 16 are 96 tokens.
        #expect(throws: SubmissionError.exceedsCache(tokens: 97, cacheTokens: 96)) {
            try driver.submit(prompt: 90, max: 7)
        }
        try driver.submit(prompt: 90, max: 6)
        driver.runToEnd()
        #expect(driver.engine.records.count == 1)
    }

    @Test(arguments: [(0, 5), (5, 0)])
    func `an empty request is refused`(_ prompt: Int, _ output: Int) throws {
        var driver = try EngineDriver()
        #expect(throws: SubmissionError.self) { try driver.submit(prompt: prompt, max: output) }
    }

    @Test(
        arguments: [
            (
                EngineConfiguration(maxNumSeqs: 0, maxNumBatchedTokens: 1, kvTokens: 16),
                .outOfRange(name: "max_num_seqs", value: 0, minimum: 1)
            ),
            (
                EngineConfiguration(maxNumSeqs: 1, maxNumBatchedTokens: 0, kvTokens: 16),
                .outOfRange(name: "max_num_batched_tokens", value: 0, minimum: 1)
            ),
            (
                EngineConfiguration(maxNumSeqs: 1, maxNumBatchedTokens: 1, kvTokens: 15),
                .outOfRange(name: "kv_tokens", value: 15, minimum: 16)
            ),
            (
                EngineConfiguration(
                    maxNumSeqs: 1, maxNumBatchedTokens: 512, kvTokens: 160, maxModelLen: 513,
                    chunkedPrefill: false),
                .budgetBelowModelLength(budget: 512, maxModelLen: 513)
            ),
        ] as [(EngineConfiguration, EngineConfigurationError)])
    func `limits that make no sense are refused by name`(
        _ configuration: EngineConfiguration, _ expected: EngineConfigurationError
    ) {
        #expect(throws: expected) {
            try Engine(configuration: configuration, costs: EngineDriver.costs, seed: 1)
        }
    }

    /// A feature whose setting makes no sense.
    struct BadFeature: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let error: EngineConfigurationError
        let change: @Sendable (inout EngineConfiguration) -> Void

        init(
            _ error: EngineConfigurationError,
            _ change: @escaping @Sendable (inout EngineConfiguration) -> Void
        ) {
            testDescription = error.description
            self.error = error
            self.change = change
        }

        static func swap(bytes: Double = 1, rate: Double = 1, blocks: Int = 1) -> PreemptionMode {
            .swap(SwapSpace(kvBytesPerToken: bytes, bytesPerSecond: rate, hostBlocks: blocks))
        }
    }

    static let badFeatures = [
        BadFeature(.outOfRange(name: "api_workers", value: 0, minimum: 1)) { $0.apiWorkers = 0 },
        BadFeature(.outOfRange(name: "num_speculative_tokens", value: 0, minimum: 1)) {
            $0.speculation = Speculation(draftTokens: 0, acceptance: 0.5)
        },
        BadFeature(.notAShare(name: "draft acceptance", value: 1.5)) {
            $0.speculation = Speculation(draftTokens: 1, acceptance: 1.5)
        },
        BadFeature(.outOfRange(name: "max_loras", value: 0, minimum: 1)) {
            $0.adapters = AdapterLimits(maxLoras: 0, loadSeconds: 1)
        },
        BadFeature(.negative(name: "adapter load time", value: -1)) {
            $0.adapters = AdapterLimits(maxLoras: 1, loadSeconds: -1)
        },
        BadFeature(.outOfRange(name: "host_blocks", value: 0, minimum: 1)) {
            $0.preemption = BadFeature.swap(blocks: 0)
        },
        BadFeature(.negative(name: "kv_bytes_per_token", value: -1)) {
            $0.preemption = BadFeature.swap(bytes: -1)
        },
        BadFeature(.notPositive(name: "swap bytes per second", value: 0)) {
            $0.preemption = BadFeature.swap(rate: 0)
        },
    ]

    @Test(arguments: badFeatures)
    func `features that make no sense are refused by name`(_ feature: BadFeature) {
        #expect(throws: feature.error) { try EngineDriver(features: feature.change) }
    }

    @Test func `errors name the limit, the value and the way out`() {
        let tooLong = SubmissionError.promptTooLong(promptTokens: 9000, maxModelLen: 8192)
        #expect(
            "\(tooLong)"
                == "the prompt has 9000 tokens, but with max_model_len 8192 at most 8191 leave "
                + "room for an answer; shorten the prompt or raise the limit")
        let budget = EngineConfigurationError.budgetBelowModelLength(budget: 512, maxModelLen: 513)
        #expect(
            "\(budget)"
                == "max_num_batched_tokens is 512, but without chunked prefill it must be at "
                + "least max_model_len (513); raise it or switch chunked prefill on")
    }
}
