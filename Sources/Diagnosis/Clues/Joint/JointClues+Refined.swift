import Estimates
import Inference
import Load
import Signals

extension JointClues {
    /// Findings of the servers that the client's records make surer.
    func refined(_ joint: JointStory) -> [ClueFinding] {
        [
            stillPage(joint), prefixHits(joint), percentile(joint),
        ].compactMap { $0 } + standstill(joint)
    }

    /// Whether any request of ours got a token in some time; nil when none was open.
    private func gotTokens(_ joint: JointStory, from start: Double, to end: Double) -> Bool? {
        var wasOpen = false
        for request in joint.requests where request.start < end && (request.end ?? 0) > start {
            wasOpen = true
            guard var moment = request.first else { continue }
            if moment > start, moment < end { return true }
            for gap in request.record.gaps {
                moment += gap.seconds
                if moment > start, moment < end { return true }
                if moment >= end { break }
            }
        }
        return wasOpen ? false : nil
    }

    /// A page that stands still while tokens come is old.
    private func stillPage(_ joint: JointStory) -> ClueFinding? {
        for track in joint.server.engines {
            let clues = ServerClues(evidence, story: joint.server)
            guard let stretch = clues.stillPage(track) else { continue }
            let tokens = gotTokens(joint, from: stretch.start + 1, to: stretch.end - 1)
            let text =
                "nothing on the page of \(track.instance) moves for "
                + ServerWords.seconds(stretch.seconds)
            if tokens == true, joint.server.engines.count == 1 {
                return ClueFinding(
                    .pageFrozen, .holds,
                    strength: ServerClues.strength(stretch.seconds, from: 10, to: 40),
                    text + " while our requests are answered",
                    figures: [ServerClues.counted("page still for", stretch.seconds, unit: "s")])
            }
            if tokens == false, server[.pageFrozen]?.state != .holds {
                return ClueFinding(
                    .pageFrozen, .fails, strength: 0.7, text + ", but nobody is answered either")
            }
        }
        return nil
    }

    /// Tokens that stand still by a page that is old do not stand still.
    private func standstill(_ joint: JointStory) -> [ClueFinding] {
        guard let finding = server[.tokensStandStill], finding.state == .holds else { return [] }
        let clues = ServerClues(evidence, story: joint.server)
        for track in joint.server.engines {
            guard let stretch = clues.standstill(of: track) else { continue }
            switch gotTokens(joint, from: stretch.start + 1, to: stretch.end - 1) {
            case true? where joint.server.engines.count == 1:
                return [
                    ClueFinding(
                        .tokensStandStill, .fails,
                        "the page counts no token for \(ServerWords.seconds(stretch.seconds)), but "
                            + "our requests got some")
                ]
            case false?:
                return [
                    ClueFinding(
                        .tokensStandStill, .holds,
                        strength: ServerClues.strength(stretch.seconds, from: 10, to: 40),
                        finding.statement + "; none of ours got one either",
                        figures: finding.figures)
                ]
            default: continue
            }
        }
        return []
    }

    /// Prompts that repeat word for word and are not found: the cache is off or defeated.
    private func prefixHits(_ joint: JointStory) -> ClueFinding? {
        guard server[.prefixHitsFell]?.state == .unknown else { return nil }
        let repeats = joint.requests.filter {
            $0.record.repeats != nil && $0.first != nil && ($0.record.promptTokens ?? 0) >= 48
        }
        let looked = joint.server.increase(.prefixCacheQueries) ?? 0
        let found = joint.server.increase(.prefixCacheHits) ?? 0
        guard repeats.count >= 5, looked > 0 else { return nil }
        let expected = repeats.reduce(0) { $0 + Double($1.record.promptTokens ?? 0) }
        // Blocks are taken whole and the last one never: half of what repeats is found at least.
        guard found < 0.1 * expected else { return nil }
        return ClueFinding(
            .prefixHitsFell, .holds,
            strength: ServerClues.strength(Double(repeats.count), from: 4, to: 12),
            "\(repeats.count) prompts of ours repeat an earlier one word for word, and the prefix "
                + "cache found \(ServerWords.number(found)) tokens of "
                + "\(ServerWords.number(looked))",
            figures: [ServerClues.counted("prefix-cache hits", found, unit: "tokens")])
    }

    /// The p95 that our own requests had, beside the one that a histogram shows.
    private func percentile(_ joint: JointStory) -> ClueFinding? {
        let clues = ServerClues(evidence, story: joint.server)
        let views: [(Signal, String, (ProbeRecord) -> Double?)] = [
            (.endToEndLatency, "E2E", { $0.isSuccess ? $0.endToEnd?.seconds : nil }),
            (.timeToFirstToken, "TTFT", { $0.timeToFirstToken?.seconds }),
        ]
        for (signal, name, time) in views {
            let values = joint.requests.compactMap { time($0.record) }
            guard values.count >= 30,
                let reading = clues.bucketReading(signal, name, joint.server), reading.share >= 0.9
            else { continue }
            let truth = OrderStatistic.percentile(sorted: values.sorted(), share: 0.95)
            guard truth.upper.isFinite,
                reading.shown >= ServerClues.missesBy.factor * truth.point,
                reading.shown > min(truth.upper, 1.15 * truth.point),
                reading.shown - truth.point >= ServerClues.missesBy.seconds,
                // Others' requests may be slower than ours, but not with the same mean.
                abs(reading.mean / Sample.mean(values) - 1) < 0.25
            else { continue }
            return ClueFinding(
                .percentileIsBucket, .holds,
                strength: ServerClues.strength(
                    reading.shown / truth.point, from: ServerClues.missesBy.factor, to: 1.7),
                "the p95 of \(name) reads \(ServerWords.seconds(reading.shown)) by the histogram and "
                    + "is \(ServerWords.seconds(truth.point)) by \(values.count) requests of ours: "
                    + "\(ServerWords.percent(reading.share)) of the values share one bucket",
                figures: [ClueFinding.Figure("\(name) p95", truth, unit: "s")])
        }
        return nil
    }
}
