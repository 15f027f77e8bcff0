package import Signals

/// The catalogue of signals for people and programs: what each means and which series carry it.
package struct SignalCatalogueReport: Sendable {
    /// An exporter, and a release of it where one was asked for.
    package struct Choice: Sendable {
        package let exporter: ExporterKind
        package let version: EngineVersion?

        package init(_ exporter: ExporterKind, version: EngineVersion? = nil) {
            self.exporter = exporter
            self.version = version
        }

        /// The dialect of that release; nil for an exporter without metrics.
        var dialect: Dialect? {
            guard let dialect = Dialect.of(exporter) else { return nil }
            return version.map(dialect.release) ?? dialect
        }

        var title: String {
            exporter.displayName + (version.map { " \($0)" } ?? "")
        }
    }

    /// The exporters whose series are shown; all when empty.
    package let choices: [Choice]
    package let signals: [Signal]
    /// The range of range selectors in queries.
    package let window: String

    /// - Parameters:
    ///   - choices: whose series to show; all when empty.
    ///   - signals: which signals; all when empty.
    ///   - window: the range of range selectors in queries, such as `5m`.
    package init(
        _ choices: [Choice] = [], signals: [Signal] = [], window: String = "5m"
    ) {
        self.choices = choices
        self.signals = signals.isEmpty ? Signal.allCases : signals
        self.window = window
    }

    /// Every exporter there is, engines first.
    package static let allExporters: [ExporterKind] =
        EngineKind.allCases.filter { $0 != .unknown }.map(ExporterKind.engine) + [.dcgm, .node]

    private var shown: [Choice] {
        choices.isEmpty ? Self.allExporters.map { Choice($0) } : choices
    }

    /// How one exporter tells one signal.
    struct Telling {
        let exporter: ExporterKind
        let sources: [SignalSource]
        /// A query for each statistic that one can be written for.
        let queries: [(statistic: SignalStatistic, text: String)]
    }

    /// How the shown exporters tell a signal; those that do not are left out.
    func tellings(of signal: Signal) -> [Telling] {
        shown.compactMap { choice in
            guard let dialect = choice.dialect, let sources = dialect.sources[signal] else {
                return nil
            }
            let queries = signal.definition.kind.statistics.compactMap { statistic in
                dialect.promQL(for: signal, statistic, window: window).map { (statistic, $0) }
            }
            return Telling(exporter: choice.exporter, sources: sources, queries: queries)
        }
    }
}
