import Exposition
import Signals

/// One replica's engine, scrape by scrape.
struct EngineTrack: Sendable {
    let instance: String
    let detection: EngineDetection
    let dialect: Dialect
    let pages: [MetricPage]
    let readings: [SignalReading]
    /// One fewer than pages.
    let intervals: [ScrapeInterval]
    /// Of each page after the first, whether it is the one before, word for word.
    let repeats: [Bool]
    /// Moments at which gauges stand still though tokens are generated; see `frozenRun`.
    let frozen: Range<Int>?
    /// The median time between scrapes, in seconds; 0 with a single one.
    let stepSeconds: Double

    init?(instance: String, scrapes: [TimedScrape]) {
        var seen: Set<Double> = []
        let pages = scrapes.sorted { $0.unixSeconds < $1.unixSeconds }
            .filter { seen.insert($0.unixSeconds).inserted }.map { MetricPage($0) }
        let found = pages.lazy.map { EngineDetection($0.families) }.first { $0.kind != .unknown }
        guard let found, let dialect = Dialect.of(found.kind) else { return nil }
        self.instance = instance
        detection = found
        self.dialect = dialect
        self.pages = pages
        let readings = pages.map { page in
            let own = EngineDetection(page.families)
            return SignalReading(page.families, detection: own.kind == .unknown ? found : own)
        }
        self.readings = readings
        intervals = pages.indices.dropFirst().map { index in
            let levels = [readings[index - 1], readings[index]].compactMap { $0.gauge(.running) }
            return ScrapeInterval(
                start: pages[index - 1].seconds, end: pages[index].seconds,
                delta: SignalDelta(from: readings[index - 1], to: readings[index]),
                running: levels.count == 2 ? (levels[0] + levels[1]) / 2 : nil)
        }
        repeats = pages.indices.dropFirst().map { pages[$0].isSame(as: pages[$0 - 1]) }
        stepSeconds = pages.count < 2 ? 0 : Sample.median(intervals.map(\.seconds))
        frozen = Self.frozenRun(pages, readings, intervals)
    }

    /// The level of a gauge at every scrape that tells it, frozen ones left out.
    func gauge(_ signal: Signal) -> [(seconds: Double, value: Double)] {
        readings.indices.compactMap { index in
            guard !(frozen?.dropFirst().contains(index) ?? false), !isRepeat(index) else {
                return nil
            }
            return readings[index].gauge(signal).map { (pages[index].seconds, $0) }
        }
    }

    /// Whether a page is the one before, word for word, while requests run.
    func isRepeat(_ index: Int) -> Bool {
        index > 0 && repeats[index - 1] && (readings[index].gauge(.running) ?? 0) > 0
    }

    /// Means of a histogram by interval, those without an observation left out.
    func means(_ signal: Signal) -> [IntervalValue] {
        intervals.compactMap { interval in
            guard let (sum, count) = interval.observed(signal), count > 0 else { return nil }
            return IntervalValue(
                seconds: interval.middle, value: sum / count, count: count,
                running: interval.running)
        }
    }

    /// Shares by interval, those without a whole left out; gauges of shares as they are.
    func shares(_ signal: Signal) -> [IntervalValue] {
        let counted = intervals.compactMap { interval -> IntervalValue? in
            guard let (part, whole) = interval.share(signal), whole > 0 else { return nil }
            return IntervalValue(
                seconds: interval.middle, value: part / whole, count: whole,
                running: interval.running)
        }
        guard counted.isEmpty else { return counted }
        return readings.indices.compactMap { index in
            guard (readings[index].gauge(.running) ?? 0) > 0 else { return nil }
            return readings[index].gauge(signal).map {
                IntervalValue(
                    seconds: pages[index].seconds, value: $0, count: 1,
                    running: readings[index].gauge(.running))
            }
        }
    }

    /// Whether any scrape tells a signal.
    func knows(_ signal: Signal) -> Bool {
        readings.contains { $0[signal] != nil }
    }

    /// What was added to a counter outside resets; nil when no interval tells it.
    func increase(_ signal: Signal) -> Double? {
        let found = intervals.compactMap { $0.increase(signal) }
        return found.isEmpty ? nil : found.reduce(0, +)
    }

    /// What a histogram observed outside resets, within some time; nil when no interval tells it.
    func observed(
        _ signal: Signal, from start: Double = -.infinity, to end: Double = .infinity
    ) -> (sum: Double, count: Double)? {
        let found = intervals.filter { $0.start >= start && $0.end <= end }
            .compactMap { $0.observed(signal) }
        return found.isEmpty
            ? nil : found.reduce((0, 0)) { ($0.0 + $1.sum, $0.1 + $1.count) }
    }

    /// The gap between tokens, as this engine tells it.
    var gapSignal: Signal? {
        [.interTokenLatency, .timePerOutputToken].first { knows($0) }
    }
}
