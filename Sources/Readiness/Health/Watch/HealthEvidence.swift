import Foundation
import Inference
package import Signals
package import Telemetry

/// What a watch gathered, ready to be assessed.
package struct HealthEvidence: Sendable {
    package let source: WindowSource
    package let observations: [ReplicaObservation]
    package let window: HealthWindow

    /// - Parameters:
    ///   - logs: what reading the targets gave.
    ///   - identities: what servers said of themselves, by the name of their target.
    ///   - kind: where the bodies came from; a single scrape is told by itself.
    package init(
        _ logs: [ReplicaLog], identities: [String: EngineIdentity] = [:],
        kind: HealthWindow.Kind = .scrapes
    ) {
        let scrapes = logs.flatMap { log in
            log.snapshots.map { snapshot in
                TimedScrape(
                    instance: log.target.name,
                    unixSeconds: snapshot.date.timeIntervalSince1970,
                    families: snapshot.families)
            }
        }
        let series = ScrapeWindow(scrapes)
        source = WindowSource(WindowEvaluator(whole: series))
        observations = logs.map { log in
            var observation = ReplicaObservation(log, identity: identities[log.target.name])
            // How long a recorded scrape took nobody knows.
            if kind == .recorded { observation.longestScrape = nil }
            return observation
        }
        let seconds = (series.lastScrape ?? 0) - (series.firstScrape ?? 0)
        let isSingle = series.scrapeCount < 2
        window = HealthWindow(
            kind: isSingle ? .single : kind, duration: .seconds(seconds),
            scrapes: series.scrapeCount)
    }
}
