import Exposition
import Signals

/// The pages of one exporter of a machine: its cards or its host.
struct MachineTrack: Sendable {
    let instance: String
    let pages: [MetricPage]
    private let window: ScrapeWindow
    private let dialect: Dialect?

    init(instance: String, scrapes: [TimedScrape], dialect: Dialect?) {
        var seen: Set<Double> = []
        let sorted = scrapes.sorted { $0.unixSeconds < $1.unixSeconds }
            .filter { seen.insert($0.unixSeconds).inserted }
        self.instance = instance
        self.dialect = dialect
        pages = sorted.map { MetricPage($0) }
        window = ScrapeWindow(
            sorted.map {
                TimedScrape(instance: "", unixSeconds: $0.unixSeconds, families: $0.families)
            })
    }

    /// The answer of the exporter's dialect over a range that ends at a page.
    private func values(
        _ signal: Signal, _ statistic: SignalStatistic, at seconds: Double, range: Double
    ) -> Double? {
        let evaluator = WindowEvaluator(
            window, at: seconds, rangeSeconds: range, method: .exact)
        for source in dialect?.sources[signal] ?? [] {
            guard
                let expression = source.formula.expression(
                    for: statistic, of: signal.definition.kind, by: [])
            else { continue }
            if let value = evaluator.vector(of: expression)[.none], value.isFinite,
                value < ExtraFamilies.sentinel
            {
                return value
            }
        }
        return nil
    }

    /// The level of a gauge at every page that tells it.
    func gauge(_ signal: Signal) -> [(seconds: Double, value: Double)] {
        pages.compactMap { page in
            values(signal, .value, at: page.seconds, range: 0.5).map { (page.seconds, $0) }
        }
    }

    /// The rate of a counter, or a share, between pages that follow each other.
    func rates(_ signal: Signal) -> [(start: Double, end: Double, value: Double)] {
        zip(pages, pages.dropFirst()).compactMap { before, after in
            let statistic: SignalStatistic = signal.definition.kind == .share ? .value : .rate
            return values(
                signal, statistic, at: after.seconds, range: after.seconds - before.seconds
            ).map { (before.seconds, after.seconds, $0) }
        }
    }

    /// What was added to the counters of a name, page by page; a counter that fell has none.
    func increases(_ name: String) -> [(start: Double, end: Double, value: Double)] {
        zip(pages, pages.dropFirst()).compactMap { before, after in
            guard let first = before.sum(name), let second = after.sum(name), second >= first
            else { return nil }
            return (before.seconds, after.seconds, second - first)
        }
    }
}
