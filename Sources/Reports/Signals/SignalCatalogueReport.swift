package import Signals

/// The catalogue of signals for people and programs: what each means and which series carry it.
package struct SignalCatalogueReport: Sendable {
    /// The exporters whose series are shown; all when empty.
    package let exporters: [ExporterKind]
    /// Releases that the series are narrowed to; an exporter without one is shown with all.
    package let releases: [ExporterKind: EngineVersion]
    package let signals: [Signal]
    /// The range of range selectors in queries.
    package let window: String

    /// - Parameters:
    ///   - exporters: whose series to show; all when empty.
    ///   - releases: releases that the series are narrowed to.
    ///   - signals: which signals; all when empty.
    ///   - window: the range of range selectors in queries, such as `5m`.
    package init(
        exporters: [ExporterKind] = [], releases: [ExporterKind: EngineVersion] = [:],
        signals: [Signal] = [], window: String = "5m"
    ) {
        self.exporters = exporters
        self.releases = releases
        self.signals = signals.isEmpty ? Signal.allCases : signals
        self.window = window
    }

    /// Every exporter there is, engines first.
    package static let allExporters: [ExporterKind] =
        EngineKind.allCases.filter { $0 != .unknown }.map(ExporterKind.engine) + [.dcgm, .node]

    var shownExporters: [ExporterKind] { exporters.isEmpty ? Self.allExporters : exporters }

    /// How one exporter tells one signal.
    struct Telling {
        let exporter: ExporterKind
        let sources: [SignalSource]
        /// A query for each statistic that one can be written for.
        let queries: [(statistic: SignalStatistic, text: String)]
    }

    /// The dialect of an exporter, in the chosen release where there is one.
    func dialect(of exporter: ExporterKind) -> Dialect? {
        let dialect = Dialect.of(exporter)
        return releases[exporter].map { dialect?.narrowed(to: $0) } ?? dialect
    }

    /// The exporter's name with the chosen release.
    func title(of exporter: ExporterKind) -> String {
        exporter.displayName + (releases[exporter].map { " \($0)" } ?? "")
    }

    /// How the shown exporters tell a signal; those that do not are left out.
    func tellings(of signal: Signal) -> [Telling] {
        shownExporters.compactMap { exporter in
            guard let dialect = dialect(of: exporter), let sources = dialect.sources[signal] else {
                return nil
            }
            let queries = signal.definition.kind.statistics.compactMap { statistic in
                dialect.promQL(for: signal, statistic, window: window).map { (statistic, $0) }
            }
            return Telling(exporter: exporter, sources: sources, queries: queries)
        }
    }
}
