import ArgumentParser
import Readiness
import Simulator

/// The options that say which engine a simulated server pretends to be.
struct DialectOptions: ParsableArguments {
    private static let names = SimulatedEngine.allCases.map(\.rawValue)

    @Option(
        name: .customLong("engine"),
        help: ArgumentHelp(
            "Whose metrics and pages to serve: \(names.joined(separator: ", ")). Default: vllm; "
                + "for a fault what it is shown with.",
            valueName: "NAME"),
        completion: .list(names))
    var engineName: String?

    @Option(
        name: .customLong("engine-version"),
        help: ArgumentHelp(
            "Of which release; names and labels follow it. Default: the newest known.",
            valueName: "X.Y"))
    var engineVersion: String?

    @Flag(
        name: .customLong("developer-mode"),
        help: "Serve vLLM's /server_info, as with VLLM_SERVER_DEV_MODE=1.")
    var developerMode = false

    @Flag(
        name: .customLong("priority-scheduling"),
        help: "Give SGLang's gauges their priority label, as with --enable-priority-scheduling.")
    var priorityScheduling = false

    @Flag(
        name: .customLong("latency-histograms"),
        help: "Give Triton its histogram of first responses, as with histogram_latencies=true.")
    var latencyHistograms = false

    @Flag(
        name: .customLong("no-metrics"),
        help: "Serve no metrics, as SGLang and llama.cpp do unless told to.")
    var servesNoMetrics = false

    func validate() throws {
        do {
            _ = try release()
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// The release asked for.
    ///
    /// - Throws: `UsageError` for an engine or a release that is not known, with what is near.
    func release() throws(UsageError) -> SimulatedRelease {
        let engineName = engineName ?? SimulatedEngine.vllm.rawValue
        guard let engine = SimulatedEngine(rawValue: engineName) else {
            let nearest = NearestSpelling.of(engineName, among: Self.names)
            throw UsageError(
                "unknown engine \"\(engineName)\"; "
                    + (nearest.map { "did you mean \"\($0)\"?" }
                        ?? "expected one of \(Self.names.joined(separator: ", "))"))
        }
        guard let engineVersion else { return SimulatedRelease(engine) }
        do {
            return try SimulatedRelease(engine, version: engineVersion)
        } catch {
            throw UsageError("--engine-version: \(error)")
        }
    }

    /// Changes a server's set-up.
    ///
    /// - Throws: As ``release()``.
    func apply(to server: inout SimulatedServerConfiguration) throws(UsageError) {
        if engineName != nil || engineVersion != nil { server.release = try release() }
        server.developerMode = developerMode
        server.schedulesByPriority = priorityScheduling
        server.showsLatencyHistograms = latencyHistograms
        server.servesMetrics = !servesNoMetrics
    }

    /// What is said of the release beside the scenario; nothing where nobody asked for one.
    var remark: String {
        let isDefault =
            engineVersion == nil
            && engineName ?? SimulatedEngine.vllm.rawValue == SimulatedEngine.vllm.rawValue
        guard !isDefault, let release = try? release() else { return "" }
        return ", \(release)"
    }
}
