import Signals

enum SlowScrapeRule: LintRule {
    static let id = "slow-scrape"
    static let summary = "an engine that is scraped too seldom"
    static let explanation = """
        A KV cache fills within half a minute, and `rate(x[5m])` needs at least four scrapes in its \
        window. An engine wants a scrape every 10 to 15 s; slower than every 30 s is a warning. \
        Prometheus scrapes every minute when nobody says otherwise.
        """

    private static let longestSeconds = 30.0

    static func check(_ project: ProjectContext) {
        for job in project.jobs where job.isOfEngine && job.intervalSeconds > longestSeconds {
            let seconds = plainNumber(job.intervalSeconds)
            project.report(
                Self.self, .warning, file: job.file, at: job.intervalRange,
                job.isDefaultInterval
                    ? "no scrape_interval, so an engine is scraped every \(seconds) s"
                    : "an engine is scraped every \(seconds) s: what happens in between is not seen",
                hint: "scrape_interval: 10s, and scrape_timeout: 5s")
        }
    }
}
