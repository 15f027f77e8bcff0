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

    /// Keeps what pages say when exporters freeze, and forgets it when they go on.
    mutating func freezePages(of number: Int, _ conditions: HeldConditions, at now: Double) {
        let state = snapshot(of: number, conditions, at: now)
        replicas[number].frozenGauges =
            conditions.hasFrozenGauges ? replicas[number].frozenGauges ?? state : nil
        replicas[number].frozenPages =
            conditions.hasFrozenPage ? replicas[number].frozenPages ?? state : nil
    }

    /// A page as a scraper gets it.
    private mutating func body(
        _ page: ExpositionPage, of number: Int, _ conditions: HeldConditions, at now: Double
    ) -> [UInt8]? {
        var state = replicas[number].frozenPages ?? snapshot(of: number, conditions, at: now)
        state.earlier = replicas[number].seen[page]
        replicas[number].seen[page] = EngineSnapshot.Earlier(
            metrics: state.metrics, elapsedSeconds: state.elapsedSeconds)
        let isOwn = page == .engine
        let distortion = PageDistortion(
            frozenGauges: isOwn ? replicas[number].frozenGauges : nil,
            conditions: isOwn ? conditions.faults : [])
        return distortion.body(of: state, page: page)
    }

    /// What the engine, its API server and its machine have to say now.
    private func snapshot(
        of number: Int, _ conditions: HeldConditions, at now: Double
    ) -> EngineSnapshot {
        let replica = replicas[number]
        var machine = MachineCondition(
            script: script, elapsed: .seconds(now), replica: number)
        machine.upSeconds = now + uptimeSeconds
        machine.earlier = replica.earlier
        return EngineSnapshot(
            metrics: replica.engine.metrics, http: replica.http,
            configuration: replica.configuration,
            startUnixSeconds: startUnixSeconds + replica.startSeconds
                + conditions.clockSkewSeconds,
            elapsedSeconds: now - replica.startSeconds, machine: machine)
    }
}
