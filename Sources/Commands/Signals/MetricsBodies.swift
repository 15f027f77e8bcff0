import Foundation
import Signals
import Telemetry

/// Bodies of metrics as the command line names them: URLs, files, or standard input.
struct MetricsBodies {
    /// In the order of time.
    let sources: [String]
    /// The time between two bodies; nil leaves it to the files, and is 5 s between scrapes.
    let apart: Duration?
    let token: BearerToken?
    let caFile: String?

    private static let pause = Duration.seconds(5)

    /// Reads all bodies; a URL that is named again is scraped again after a pause.
    ///
    /// - Returns: the scrapes, with the replica's address as instance where it was a URL.
    /// - Throws: `UsageError` for a file that holds no metrics, and for a URL that gives none.
    func scrapes() async throws -> [TimedScrape] {
        let isURL = sources.map { !ProfileSource.isFile($0) && $0 != "-" }
        guard Set(isURL).count == 1 else {
            throw UsageError("--metrics: URLs and files cannot make one window; name one kind")
        }
        return isURL[0] ? try await scraped() : try recorded()
    }

    private func scraped() async throws -> [TimedScrape] {
        var settings = TelemetryClient.Configuration()
        settings.certificateAuthorityFile = caFile
        let token = token
        return try await TelemetryClient.withClient(settings) { client in
            let scraper = MetricsScraper(client: client, token: token)
            var scrapes: [TimedScrape] = []
            for (index, source) in sources.enumerated() {
                if sources[..<index].contains(source) {
                    try await ContinuousClock().sleep(for: apart ?? Self.pause)
                }
                let url = try ServerURL(try ProfileSource.url(of: source))
                do throws(FailedScrape) {
                    let replica = Replica(url: url)
                    let snapshot = try await scraper.scrape(url)
                    scrapes.append(
                        TimedScrape(
                            instance: replica.name,
                            unixSeconds: snapshot.date.timeIntervalSince1970,
                            families: snapshot.families))
                } catch {
                    throw UsageError("\(source): \(error.reason)\(Self.hint(on: error, at: url))")
                }
            }
            return scrapes
        }
    }

    /// Where the metrics may be instead.
    private static func hint(on error: FailedScrape, at url: ServerURL) -> String {
        switch error.reason {
        case .request(.status(_, 404, _)) where url.path.isEmpty || url.path == "/":
            "; name the path of the metrics too, such as \(url.root.appending("/metrics"))"
        case .json: "; TensorRT-LLM's Prometheus text is at /prometheus/metrics"
        default: ""
        }
    }

    private func recorded() throws -> [TimedScrape] {
        do {
            if sources == ["-"] {
                let bytes = [UInt8](try FileHandle.standardInput.readToEnd() ?? Data())
                return try RecordedBody.parse(bytes, name: "standard input", at: 0).map {
                    $0.timedScrape()
                }
            }
            let step = apart.map {
                Double($0.components.seconds) + Double($0.components.attoseconds) * 1e-18
            }
            let times = step.map { step in sources.indices.map { Double($0) * step } }
            return try RecordedBody.window(files: sources, at: times).map { $0.timedScrape() }
        } catch let error as RecordedBodyError {
            let hint: String? =
                if case .notAscending = error { "say how far apart they are with --apart 30s" } else
                {
                    error.hint
                }
            throw UsageError("\(error)" + (hint.map { "; \($0)" } ?? ""))
        }
    }
}
