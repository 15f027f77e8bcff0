package import Diagnosis
import Foundation
import Inference
import Load
import Signals

/// How much a diagnosis had to look at.
package struct DiagnosisBasis: Sendable, Equatable {
    /// Requests that the client measured, warm-up included; nil when there was no client.
    package var requests: Int?
    /// Cheap requests beside them.
    package var beacons: Int
    /// Metrics pages read; nil when no server was looked at.
    package var scrapes: Int?
    /// Metrics pages that could not be had.
    package var missedScrapes: Int
    /// Sources of metrics pages: replicas and exporters.
    package var sources: Int
    /// From the first request or scrape to the last.
    package var span: Duration
    /// Whether a healthy time was there to compare with.
    package var hasBaseline: Bool

    /// Counts what is in the evidence.
    ///
    /// - Parameter evidence: What the diagnosis looked at.
    package init(_ evidence: Evidence) {
        requests = evidence.client?.probes.count
        beacons = evidence.client?.beacons.count ?? 0
        scrapes = evidence.server?.scrapes.count
        missedScrapes = evidence.server?.missed.count ?? 0
        sources = Set(evidence.server?.scrapes.map(\.instance) ?? []).count
        hasBaseline = evidence.baseline?.client != nil || evidence.baseline?.server != nil
        let starts = (evidence.client?.probes ?? []).map { $0.timestamp.timeIntervalSince1970 }
        let moments = starts + (evidence.server?.scrapes ?? []).map(\.unixSeconds)
        span = .seconds((moments.max() ?? 0) - (moments.min() ?? 0))
    }

    /// Without any evidence.
    package init() {
        beacons = 0
        missedScrapes = 0
        sources = 0
        span = .zero
        hasBaseline = false
    }

    /// Whether there was anything.
    package var isEmpty: Bool { (requests ?? 0) == 0 && (scrapes ?? 0) == 0 }
}
