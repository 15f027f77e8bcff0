import Exposition
import Signals
import Simulator

/// Reads the pages of a trace as a scraper does.
enum PageReader {
    /// Reads all of them.
    ///
    /// - Throws: `ExpositionError` for a body that is not in the text format.
    static func read(
        _ trace: WorldTrace
    ) throws(ExpositionError) -> (scrapes: [TimedScrape], missed: [MissedScrape]) {
        var scrapes: [TimedScrape] = []
        var missed: [MissedScrape] = []
        scrapes.reserveCapacity(trace.pages.count)
        let options = ExpositionOptions(duplicateSeries: .ignore)
        for page in trace.pages {
            let unixSeconds = trace.startUnixSeconds + page.seconds
            guard let body = page.body else {
                missed.append(
                    MissedScrape(
                        instance: page.instance, unixSeconds: unixSeconds,
                        reason: page.failure ?? "no such page"))
                continue
            }
            scrapes.append(
                TimedScrape(
                    instance: page.instance, unixSeconds: unixSeconds,
                    families: try ExpositionParser.parse(body, options: options)))
        }
        return (scrapes, missed)
    }
}
