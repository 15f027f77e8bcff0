import Exposition
import Foundation
import Signals
import Synchronization
import Telemetry
import Testing

@Suite(.timeLimit(.minutes(1))) struct MetricsScraperTests {
    /// A clock that moves 25 ms with every look at it.
    private func steppingClock() -> TelemetryClock {
        let origin = ContinuousClock.now
        let looks = Steps()
        return TelemetryClock(
            now: { origin + .milliseconds(25) * looks.next() },
            date: { Date(timeIntervalSince1970: 1_795_227_000.125) })
    }

    private final class Steps: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { value in
                value += 1
                return value
            }
        }
    }

    private func scrape(
        _ answer: ScriptedAnswer, restriction: [LabelMatcher] = []
    ) async throws -> Result<Snapshot, FailedScrape> {
        try await ScriptedServer.with(["/metrics": answer]) { server in
            let url = try server.url("/metrics")
            return try await TelemetryClient.withClient { client in
                let scraper = MetricsScraper(
                    client: client, restriction: restriction, clock: steppingClock())
                do throws(FailedScrape) {
                    return .success(try await scraper.scrape(url))
                } catch {
                    return .failure(error)
                }
            }
        }
    }

    @Test func `a scrape gives families, signals and its times`() async throws {
        let body = try Fixture.bytes("vllm-0.32.0-queueing-during.txt")
        let snapshot = try await scrape(
            .http(200, body, type: "text/plain; version=1.0.0; charset=utf-8")
        ).get()
        #expect(snapshot.engine == .vllm)
        #expect(snapshot.reading.gauge(.waiting) == 4)
        #expect(snapshot.families == (try ExpositionParser.parse(body)))
        #expect(snapshot.duration == .milliseconds(25))
        #expect(snapshot.date.timeIntervalSince1970 == 1_795_227_000.125)
    }

    @Test func `a restriction reaches the reading`() async throws {
        let body = try Fixture.bytes("vllm-0.32.0-queueing-during.txt")
        let other = try await scrape(
            .http(200, body, type: "text/plain"), restriction: [.equal("model_name", "other")]
        ).get()
        #expect(other.engine == .vllm)
        #expect(other.reading.known.isEmpty)
    }

    @Test func `a series that is there twice does not hide the others`() async throws {
        let snapshot = try await scrape(
            .http(
                200, text: "up 1\nup 1\nvllm:num_requests_running{engine=\"0\"} 3\n",
                type: "text/plain")
        ).get()
        #expect(snapshot.reading.gauge(.running) == 3)
        #expect(snapshot.families.first?.samples.count == 1)
    }

    @Test func `OpenMetrics is read where the server sends it, with its seconds`() async throws {
        let snapshot = try await scrape(
            .http(
                200,
                text: "# TYPE a counter\na_total 4 1700000000.5 # {trace_id=\"x\"} 1\n# EOF\n",
                type: "application/openmetrics-text; version=1.0.0; charset=utf-8")
        ).get()
        #expect(snapshot.families.map(\.name) == ["a"])
        #expect(snapshot.families.first?.samples.first?.timestamp?.secondsValue == 1_700_000_000.5)
    }

    /// The reason of a scrape that must fail.
    private func reason(_ answer: ScriptedAnswer) async throws -> ScrapeError {
        switch try await scrape(answer) {
        case .success: throw UnexpectedSuccess()
        case .failure(let failure):
            #expect(failure.duration == .milliseconds(25))
            return failure.reason
        }
    }

    private struct UnexpectedSuccess: Error {}

    @Test func `JSON, pages, nothing and broken text are named`() async throws {
        guard case .json = try await reason(.http(200, text: #"[{"iter": 1}]"#)) else {
            Issue.record("JSON was not recognised")
            return
        }
        guard case .html = try await reason(.page()) else {
            Issue.record("a page was not recognised")
            return
        }
        guard case .empty = try await reason(.http(200, text: "# nothing\n", type: "text/plain"))
        else {
            Issue.record("a body without metrics was not recognised")
            return
        }
        let broken = try await reason(.http(200, text: "up 1\nup one\n", type: "text/plain"))
        guard case .malformed(_, let error) = broken else {
            Issue.record("\(broken)")
            return
        }
        #expect(error.line == 2)
        #expect(error.column == 4)
    }

    @Test func `a status carries a hint where it has a usual cause`() async throws {
        #expect(try await reason(.http(501, text: "{}")).hint?.contains("--metrics") == true)
        #expect(try await reason(.http(404, text: "{}")).hint?.contains("--enable-metrics") == true)
        #expect(try await reason(.http(500, text: "{}")).hint == nil)
    }
}
