package import Foundation
package import Signals

/// Draws a health report from series, wherever they come from.
///
/// | finding | grade |
/// |---|---|
/// | shown to be out of a range that judges | that of the range |
/// | not decided by its interval, and its best value is out of range | unknown, and so is the whole |
/// | not decided, and its best value is in range | unknown; the whole stays |
/// | not observed because nothing was served | unknown; the whole stays, unless traffic is required |
/// | no metrics, no known series | unknown, and so is the whole |
///
/// The whole is as good as its worst part, critical before warning before unknown. GPUs and nodes
/// inform and move nothing.
package struct HealthAssessment<Source: ExpressionSource>: Sendable {
    /// What is asked about and how it is graded.
    package struct Settings: Sendable {
        /// What was asked about: a URL, a profile's name, files.
        package var name: String
        package var startedAt: Date
        package var window: HealthWindow
        package var ranges: HealthRanges
        /// Conditions on every series of an engine, such as a model's name.
        package var restriction: [LabelMatcher]
        /// Whether a window in which nothing was served is unknown instead of healthy.
        package var requiresTraffic: Bool
        /// Our clock at the end of the window, Unix seconds; nil for readings of the past.
        package var nowSeconds: Double?

        package init(
            name: String, startedAt: Date, window: HealthWindow, ranges: HealthRanges = .catalogue,
            restriction: [LabelMatcher] = [], requiresTraffic: Bool = false,
            nowSeconds: Double? = nil
        ) {
            self.name = name
            self.startedAt = startedAt
            self.window = window
            self.ranges = ranges
            self.restriction = restriction
            self.requiresTraffic = requiresTraffic
            self.nowSeconds = nowSeconds
        }
    }

    private let source: Source
    private let settings: Settings

    /// - Parameters:
    ///   - source: where the series are; each carries its replica's name in `instance`.
    ///   - settings: what is asked about.
    package init(_ source: Source, settings: Settings) {
        self.source = source
        self.settings = settings
    }

    /// The report about some replicas and exporters.
    ///
    /// - Parameter observations: what is known of each beside its series.
    /// - Returns: the report.
    /// - Throws: what the source throws.
    package func report(on observations: [ReplicaObservation]) async throws -> HealthReport {
        let readings = try await ReadingsCollector(
            source, restriction: settings.restriction, ranges: settings.ranges
        ).readings(of: observations, window: settings.window)
        return HealthConclusion(
            readings: readings,
            items: readings.map {
                ReplicaAssessment(
                    readings: $0, ranges: settings.ranges, nowSeconds: settings.nowSeconds
                ).items
            },
            requiresTraffic: settings.requiresTraffic
        ).report(name: settings.name, startedAt: settings.startedAt, window: settings.window)
    }
}
