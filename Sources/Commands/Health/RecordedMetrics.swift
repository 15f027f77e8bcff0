import Foundation
import Inference
import Readiness
import Signals
import Telemetry

/// Metrics bodies in files, as one replica's window.
enum RecordedMetrics {
    /// Reads bodies that follow each other in time.
    ///
    /// - Parameters:
    ///   - paths: The files, the earliest first.
    ///   - spacing: The time between two of them; nil for what their samples or the files'
    ///     modification times say.
    /// - Returns: The bodies as if one replica had been read.
    /// - Throws: `UsageError` that names the file and what is wrong.
    static func log(of paths: [String], spacing: Duration?) throws(UsageError) -> ReplicaLog {
        let times = spacing.map { step in paths.indices.map { Double($0) * step.seconds } }
        let bodies: [RecordedBody]
        do throws(RecordedBodyError) {
            bodies = try RecordedBody.window(files: paths, at: times)
        } catch {
            if case .notAscending = error {
                throw UsageError("\(error); say the time between them with --spacing")
            }
            throw UsageError("\(error)" + (error.hint.map { "; \($0)" } ?? ""))
        }
        do throws(TelemetryError) {
            return log(bodies, url: try ServerURL("http://localhost/metrics"))
        } catch {
            throw UsageError("\(error)")
        }
    }

    private static func log(_ bodies: [RecordedBody], url: ServerURL) -> ReplicaLog {
        var log = ReplicaLog(
            HealthTarget(name: "recorded", root: nil, metrics: url, isMetricsNamed: true))
        for body in bodies {
            log.add(
                .success(
                    Snapshot(
                        url: url, date: Date(timeIntervalSince1970: body.unixSeconds), start: .now,
                        duration: .zero, families: body.families,
                        reading: SignalReading(body.families))))
        }
        return log
    }
}
