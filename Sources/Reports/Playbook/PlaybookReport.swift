package import Diagnosis
import Signals

/// A playbook for an engine: the page with the names that this engine gives its series.
package struct PlaybookReport: Sendable {
    package let playbook: Playbook
    private let choice: SignalCatalogueReport.Choice

    /// - Parameters:
    ///   - playbook: the page.
    ///   - engine: whose names to use, and of which release.
    package init(_ playbook: Playbook, for engine: SignalCatalogueReport.Choice) {
        self.playbook = playbook
        choice = engine
    }

    // MARK: - Steps

    /// A step in the engine's words.
    struct Step {
        let instruction: String
        /// Lines to paste; empty where the engine does not tell it.
        let commands: [String]
        let reading: String
        /// Why there is nothing to paste; nil when there is.
        let gap: String?
    }

    /// The range of rates in queries.
    private static let window = "5m"

    var steps: [Step] {
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
        let dialects = [choice.dialect].compactMap { $0 } + Dialect.machine
        for dialect in dialects {
            guard let sources = dialect.sources[signal] else { continue }
            let families = Set(sources.flatMap(\.formula.selectors).map(\.name)).sorted()
            let page = dialect.exporter == choice.exporter ? "$URL" : "$EXPORTER"
            let names = families.joined(separator: "|")
            var commands = ["curl -s \(page)/metrics | grep -E '^(\(names))'"]
            if let query = dialect.promQL(for: signal, statistic, window: Self.window) {
                commands.append(
                    "curl -s $PROM/api/v1/query --data-urlencode 'query=\(query)'")
            }
            return Step(
                instruction: step.instruction, commands: commands, reading: step.reading, gap: nil)
        }
        return Step(
            instruction: step.instruction, commands: [], reading: step.reading,
            gap: "\(choice.exporter.displayName) does not tell the \(signal.definition.title)")
    }

    /// Whose names the page uses.
    var engineTitle: String { choice.title }

    // MARK: - Words

    /// Whether the page is about an alert rather than a cause.
    var isAlert: Bool {
        if case .alert = playbook.subject { return true }
        return false
    }

    /// A clause as a sentence of its own.
    static func sentence(_ text: String) -> String {
        guard let first = text.first else { return "" }
        return first.uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }
}
