import ArgumentParser
import Readiness
import Reports

/// One run of `firstlight limits --estimate`.
struct LimitsEstimateSession {
    let command: LimitsCommand
    let console: Console

    /// Computes and prints.
    ///
    /// - Returns: 1 when not one request fits, or the demand does not; 4 when only usual requests
    ///   fit at once; 0 otherwise.
    /// - Throws: `UsageError` for a target, an option or a format that goes with an engine only;
    ///   `ProfileErrors` for a configuration that cannot be read.
    func run() throws -> ExitStatus {
        try refuseOthers()
        let comparison = command.comparison
        let estimate = try command.estimate.result(
            demand: comparison.demand, usualLength: comparison.tokensPerRequest)
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
        let judgement = estimate.judgement
        var summary = "\(LimitText.number(Double(estimate.bytesPerToken))) bytes per token"
        if let judgement { summary = "\(judgement.verdict.title), \(judgement.sentence)" }
        try output.file.deliver(text, summary: output.quiet ? nil : summary, console)
        return ExitStatus.of(judgement?.verdict ?? .ready, allowDegraded: output.allowDegraded)
    }

    /// Refuses what would be passed over: it goes with an engine, and none is asked.
    private func refuseOthers() throws {
        if let target = command.target {
            throw UsageError(
                "--estimate asks nobody; leave out \(target), or leave out --estimate to ask it")
        }
        let comparison = command.comparison
        let inquiry = command.inquiry
        let given = [
            ("--manifest", comparison.manifest != nil), ("--log", comparison.log != nil),
            ("--dashboard", !comparison.dashboard.isEmpty),
            ("--tolerance", comparison.tolerance != nil), ("--watch", inquiry.watch != nil),
            ("--interval", inquiry.interval != nil), ("--model", inquiry.model != nil),
            ("--metrics", !inquiry.metrics.isEmpty),
        ].filter(\.1).map(\.0)
        guard let flag = given.first else { return }
        throw UsageError(
            "--estimate computes and compares nothing, so \(flag) has no meaning; leave it out, or "
                + "leave out --estimate")
    }
}
