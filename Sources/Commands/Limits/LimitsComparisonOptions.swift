import ArgumentParser
import Estimates
import Readiness

/// The options that say what an engine's limits are compared with.
struct LimitsComparisonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "How the engine is deployed: Kubernetes or KServe YAML, compose file, Helm values, "
                + "script, or a command line in quotes.", valueName: "FILE"))
    var manifest: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The engine in the manifest, by a part of its name, when there are several.",
            valueName: "NAME"))
    var workload: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The manifest before the change: says when the model changed and the scheduler's "
                + "flags did not.", valueName: "FILE"))
    var was: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Start-up log of the engine; - for standard input.", valueName: "FILE"))
    var log: String?

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Grafana dashboard or Prometheus rules with typed-in limits; repeat for more.",
            valueName: "FILE"))
    var dashboard: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How far values may lie apart. Default: 0 %, of the KV cache 10 %.",
            valueName: "SHARE"))
    var tolerance: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Requests at once that the target has to serve; then fewer slots than memory allows "
                + "are enough.", valueName: "N"))
    var demand: Int?

    @Option(
        name: .customLong("tokens-per-request"),
        help: ArgumentHelp(
            "Tokens of a usual request, prompt and answer. Default: the mean of finished ones.",
            valueName: "N"))
    var tokensPerRequest: Int?

    func validate() throws {
        for (flag, value) in [("--demand", demand), ("--tokens-per-request", tokensPerRequest)] {
            if let value, !(1...1_000_000_000).contains(value) {
                throw ValidationError("\(flag) is \(value); expected 1 to 1000000000")
            }
        }
        if was != nil, manifest == nil {
            throw ValidationError("--was goes with --manifest, which says what is deployed now")
        }
        if workload != nil, manifest == nil {
            throw ValidationError("--workload goes with --manifest")
        }
        _ = try share()
    }

    /// The tolerance that the flag asks for.
    func share() throws -> LimitTolerance {
        guard let tolerance else { return .standard }
        do {
            let share = try RatioText.parse(tolerance).double
            return LimitTolerance(declared: share, measured: share)
        } catch {
            throw ValidationError("--tolerance: \(error)")
        }
    }
}
