package import Signals

/// The catalogue of signals for people and programs: what each means and which series carry it.
package struct SignalCatalogueReport: Sendable {
    /// The exporters whose series are shown; all when empty.
    package let exporters: [ExporterKind]
    package let signals: [Signal]
    /// The range of range selectors in queries.
    package let window: String

    /// - Parameters:
    ///   - exporters: whose series to show; all when empty.
    ///   - signals: which signals; all when empty.
    ///   - window: the range of range selectors in queries, such as `5m`.
    package init(
        exporters: [ExporterKind] = [], signals: [Signal] = [], window: String = "5m"
    ) {
        self.exporters = exporters
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

    /// How the shown exporters tell a signal; those that do not are left out.
    func tellings(of signal: Signal) -> [Telling] {
        shownExporters.compactMap { exporter in
            guard let dialect = Dialect.of(exporter), let sources = dialect.sources[signal] else {
                return nil
            }
            let queries = signal.definition.kind.statistics.compactMap { statistic in
                dialect.promQL(for: signal, statistic, window: window).map { (statistic, $0) }
            }
            return Telling(exporter: exporter, sources: sources, queries: queries)
        }
    }
}
