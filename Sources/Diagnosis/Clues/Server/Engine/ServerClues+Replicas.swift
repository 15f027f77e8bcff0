import Signals

extension ServerClues {
    /// Clues that compare replicas.
    func replicas(_ story: ServerStory) -> [ClueFinding] {
        [oneReplicaSlow(story), oneReplicaGone(story)]
    }

    // MARK: - Slow

    /// One quantity by replica.
    private struct Spread {
        let name: String
        let unit: String
        let values: [(instance: String, value: Double)]
        /// The quotient of the largest and the median of the others that counts, and the difference it has to have.
        let ratio: Double
        let difference: Double

        /// The largest value, the median of the others and their quotient.
        var outlier: (instance: String, value: Double, others: Double, ratio: Double)? {
            guard values.count >= 2, let most = values.max(by: { $0.value < $1.value }) else {
                return nil
            }
            let others = Sample.median(
                values.filter { $0.instance != most.instance }.map(\.value))
            return (most.instance, most.value, others, most.value / max(others, 1e-9))
        }
    }

    private func oneReplicaSlow(_ story: ServerStory) -> ClueFinding {
        guard story.engines.count >= 2 else {
            return .unknown(.oneReplicaSlow, "there are no two replicas to compare")
        }
        var best: ClueFinding?
        var compared = 0
        var near = 0
        for spread in spreads(story) {
            guard let outlier = spread.outlier else { continue }
            compared += 1
            let difference = outlier.value - outlier.others
            guard outlier.ratio >= spread.ratio, difference >= spread.difference else {
                if outlier.ratio >= 1 + 0.7 * (spread.ratio - 1), difference >= spread.difference {
                    near += 1
                }
                continue
            }
            let finding = ClueFinding(
                .oneReplicaSlow, .holds,
                strength: Self.strength(outlier.ratio, from: spread.ratio, to: 2 * spread.ratio),
                "\(outlier.instance): \(spread.name) "
                    + (spread.unit == "s"
                        ? ServerWords.seconds(outlier.value) : ServerWords.number(outlier.value))
                    + ", the others "
                    + (spread.unit == "s"
                        ? ServerWords.seconds(outlier.others) : ServerWords.number(outlier.others)),
                figures: spread.values.map {
                    Self.counted("\(spread.name), \($0.instance)", $0.value, unit: spread.unit)
                })
            if finding.strength > (best?.strength ?? 0) { best = finding }
        }
        if let best { return best }
        guard compared > 0, near == 0 else {
            return .unknown(.oneReplicaSlow, "the replicas differ a little, or tell too little")
        }
        return ClueFinding(
            .oneReplicaSlow, .fails, "the replicas are alike in gaps, queue and load")
    }

    private func spreads(_ story: ServerStory) -> [Spread] {
        var spreads: [Spread] = []
        for part in thirds(story) where part.start == story.span?.lowerBound || part.end > 0 {
            func means(_ least: Double, _ signal: (EngineTrack) -> Signal?) -> [(String, Double)] {
                story.engines.compactMap { track in
                    guard let name = signal(track),
                        let (sum, count) = track.observed(name, from: part.start, to: part.end),
                        count >= least
                    else { return nil }
                    return (track.instance, sum / count)
                }
            }
            spreads.append(
                Spread(
                    name: "gap between tokens", unit: "s",
                    values: means(300) { $0.gapSignal }.map { ($0.0, $0.1) }, ratio: 1.4,
                    difference: 0.002))
            spreads.append(
                Spread(
                    name: "queue time", unit: "s",
                    values: means(10) { _ in .queueTime }.map { ($0.0, $0.1) }, ratio: 2.5,
                    difference: 0.3))
            let running = story.engines.compactMap { track -> (String, Double)? in
                let values = track.gauge(.running).filter {
                    $0.seconds >= part.start && $0.seconds <= part.end
                }
                guard values.count >= 6 else { return nil }
                return (track.instance, Sample.mean(values.map(\.value)))
            }
            spreads.append(
                Spread(
                    name: "running", unit: "requests", values: running.map { ($0.0, $0.1) },
                    ratio: 2, difference: 3))
        }
        return spreads
    }

    // MARK: - Gone

    private func oneReplicaGone(_ story: ServerStory) -> ClueFinding {
        let names = Set(story.engines.map(\.instance)).union(deadInstances(story))
        guard names.count >= 2 else {
            return .unknown(.oneReplicaGone, "there are no two replicas to compare")
        }
        if let finding = silentReplica(story) ?? idleReplica(story) { return finding }
        return ClueFinding(
            .oneReplicaGone, .fails, "all \(names.count) replicas answer and get requests")
    }

    /// Instances that never answered a scrape and are no exporters of a machine.
    private func deadInstances(_ story: ServerStory) -> [String] {
        let known = Set((story.cards + story.nodes).map(\.instance) + story.engines.map(\.instance))
        let missed = Dictionary(grouping: story.missed, by: \.instance)
        return missed.filter { $0.value.count >= 3 && !known.contains($0.key) }.map(\.key).sorted()
    }

    /// A replica whose page cannot be had while others answer, unless its counters went on meanwhile.
    private func silentReplica(_ story: ServerStory) -> ClueFinding? {
        if let dead = deadInstances(story).first, !story.engines.isEmpty {
            return ClueFinding(
                .oneReplicaGone, .holds, "\(dead) never answered a scrape while others did")
        }
        guard story.engines.count >= 2, let span = story.span else { return nil }
        for track in story.engines {
            let step = max(track.stepSeconds, 1)
            let missing = story.missed.filter { missed in
                missed.instance == track.instance
                    && !track.pages.contains { abs($0.seconds - missed.unixSeconds) < 0.4 * step }
            }
            guard missing.count >= 2 else { continue }
            let gap = track.intervals.max { $0.seconds < $1.seconds }
            let last = track.pages.last?.seconds ?? span.lowerBound
            if let gap, gap.seconds >= 2.5 * step, span.upperBound - last < 2 * step {
                // Counters that went on say that only its page could not be had.
                guard gap.increase(.requestsFinished).map({ $0 == 0 }) ?? true else { continue }
                return ClueFinding(
                    .oneReplicaGone, .holds, strength: 0.8,
                    "\(track.instance) did not answer scrapes for "
                        + "\(ServerWords.seconds(gap.seconds)) and ended no request meanwhile")
            }
            if span.upperBound - last >= 2.5 * step {
                return ClueFinding(
                    .oneReplicaGone, .holds, strength: 0.8,
                    "\(track.instance) has not answered scrapes for "
                        + "\(ServerWords.seconds(span.upperBound - last)) while others do")
            }
        }
        return nil
    }

    /// A replica that gets nothing while others get many requests.
    private func idleReplica(_ story: ServerStory) -> ClueFinding? {
        for part in thirds(story) {
            let counts = story.engines.compactMap { track -> (instance: String, count: Double)? in
                let signal: Signal = track.knows(.timeToFirstToken) ? .timeToFirstToken : .queueTime
                let intervals = track.intervals.filter {
                    $0.start >= part.start && $0.end <= part.end
                }
                guard intervals.count >= 3,
                    let (_, count) = track.observed(signal, from: part.start, to: part.end),
                    !intervals.contains(where: { interval in
                        zip(track.intervals, track.repeats).contains {
                            $0.0.start == interval.start && $0.1
                                && (interval.running ?? 0) > 0
                        }
                    })
                else { return nil }
                return (track.instance, count)
            }
            guard counts.count >= 2, let least = counts.min(by: { $0.count < $1.count }) else {
                continue
            }
            let others = Sample.median(
                counts.filter { $0.instance != least.instance }.map(\.count))
            if least.count == 0, others >= 15 {
                return ClueFinding(
                    .oneReplicaGone, .holds,
                    strength: Self.strength(others, from: 15, to: 40),
                    "\(least.instance) gets no requests while the others get "
                        + "\(ServerWords.number(others)) each",
                    figures: counts.map { Self.counted("requests, \($0.instance)", $0.count) })
            }
        }
        return nil
    }
}
