import EngineModel

/// The exporters, and who scrapes them.
extension World {
    private static let pages: [ExpositionPage] = [.engine, .gpu, .node]

    /// Scrapes every page of every replica.
    mutating func scrape(at now: Double) {
        for number in replicas.indices {
            let conditions = timeline.replica(number, at: now)
            for page in Self.pages {
                let result = page == .engine ? failure(of: number, conditions) : nil
                trace.pages.append(
                    TracedPage(
                        replica: number, page: page, seconds: now,
                        body: result == nil ? body(page, of: number, conditions, at: now) : nil,
                        failure: result))
            }
        }
    }

    /// Why the engine's page cannot be had; nil when it can.
    private func failure(of number: Int, _ conditions: HeldConditions) -> String? {
        if replicas[number].isDown { return "connection refused" }
        if conditions.scrapeFails { return "status 503" }
        if !replicas[number].configuration.servesMetrics { return "status 404" }
        return nil
    }

    /// Keeps pages as they are when exporters freeze, and forgets them when they go on.
    mutating func freezePages(of number: Int, _ conditions: HeldConditions, at now: Double) {
        guard conditions.hasFrozenGauges || conditions.hasFrozenPage else {
            replicas[number].frozen = [:]
            return
        }
        guard replicas[number].frozen.isEmpty, !replicas[number].isDown else { return }
        for page in Self.pages {
            replicas[number].frozen[page] = present(page, of: number, conditions, at: now)
        }
    }

    /// A page as a scraper gets it.
    private mutating func body(
        _ page: ExpositionPage, of number: Int, _ conditions: HeldConditions, at now: Double
    ) -> [UInt8]? {
        let frozen = replicas[number].frozen[page]
        if conditions.hasFrozenPage, let frozen { return frozen }
        guard var body = present(page, of: number, conditions, at: now) else { return nil }
        guard page == .engine else { return body }
        if conditions.hasFrozenGauges, let frozen {
            body = PageBlocks(body).withGauges(of: PageBlocks(frozen)).bytes
        }
        if !conditions.renamedFamilies.isEmpty {
            body = PageBlocks(body).renamed(conditions.renamedFamilies).bytes
        }
        return body
    }

    /// A page as it is now.
    private mutating func present(
        _ page: ExpositionPage, of number: Int, _ conditions: HeldConditions, at now: Double
    ) -> [UInt8]? {
        let replica = replicas[number]
        let elapsed = now - replica.startSeconds
        let state = EngineSnapshot.Earlier(
            metrics: replica.engine.metrics, elapsedSeconds: elapsed)
        let snapshot = EngineSnapshot(
            metrics: state.metrics, http: replica.http, configuration: replica.configuration,
            startUnixSeconds: startUnixSeconds + replica.startSeconds
                + conditions.clockSkewSeconds,
            elapsedSeconds: elapsed, earlier: replica.seen[page])
        replicas[number].seen[page] = state
        return snapshot.body(page)
    }
}
