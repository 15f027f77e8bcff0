import Exposition
import Foundation
import Readiness
import Signals

/// Bodies of some replicas over time, and the report on them.
struct HealthScene {
    /// The families of each replica, scrape by scrape, two seconds apart.
    var replicas: [(name: String, bodies: [[MetricFamily]])]
    var secondsApart = 2.0
    var ranges = HealthRanges.catalogue
    var requiresTraffic = false
    /// Where several scrapes are said to come from.
    var kind = HealthWindow.Kind.scrapes
    var adjust: (inout ReplicaObservation) -> Void = { _ in }

    /// One replica that goes from a body to another in several even scrapes.
    init(_ bodies: [EngineBody]) throws {
        replicas = [("a:8000", try bodies.map { try $0.families })]
    }

    init(replicas: [(String, [EngineBody])]) throws {
        self.replicas = try replicas.map { ($0.0, try $0.1.map { try $0.families }) }
    }

    init(name: String, families: [[MetricFamily]], secondsApart: Double) {
        replicas = [(name, families)]
        self.secondsApart = secondsApart
    }

    /// When the first scrape was, Unix seconds.
    static let start = 1_795_000_000.0

    func report() async throws -> HealthReport {
        var scrapes: [TimedScrape] = []
        var observations: [ReplicaObservation] = []
        for (name, bodies) in replicas {
            let times = bodies.indices.map { Self.start + Double($0) * secondsApart }
            scrapes += zip(times, bodies).map {
                TimedScrape(instance: name, unixSeconds: $0, families: $1)
            }
            let detection = EngineDetection(bodies.last ?? [])
            var observation = ReplicaObservation(
                name: name, detection: detection, engine: detection.kind, version: "0.32.0",
                scrapes: bodies.count, longestScrape: .milliseconds(8),
                lastReadSeconds: times.last,
                hasChanged: bodies.count < 2 ? nil : bodies.first != bodies.last)
            adjust(&observation)
            observations.append(observation)
        }
        let window = ScrapeWindow(scrapes)
        let seconds = (window.lastScrape ?? 0) - (window.firstScrape ?? 0)
        return try await HealthAssessment(
            WindowSource(WindowEvaluator(whole: window)),
            settings: .init(
                name: "test", startedAt: Date(timeIntervalSince1970: Self.start),
                window: HealthWindow(
                    kind: window.scrapeCount < 2 ? .single : kind,
                    duration: .seconds(seconds), scrapes: window.scrapeCount),
                ranges: ranges, requiresTraffic: requiresTraffic,
                nowSeconds: window.lastScrape)
        ).report(on: observations)
    }
}

extension HealthReport {
    /// The finding of that name; of a replica where one is named.
    func item(_ id: String, of replica: String? = nil) -> HealthItem? {
        items.first { $0.id == id && (replica == nil || $0.replica == replica) }
    }
}
