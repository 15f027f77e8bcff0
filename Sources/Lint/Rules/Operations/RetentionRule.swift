import PromQL
import Signals

enum RetentionRule: LintRule {
    static let id = "retention"
    static let summary = "a Prometheus that forgets before the longest query has looked back"
    static let explanation = """
        An error budget over 30 days needs samples of 30 days. Prometheus keeps 15 days unless \
        `--storage.tsdb.retention.time` says more; a query that looks back further silently reads \
        what is left. Give the rule files together with the compose file or manifest that starts \
        Prometheus.
        """

    private static let flag = "--storage.tsdb.retention.time"
    private static let defaultDays = 15.0

    static func check(_ project: ProjectContext) {
        let servers = project.commands.filter { command in
            // An agent, and one that only writes on, has no queries of its own.
            command.isPrometheus && !command.words.contains { $0.text == "--agent" }
        }
        guard let longest = longestRange(project) else { return }
        for server in servers {
            let (kept, range) = retention(of: server)
            guard kept < longest.duration else { continue }
            project.report(
                Self.self, .error, file: server.file, at: range ?? server.range,
                "Prometheus keeps \(text(kept))\(range == nil ? " by default" : ""), and a query "
                    + "looks back \(text(longest.duration)): \(longest.words)",
                hint: "\(flag)=\(text(longest.duration + .seconds(5 * 86_400)))")
        }
    }

    /// How far the queries look back, with the name of the one that looks furthest.
    private static func longestRange(
        _ project: ProjectContext
    ) -> (duration: Duration, words: String)? {
        var longest: (duration: Duration, words: String)?
        for query in project.queries {
            query.expression?.visit { node, _ in
                let window: Duration? =
                    switch node {
                    case .matrixSelector(let matrix):
                        query.variable(in: matrix.windowRange) == nil ? matrix.window : nil
                    case .subquery(let subquery): subquery.window
                    default: nil
                    }
                if let window, window > longest?.duration ?? .zero {
                    longest = (window, query.place.words)
                }
            }
        }
        return longest
    }

    private static func retention(of command: CommandLine) -> (Duration, Range<Int>?) {
        for (index, word) in command.words.enumerated() where word.text.hasPrefix(flag) {
            let isJoined = word.text.dropFirst(flag.count).first == "="
            let value = isJoined ? word.text.dropFirst(flag.count + 1) : ""
            let next = command.words.dropFirst(index + 1).first
            let text = isJoined ? String(value) : next?.text ?? ""
            guard let duration = try? DurationText.duration(of: text) else { continue }
            return (duration, isJoined ? word.whole : next?.whole ?? word.whole)
        }
        return (.seconds(defaultDays * 86_400), nil)
    }

    /// Whole days where they are, else hours.
    private static func text(_ duration: Duration) -> String {
        let hours = Int((duration / .seconds(3600)).rounded(.up))
        return hours % 24 == 0 ? "\(hours / 24)d" : "\(hours)h"
    }
}
