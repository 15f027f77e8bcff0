import Exposition
import Foundation
import Readiness
import Signals
import Telemetry

/// Metrics bodies in files, as one replica's window.
enum RecordedMetrics {
    /// The largest body that is read.
    private static let bytesMost = 64 * 1024 * 1024

    /// Reads bodies in the order of time.
    ///
    /// - Parameters:
    ///   - paths: The files, the earliest first where `spacing` is said.
    ///   - spacing: The time between two of them; nil for the files' modification times.
    /// - Returns: The bodies as if one replica had been read.
    /// - Throws: `UsageError` that names the file and what is wrong.
    static func log(of paths: [String], spacing: Duration?) throws(UsageError) -> ReplicaLog {
        var bodies: [(families: [MetricFamily], date: Date)] = []
        for (place, path) in paths.enumerated() {
            let (families, changed) = try read(path)
            let step = spacing.map {
                Double($0.components.seconds)
                    + Double($0.components.attoseconds) / 1e18
            }
            let date = step.map { Date(timeIntervalSince1970: Double(place) * $0) } ?? changed
            bodies.append((families, date))
        }
        bodies.sort { $0.date < $1.date }
        for (first, second) in zip(bodies, bodies.dropFirst())
        where second.date.timeIntervalSince(first.date) < 0.01 {
            throw UsageError(
                "two bodies were written at the same moment, by their modification times; say the "
                    + "time between them with --spacing")
        }
        return try log(bodies)
    }

    private static func log(
        _ bodies: [(families: [MetricFamily], date: Date)]
    ) throws(UsageError) -> ReplicaLog {
        do {
            let url = try ServerURL("http://localhost/metrics")
            var log = ReplicaLog(
                HealthTarget(name: "recorded", root: nil, metrics: url, isMetricsNamed: true))
            for body in bodies {
                log.add(
                    .success(
                        Snapshot(
                            url: url, date: body.date, start: .now, duration: .zero,
                            families: body.families, reading: SignalReading(body.families))))
            }
            return log
        } catch {
            throw UsageError("\(error)")
        }
    }

    private static func read(
        _ path: String
    ) throws(UsageError) -> (families: [MetricFamily], changed: Date) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw UsageError("\(path) cannot be read; expected a body of /metrics")
        }
        guard data.count <= bytesMost else {
            throw UsageError("\(path) is longer than the \(bytesMost) bytes read")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let changed = attributes?[.modificationDate] as? Date ?? Date()
        do {
            let families = try ExpositionParser.parse(
                data, options: ExpositionOptions(duplicateSeries: .keepFirst))
            guard !families.isEmpty else {
                throw UsageError("\(path) holds no metric; expected a body of /metrics")
            }
            return (families, changed)
        } catch let error as UsageError {
            throw error
        } catch {
            throw UsageError("\(path): \(error); expected a body of /metrics")
        }
    }
}
