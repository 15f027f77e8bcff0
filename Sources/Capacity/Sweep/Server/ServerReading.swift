package import Signals

/// What the servers said of themselves while a level ran: how many ran, how many waited, how full
/// the cache was.
///
/// Sums over replicas for what is counted, the fullest replica for shares. Levels are what scrapes
/// happened to see; increases of counters are exact between the first and the last scrape.
package struct ServerReading: Sendable, Equatable {
    /// Scrapes in the steady part, of all replicas.
    package var scrapes: Int

    /// Replicas that were scraped.
    package var replicas: Int

    /// The engine.
    package var engine: EngineKind

    /// Requests running on average, and at most.
    package var running: Level?

    /// Requests waiting on average, and at most.
    package var waiting: Level?

    /// The share of scrapes that saw a request waiting.
    package var waitingShare: Double?

    /// The share of the KV cache in use, of the fullest replica.
    package var cache: Level?

    /// Requests preempted.
    package var preemptions: Double?

    /// The most requests that may run at once, as the engine tells it, over all replicas.
    package var slots: Double?

    /// The mean time to the first token as the engine measured it, in seconds.
    package var timeToFirstToken: Double?

    /// The mean time in the engine's queue, in seconds.
    package var queueTime: Double?

    /// A gauge over the steady part.
    package struct Level: Sendable, Equatable {
        /// The mean over the scrapes.
        package var mean: Double
        /// The largest.
        package var largest: Double

        /// Creates a level.
        ///
        /// - Parameters:
        ///   - mean: The mean over the scrapes.
        ///   - largest: The largest.
        package init(mean: Double, largest: Double) {
            self.mean = mean
            self.largest = largest
        }
    }

    /// Creates a reading that knows nothing but its scrapes.
    ///
    /// - Parameters:
    ///   - scrapes: Scrapes in the steady part.
    ///   - replicas: Replicas that were scraped.
    ///   - engine: The engine.
    package init(scrapes: Int, replicas: Int, engine: EngineKind) {
        self.scrapes = scrapes
        self.replicas = replicas
        self.engine = engine
    }

    /// Reads scrapes; `nil` when no page of an engine lies in the steady part.
    ///
    /// - Parameters:
    ///   - scrapes: Pages of the engine's replicas, in any order; pages of exporters are ignored.
    ///   - start: Where the steady part begins, Unix seconds.
    ///   - end: Where it ends.
    package init?(_ scrapes: [TimedScrape], from start: Double, to end: Double) {
        let inside = scrapes.filter { $0.unixSeconds >= start && $0.unixSeconds <= end }
            .sorted { $0.unixSeconds < $1.unixSeconds }
        var replicas: [String: [SignalReading]] = [:]
        for scrape in inside {
            let reading = SignalReading(scrape.families)
            if reading.engine != .unknown { replicas[scrape.instance, default: []].append(reading) }
        }
        let series = replicas.sorted { $0.key < $1.key }.map(\.value)
        guard let first = series.first?.first else { return nil }
        self.init(
            scrapes: series.reduce(0) { $0 + $1.count }, replicas: series.count,
            engine: first.engine)
        running = Self.sum(series, .running)
        waiting = Self.sum(series, .waiting)
        waitingShare = series.compactMap(Self.waitingShare).max()
        cache = series.compactMap { Self.level($0, .kvCacheUsage) }.max { $0.mean < $1.mean }
        slots = Self.sum(series, .slotLimit)?.largest
        let deltas = series.compactMap { readings -> SignalDelta? in
            guard let first = readings.first, let last = readings.last, readings.count > 1 else {
                return nil
            }
            return SignalDelta(from: first, to: last)
        }
        let preempted = deltas.compactMap { $0.increase(.preemptions)?.total }
        preemptions = preempted.isEmpty ? nil : preempted.reduce(0, +)
        timeToFirstToken = Self.mean(deltas, .timeToFirstToken)
        queueTime = Self.mean(deltas, .queueTime)
    }

    private static func level(_ readings: [SignalReading], _ signal: Signal) -> Level? {
        let values = readings.compactMap { $0.gauge(signal) }
        guard let largest = values.max() else { return nil }
        return Level(mean: values.reduce(0, +) / Double(values.count), largest: largest)
    }

    private static func sum(_ series: [[SignalReading]], _ signal: Signal) -> Level? {
        let levels = series.compactMap { level($0, signal) }
        guard !levels.isEmpty else { return nil }
        return Level(
            mean: levels.reduce(0) { $0 + $1.mean }, largest: levels.reduce(0) { $0 + $1.largest })
    }

    private static func waitingShare(_ readings: [SignalReading]) -> Double? {
        let values = readings.compactMap { $0.gauge(.waiting) }
        guard !values.isEmpty else { return nil }
        return Double(values.count { $0 > 0 }) / Double(values.count)
    }

    private static func mean(_ deltas: [SignalDelta], _ signal: Signal) -> Double? {
        let observed = deltas.compactMap { $0.observations(signal) }
        let count = observed.reduce(0) { $0 + $1.count }
        return count > 0 ? observed.reduce(0) { $0 + $1.sum } / count : nil
    }
}
