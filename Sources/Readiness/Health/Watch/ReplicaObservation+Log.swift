import Exposition
import Foundation
import Inference
import Signals
package import Telemetry

extension ReplicaObservation {
    /// What a log and the server's own words tell.
    ///
    /// - Parameters:
    ///   - log: what reading the target gave.
    ///   - identity: what the server said of itself; nil when it was not asked.
    package init(_ log: ReplicaLog, identity: EngineIdentity?) {
        let families = log.snapshots.last?.families
        let detection = families.map { EngineDetection($0) }
        let names = Set((families ?? []).map(\.name))
        let isMachine = names.contains {
            $0.hasPrefix("DCGM_FI_") || $0.hasPrefix("node_cpu_")
        }
        self.init(name: log.target.name)
        self.detection = detection
        engine = detection?.kind ?? .unknown
        if engine == .unknown { engine = identity?.engine?.value ?? .unknown }
        version = identity?.version?.value
        if version == nil { version = detection?.version?.description }
        isExporter = isMachine && detection?.kind == .unknown && detection?.isRouter == false
        scrapes = log.snapshots.count
        failedScrapes = log.failures.count
        longestScrape = log.snapshots.map(\.duration).max()
        lastReadSeconds = log.snapshots.last.map { $0.date.timeIntervalSince1970 }
        hasChanged = Self.hasChanged(log.snapshots)
        fallenCounter = isExporter ? nil : FallenCounter(in: log.snapshots.map(\.families))
        if log.endsInFailure || log.snapshots.isEmpty {
            failure = log.failures.last.map {
                MetricsFailure($0.reason, identity: identity, hadAnswered: !log.snapshots.isEmpty)
            }
        }
        if failure == nil, case .unavailable(let message)? = identity?.failure(at: .health) {
            unhealthyAnswer = "503" + (message.isEmpty ? "" : ": \(message)")
        }
    }

    /// Whether two bodies differ in a sample; nil for fewer than two bodies.
    private static func hasChanged(_ snapshots: [Snapshot]) -> Bool? {
        guard let first = snapshots.first, snapshots.count >= 2 else { return nil }
        func values(_ snapshot: Snapshot) -> [String: [UInt64]] {
            var values: [String: [UInt64]] = [:]
            for sample in snapshot.families.lazy.flatMap(\.samples) {
                values[sample.name, default: []].append(sample.value.bitPattern)
            }
            return values
        }
        let reference = values(first)
        return snapshots.dropFirst().contains { values($0) != reference }
    }
}
