import Exposition
package import Signals

/// Reads metrics URLs into snapshots.
package struct MetricsScraper: Sendable {
    private let client: TelemetryClient
    private let token: BearerToken?
    private let restriction: [LabelMatcher]
    private let clock: TelemetryClock

    /// - Parameters:
    ///   - client: makes the requests.
    ///   - token: for servers that protect their metrics.
    ///   - restriction: conditions that every series of a signal must fulfil, such as a model's name.
    ///   - clock: where the times of snapshots come from.
    package init(
        client: TelemetryClient, token: BearerToken? = nil, restriction: [LabelMatcher] = [],
        clock: TelemetryClock = .system
    ) {
        self.client = client
        self.token = token
        self.restriction = restriction
        self.clock = clock
    }

    /// Scrapes a URL once.
    ///
    /// - Parameter url: the whole URL of the metrics, such as `http://host:8000/metrics`.
    /// - Returns: the families and the signals in them.
    /// - Throws: `FailedScrape` with the time and the reason.
    package func scrape(_ url: ServerURL) async throws(FailedScrape) -> Snapshot {
        let date = clock.date()
        let start = clock.now()
        let outcome = await answer(of: url)
        let duration = start.duration(to: clock.now())
        let families: [MetricFamily]
        do {
            families = try outcome.flatMap { Self.families(in: $0) }.get()
        } catch {
            throw FailedScrape(
                url: url, date: date, start: start, duration: duration, reason: error)
        }
        return Snapshot(
            url: url, date: date, start: start, duration: duration, families: families,
            reading: SignalReading(families, restriction: restriction))
    }

    private func answer(of url: ServerURL) async -> Result<TelemetryResponse, ScrapeError> {
        do throws(TelemetryError) {
            return .success(
                try await client.get(
                    url, token: token,
                    accept: "text/plain;version=0.0.4;q=1,text/plain;q=0.9,*/*;q=0.1"))
        } catch {
            return .failure(.request(error))
        }
    }

    /// The families in an answer.
    ///
    /// A series that is there twice is read once, as a Prometheus server reads it: a body put
    /// together of several exporters is common and no reason to see nothing.
    static func families(
        in response: TelemetryResponse
    ) -> Result<[MetricFamily], ScrapeError> {
        let url = response.url
        switch BodyKind(contentType: response.contentType, body: response.body) {
        case .html: return .failure(.html(url: url))
        case .json: return .failure(.json(url: url))
        case .empty: return .failure(.empty(url: url))
        case .text: break
        }
        do throws(ExpositionError) {
            let families = try ExpositionParser.parse(
                response.body, format: ExpositionFormat(contentType: response.contentType),
                options: ExpositionOptions(duplicateSeries: .keepFirst, enforcesRules: false))
            return families.isEmpty ? .failure(.empty(url: url)) : .success(families)
        } catch {
            return .failure(.malformed(url: url, error))
        }
    }
}
