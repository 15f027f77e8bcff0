import ArgumentParser
import Foundation
import Load
import Readiness
import Reports

/// `firstlight load`: offered load.
struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Put a load on an endpoint and say what its users felt.",
        discussion: """
            Latency counts from the moment a request was to start. Failed requests are slower than \
            any number. When firstlight itself falls behind, it says so and decides nothing.

            Examples:
              firstlight load --demo --requests 50
              firstlight load http://localhost:8000 --concurrency 16 --duration 2m
              firstlight load http://localhost:8000 --rate 5 --arrivals poisson --warmup 10s
              firstlight load firstlight.yml --rate 1:1m,4:1m,8:1m --output runs
              firstlight load http://localhost:8000 --trace trace.jsonl --time-scale 2
              firstlight load http://localhost:8000 --sessions 3 --turns 5 --history grow \
            --think-time 10s
              firstlight load http://localhost:8000 --rate 50 --dry-run

            Exit codes: 0 all requests answered and every objective met, 1 failed requests or an \
            objective violated, 2 usage error, 3 INCONCLUSIVE (firstlight was the bottleneck, or \
            an objective is undecided), 130 and 143 after SIGINT and SIGTERM.
            """)

    @OptionGroup var endpoint: EndpointOptions
    @OptionGroup(title: "When requests start") var shape: LoadShapeOptions
    @OptionGroup(title: "What is asked") var work: WorkloadOptions
    @OptionGroup(title: "Who is asked, and what is required") var request: LoadRequestOptions
    @OptionGroup(title: "What is printed and kept") var output: LoadOutputOptions

    @Flag(
        name: .customLong("profile-cold"),
        help: "Run the load a second time with a fresh connection for every request.")
    var profilesCold = false

    func validate() throws {
        if shape.trace != nil, work.workload != nil {
            throw ValidationError("--trace and --workload exclude each other")
        }
        if output.isDry, profilesCold {
            throw ValidationError("--dry-run and --profile-cold exclude each other")
        }
    }

    func run() async throws {
        throw try await LoadSession(command: self, console: .process()).run().exitCode
    }
}
