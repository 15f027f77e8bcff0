package import Signals

/// A playbook in the words of one exporter: the page with the names that its release gives series.
package struct PlaybookPage: Sendable {
    package let playbook: Playbook
    /// Whose names the page uses: `vLLM 0.32.0`.
    package let title: String
    private let exporter: ExporterKind
    private let dialect: Dialect?

    /// Makes a page.
    ///
    /// - Parameters:
    ///   - playbook: The playbook.
    ///   - exporter: Whose names to use.
    ///   - dialect: The names of its release; nil for an exporter without metrics.
    ///   - title: Exporter and release in words.
    package init(
        _ playbook: Playbook, exporter: ExporterKind, dialect: Dialect?, title: String
    ) {
        self.playbook = playbook
        self.exporter = exporter
        self.dialect = dialect
        self.title = title
    }

    // MARK: - Steps

    /// A step in the exporter's words.
    package struct Step: Sendable {
        package let instruction: String
        /// Lines to paste; empty where the exporter does not tell it.
        package let commands: [String]
        /// What to look for.
        package let reading: String
        /// Why there is nothing to paste; nil when there is.
        package let gap: String?
    }

    /// The range of rates in queries.
    private static let window = "5m"

    /// The steps, in the order in which to take them.
    package var steps: [Step] {
        playbook.steps.map { step in
            switch step.look {
            case .command(let command):
                Step(
                    instruction: step.instruction, commands: [command], reading: step.reading,
                    gap: nil)
            case .signal(let signal, let statistic):
                self.step(step, signal, statistic)
            }
        }
    }

    private func step(
        _ step: PlaybookStep, _ signal: Signal, _ statistic: SignalStatistic
    ) -> Step {
        let dialects = [dialect].compactMap { $0 } + Dialect.machine
        for dialect in dialects {
            guard let sources = dialect.sources[signal] else { continue }
            let families = Set(sources.flatMap(\.formula.selectors).map(\.name)).sorted()
            let page = dialect.exporter == exporter ? "$URL\(metricsPath)" : "$EXPORTER/metrics"
            let names = families.joined(separator: "|")
            var commands = ["curl -s \(page) | grep -E '^(\(names))'"]
            if let query = dialect.promQL(for: signal, statistic, window: Self.window) {
                commands.append(
                    "curl -s $PROM/api/v1/query --data-urlencode 'query=\(query)'")
            }
            return Step(
                instruction: step.instruction, commands: commands, reading: step.reading, gap: nil)
        }
        return Step(
            instruction: step.instruction, commands: [], reading: step.reading,
            gap: "\(exporter.displayName) does not tell the \(signal.definition.title)")
    }

    /// trtllm-serve answers under `/metrics`, too, and not to Prometheus.
    private var metricsPath: String {
        exporter == .engine(.tensorrtLLM) ? "/prometheus/metrics" : "/metrics"
    }

    // MARK: - Words

    /// Whether the page is about an alert rather than a cause.
    package var isAlert: Bool {
        if case .alert = playbook.subject { return true }
        return false
    }

    /// A clause as a sentence of its own.
    package static func sentence(_ text: String) -> String {
        guard let first = text.first else { return "" }
        return first.uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }
}
