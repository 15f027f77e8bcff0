package import Exposition
package import Telemetry

/// Scrapes the metrics of every replica, once or for a while, for their limits and for the plateau
/// that shows the slot limit.
package struct LimitWatch: Sendable {
    /// One metrics URL.
    package struct Source: Sendable, Hashable {
        /// The whole URL.
        package var url: ServerURL
        /// The credential, for the endpoint's own server only.
        package var token: BearerToken?
        /// The replica's name; nil when there is only one.
        package var replica: String?

        /// Makes a source.
        package init(url: ServerURL, token: BearerToken? = nil, replica: String? = nil) {
            self.url = url
            self.token = token
            self.replica = replica
        }
    }

    /// How long to look.
    package enum Schedule: Sendable, Hashable {
        /// Once.
        case once
        /// Once, and twice more at the interval where requests wait.
        case whileQueueing(interval: Duration)
        /// For a time, at the interval.
        case throughout(Duration, interval: Duration)
    }

    /// What the scrapes of one source gave.
    package struct Seen: Sendable {
        package var source: Source
        /// The families of the last scrape that succeeded; nil when none did.
        package var families: [MetricFamily]?
        package var samples: [LoadSample] = []
        /// Why the last scrape failed; nil when it did not.
        package var failure: String?

        /// Nothing yet.
        package init(source: Source) {
            self.source = source
        }

        /// Whether requests waited in the last sample.
        var isQueueing: Bool { (samples.last?.waiting ?? 0) >= 1 }
    }

    private let scrape: @Sendable (Source) async -> Result<Snapshot, FailedScrape>
    private let clock: any Clock<Duration>

    /// Makes a watch.
    ///
    /// - Parameters:
    ///   - clock: sleeps between scrapes.
    ///   - scrape: reads a source once.
    package init(
        clock: any Clock<Duration>,
        scrape: @escaping @Sendable (Source) async -> Result<Snapshot, FailedScrape>
    ) {
        self.clock = clock
        self.scrape = scrape
    }

    /// A watch that asks servers.
    ///
    /// - Parameters:
    ///   - telemetry: makes the requests.
    ///   - clock: sleeps between scrapes.
    package init(telemetry: TelemetryClient, clock: any Clock<Duration> = ContinuousClock()) {
        self.init(clock: clock) { source in
            do throws(FailedScrape) {
                let scraper = MetricsScraper(client: telemetry, token: source.token)
                return .success(try await scraper.scrape(source.url))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Scrapes all sources by the schedule.
    ///
    /// Cancelling the task ends the watch early, with what was seen until then.
    ///
    /// - Parameters:
    ///   - sources: what to scrape.
    ///   - schedule: how long.
    /// - Returns: what was seen, a value for each source.
    package func observe(_ sources: [Source], _ schedule: Schedule) async -> [Seen] {
        var seen = sources.map { Seen(source: $0) }
        guard !sources.isEmpty else { return seen }
        var offset = Duration.zero
        await look(&seen, offset: offset)
        while let pause = pause(schedule, offset: offset, seen) {
            do {
                try await clock.sleep(for: pause)
            } catch {
                break
            }
            offset += pause
            await look(&seen, offset: offset)
            if Task.isCancelled { break }
        }
        return seen
    }

    private func pause(_ schedule: Schedule, offset: Duration, _ seen: [Seen]) -> Duration? {
        switch schedule {
        case .once: return nil
        case .whileQueueing(let interval):
            let isOver = offset >= interval + interval
            return !isOver && seen.contains(where: \.isQueueing) ? interval : nil
        case .throughout(let duration, let interval):
            return offset + interval <= duration ? interval : nil
        }
    }

    private func look(_ seen: inout [Seen], offset: Duration) async {
        let answers = await withTaskGroup(
            of: (Int, Result<Snapshot, FailedScrape>).self
        ) { group in
            for (place, one) in seen.enumerated() {
                group.addTask { (place, await scrape(one.source)) }
            }
            var answers: [(Int, Result<Snapshot, FailedScrape>)] = []
            for await answer in group { answers.append(answer) }
            return answers
        }
        for (place, answer) in answers {
            switch answer {
            case .success(let snapshot):
                seen[place].families = snapshot.families
                seen[place].failure = nil
                if let sample = LoadSample(snapshot.reading, offset: offset) {
                    seen[place].samples.append(sample)
                }
            case .failure(let failure):
                if !Task.isCancelled { seen[place].failure = failure.description }
            }
        }
    }
}
