import ArgumentParser
import Readiness

/// `firstlight limits`: what limits the engine, who says so, and whether it fits.
struct LimitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits",
        abstract: "Show an engine's live limits and what contradicts them.",
        discussion: """
            Reads slots, KV cache and longest request from the running engine, its start-up log, \
            or the plateau of running requests, and compares them with a manifest, the profile \
            and dashboards. Slots fewer than the requests of full length that the memory holds \
            are refused; --demand says when fewer are enough. With --estimate it asks nobody and \
            computes what a memory holds from the model's shape, and whether --demand fits.

            Examples:
              firstlight limits http://localhost:8000
              firstlight limits http://localhost:8000 --manifest deploy.yaml --log vllm.log
              firstlight limits http://localhost:8000 --watch 30s
              firstlight limits --manifest 'vllm serve MODEL --max-num-seqs 2' --log vllm.log
              firstlight limits --manifest new.yaml --was old.yaml --log vllm.log
              firstlight limits http://localhost:8000 --dashboard vllm.json
              firstlight limits http://localhost:8000 --format openmetrics --output limits.prom
              firstlight limits --estimate --model-config config.json --kv-memory 16GB \
            --max-model-len 8192
              firstlight limits --estimate --model-config config.json --kv-memory 16GB \
            --demand 32 --tokens-per-request 2000

            Exit codes: 0 the limits fit, 1 they throttle or the engine does not run what the \
            manifest says, 2 usage error, 3 a number is missing, 4 warnings, 130 and 143 after \
            SIGINT and SIGTERM. With --estimate: 1 not one request fits, or the demand does not, 4 \
            the demand fits only while requests are as long as --tokens-per-request.
            """)

    @Argument(
        help: "URL of the engine, or a profile. May be left out with --manifest or --log.")
    var target: String?

    @OptionGroup(title: "What it is compared with") var comparison: LimitsComparisonOptions
    @OptionGroup(title: "How the engine is asked") var inquiry: LimitsInquiryOptions
    @OptionGroup(title: "What is computed without an engine") var estimate: LimitsEstimateOptions
    @OptionGroup(title: "What is printed") var output: LimitsOutputOptions

    func run() async throws {
        if estimate.estimate {
            throw try LimitsEstimateSession(command: self, console: .process()).run().exitCode
        }
        let session = LimitsSession(command: self, console: .process())
        throw try await session.run().exitCode
    }
}
