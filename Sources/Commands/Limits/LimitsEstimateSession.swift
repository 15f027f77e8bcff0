import ArgumentParser
import Readiness
import Reports

/// One run of `firstlight limits --estimate`.
struct LimitsEstimateSession {
    let command: LimitsCommand
    let console: Console

    /// Computes and prints.
    ///
    /// - Throws: `UsageError` for a target or a format that goes with an engine only;
    ///   `ProfileErrors` for a configuration that cannot be read.
    func run() throws {
        if let target = command.target {
            throw UsageError(
                "--estimate asks nobody; leave out \(target), or leave out --estimate to ask it")
        }
        if command.comparison.manifest != nil || command.comparison.log != nil {
            throw UsageError(
                "--estimate reads neither --manifest nor --log; leave it out to compare those")
        }
        let estimate = try command.estimate.result()
        let output = command.output
        let text =
            switch output.format {
            case .text:
                KVCacheReport.text(
                    estimate, style: output.file.style(console, isVerbose: output.verbose))
            case .markdown: KVCacheReport.markdown(estimate)
            case .json: String(decoding: KVCacheReport.json(estimate), as: UTF8.self)
            case .openmetrics:
                throw UsageError(
                    "--format openmetrics publishes what an engine runs with; an estimate is none of it"
                )
            }
        let summary = "\(LimitText.number(Double(estimate.bytesPerToken))) bytes per token"
        try output.file.deliver(text, summary: output.quiet ? nil : summary, console)
    }
}
