/// Scrapes one or many replicas at the same time.
package struct ReplicaScraper: Sendable {
    /// In the order in which rounds report them.
    package let replicas: [Replica]
    private let scraper: MetricsScraper
    private let concurrentMax: Int

    /// - Parameters:
    ///   - replicas: whom to scrape.
    ///   - scraper: reads one URL.
    ///   - concurrentMax: how many are read at the same time; the others wait for their turn.
    package init(_ replicas: [Replica], scraper: MetricsScraper, concurrentMax: Int = 32) {
        precondition(concurrentMax > 0, "somebody must be read")
        self.replicas = replicas
        self.scraper = scraper
        self.concurrentMax = concurrentMax
    }

    /// Scrapes every replica once; takes at most the client's time limit for each turn.
    ///
    /// A replica that fails, hangs or is gone delays no other.
    package func round() async -> ScrapeRound {
        await withTaskGroup(of: (Int, ReplicaScrape).self) { group in
            var waiting = replicas.enumerated().makeIterator()
            func startNext() {
                guard let (index, replica) = waiting.next() else { return }
                group.addTask { (index, await scrape(replica)) }
            }
            for _ in 0..<concurrentMax { startNext() }
            var found: [ReplicaScrape?] = replicas.map { _ in nil }
            for await (index, scrape) in group {
                found[index] = scrape
                startNext()
            }
            return ScrapeRound(found.compactMap { $0 })
        }
    }

    private func scrape(_ replica: Replica) async -> ReplicaScrape {
        do throws(FailedScrape) {
            let snapshot = try await scraper.scrape(replica.url)
            return ReplicaScrape(replica: replica, outcome: .success(snapshot))
        } catch {
            return ReplicaScrape(replica: replica, outcome: .failure(error))
        }
    }
}
