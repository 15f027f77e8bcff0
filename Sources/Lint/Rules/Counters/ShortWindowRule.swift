import PromQL
import Signals

enum ShortWindowRule: LintRule {
    static let id = "short-window"
    static let summary = "a window of fewer than four scrapes"
    static let explanation = """
        `rate()` needs two samples in its window, and loses one scrape in a restart or a timeout: \
        with fewer than four scrapes in the window the result has holes. The interval between \
        scrapes is taken to be 15 s; say `--scrape-interval` if it is not. In dashboards use \
        `$__rate_interval`, which keeps to this rule; `$__interval` does not.
        """
    static let example: LintExample? = LintExample(
        wrong: "rate(vllm:generation_tokens_total[30s])",
        right: "rate(vllm:generation_tokens_total[2m])")

    static func check(_ query: QueryContext) {
        query.visit { node, _ in
            guard case .call(let call) = node, FactFinder.growth.contains(call.name),
                case .matrixSelector(let matrix)? = call.arguments.first?.unparenthesized
            else { return }
            if let variable = query.query.variable(in: matrix.windowRange) {
                guard variable.name == "__interval" else { return }
                query.report(
                    .warning, at: matrix.windowRange,
                    "$__interval may be shorter than two scrapes", hint: "use $__rate_interval")
                return
            }
            let scrapes = call.name == "irate" ? 2 : 4
            guard matrix.window < query.target.scrapeInterval * scrapes else { return }
            let interval = query.target.scrapeInterval.components.seconds
            query.report(
                .warning, at: matrix.windowRange,
                "the window \(query.text(of: matrix.windowRange)) is shorter than \(scrapes) scrapes",
                hint: (query.target.hasStatedInterval
                    ? "a scrape is made every \(interval) s"
                    : "a scrape every \(interval) s is assumed; --scrape-interval says otherwise"))
        }
    }
}
