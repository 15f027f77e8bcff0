import Diagnosis
import Foundation
import Inference
import Load
import Telemetry

/// The question that `--prometheus` puts to a store of metrics.
struct StoreQuestion {
    let command: DiagnoseCommand
    let console: Console

    /// The longest time for one answer.
    private static let answerTimeMax = Duration.seconds(20)
    /// How far back the store is asked where no run tells.
    private static let windowDefault = Duration.seconds(600)
    /// What is read before and after a run, so that counters have a scrape on both sides.
    private static let margin = 30.0

    /// Asks for the samples of the window.
    ///
    /// - Parameter probes: The requests of the run, which tell its time; empty without a run.
    /// - Returns: What the store has.
    /// - Throws: `UsageError` when it cannot be asked, or has nothing.
    func answer(_ probes: [ProbeRecord]) async throws -> StoreEvidence {
        let options = command.evidence
        let url: ServerURL
        do {
            url = try ServerURL(options.prometheus ?? "")
        } catch {
            throw UsageError("--prometheus: \(error)")
        }
        let (end, window) = try range(probes)
        var settings = TelemetryClient.Configuration(timeout: Self.answerTimeMax)
        settings.certificateAuthorityFile = command.load.access.caFile
        let ready = settings
        let token = try command.load.access.token(in: console.environment)
        let selector = try options.restriction()
        do {
            return try await Interruption().guarding { () async throws -> StoreEvidence in
                try await TelemetryClient.withClient(ready) { client in
                    try await StoreEvidence.read(
                        from: PrometheusAPI(
                            url: url, client: client, configuration: .init(token: token)),
                        selector: selector, window: window, endSeconds: end)
                }
            }
        } catch let error as StoreEvidenceError {
            throw UsageError("--prometheus: \(error); \(error.hint)")
        } catch let error as PrometheusError {
            throw UsageError("--prometheus: \(error)" + (error.hint.map { "; \($0)" } ?? ""))
        }
    }

    private func range(_ probes: [ProbeRecord]) throws -> (end: Double, window: Duration) {
        let options = command.evidence
        let starts = probes.map { $0.timestamp.timeIntervalSince1970 }
        let ends = zip(starts, probes).map { $0 + ($1.endToEnd ?? .zero).seconds }
        let end =
            try options.endTime()?.timeIntervalSince1970 ?? ends.max().map { $0 + Self.margin }
            ?? Date().timeIntervalSince1970
        let run = starts.min().map { Duration.seconds(max(end - $0 + Self.margin, 1)) }
        return (end, try options.windowTime() ?? run ?? Self.windowDefault)
    }
}
