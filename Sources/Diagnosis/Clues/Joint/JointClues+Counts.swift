import Estimates
import Inference
import Load
import Signals

extension JointClues {
    // MARK: - Requests

    func engineSeesFewer(_ joint: JointStory) -> ClueFinding {
        let sent = joint.requests.filter { request in
            request.start >= joint.span.lowerBound
                && (request.end ?? request.start) <= joint.span.upperBound
                && !request.record.outcome.hasPrefix("cancelled")
        }
        let signals: [Signal] = [.requestsFinished, .endToEndLatency, .timeToFirstToken]
        guard joint.isWhole, sent.count >= 10,
            let signal = signals.first(where: { signal in
                joint.server.engines.contains { $0.knows(signal) }
            })
        else {
            return .unknown(
                .engineSeesFewer, "the engines do not count requests over all of the time")
        }
        let counted =
            signal == .requestsFinished
            ? joint.server.increase(signal) : joint.server.observed(signal)?.count
        let finished = counted ?? 0
        let count = Double(sent.count)
        let text =
            "the engines ended \(ServerWords.number(finished)) requests while we sent "
            + ServerWords.number(count)
        let figures = [
            ClueFinding.Figure("requests sent", .exact(count, count: sent.count)),
            ServerClues.counted("requests ended", finished),
        ]
        if finished <= 0.88 * count, count - finished >= 5 {
            return ClueFinding(
                .engineSeesFewer, .holds,
                strength: ServerClues.strength(1 - finished / count, from: 0.12, to: 0.6), text,
                figures: figures)
        }
        guard finished >= 0.97 * count - 2 else { return .unknown(.engineSeesFewer, text) }
        return ClueFinding(.engineSeesFewer, .fails, text, figures: figures)
    }

    // MARK: - Tokens

    func tokenCountsDisagree(_ joint: JointStory) -> ClueFinding {
        let ended = joint.requests.filter { request in
            guard let end = request.end else { return false }
            return end > joint.span.lowerBound && end <= joint.span.upperBound
        }
        let ours = ended.filter { $0.record.isSuccess }
        let tokens = ours.compactMap { $0.record.outputTokens }
        guard joint.isWhole, tokens.count >= 15, tokens.count == ours.count else {
            return .unknown(.tokenCountsDisagree, "too few answers of ours tell their tokens")
        }
        guard let served = joint.server.observed(.generationLength), served.count >= 15 else {
            return .unknown(.tokenCountsDisagree, "the engines do not tell the lengths of answers")
        }
        // What we broke off counts where the engine counts aborted requests.
        let abandoned = Double(ended.count(where: \.wasAbandoned))
        let count = Double(tokens.count)
        let excess = served.count - count
        guard excess >= -0.03 * count, excess <= abandoned + 0.04 * count else {
            return .unknown(
                .tokenCountsDisagree, "the engines counted other requests than ours")
        }
        let client = Double(tokens.reduce(0, +))
        // The requests beyond ours have at most what a mean answer has: that is the doubt.
        let mean = served.sum / served.count
        let least = max(served.sum - max(excess, 0) * mean, 0)
        let text =
            "our answers have \(ServerWords.number(client / count)) tokens on average, the engine "
            + "counts \(ServerWords.number(mean))"
        let figures = [
            ClueFinding.Figure(
                "tokens per answer", .exact(client / count, count: tokens.count), unit: "tokens"),
            ServerClues.counted(
                "server tokens per answer", mean, count: Int(served.count), unit: "tokens"),
        ]
        let ratios = [client / max(served.sum, 1), client / max(least, 1)]
        let low = ratios.min() ?? 1
        let high = ratios.max() ?? 1
        if low > 1.08 || high < 0.92 {
            let off = low > 1.08 ? low : 1 / max(high, 0.01)
            return ClueFinding(
                .tokenCountsDisagree, .holds,
                strength: ServerClues.strength(off, from: 1.08, to: 1.5), text, figures: figures)
        }
        guard low > 0.93, high < 1.07 else { return .unknown(.tokenCountsDisagree, text) }
        return ClueFinding(.tokenCountsDisagree, .fails, text, figures: figures)
    }

    // MARK: - Work for nobody

    /// What runs and waits in the engines beyond our open requests, at one moment.
    private struct Excess {
        let seconds: Double
        let value: Double
        /// Requests of ours that we gave up in the last seconds.
        let abandoned: Double
    }

    func workWithoutClients(_ joint: JointStory) -> ClueFinding {
        let clue = Clue.workWithoutClients
        guard joint.server.engines.allSatisfy({ $0.knows(.running) }) else {
            return .unknown(clue, "the engines do not tell how many requests run")
        }
        let abandoned = joint.requests.filter(\.wasAbandoned)
        let excess = excesses(joint, abandoned)
        guard excess.count >= 6 else {
            return .unknown(clue, "there are too few scrapes while we sent requests")
        }
        let values = excess.map(\.value)
        let mean = Sample.mean(values)
        let aborts = joint.server.engines.compactMap { track in
            let counted = track.intervals.compactMap {
                $0.delta.increase(.requestsFinished)?.byReason["abort"]
            }
            return counted.isEmpty ? nil as Double? : counted.reduce(0, +)
        }.reduce(0, +)
        let gaveUp = Double(abandoned.count)
        let text =
            "\(ServerWords.number(mean)) requests more than ours run or wait on average"
            + (gaveUp > 0
                ? "; we gave up \(ServerWords.number(gaveUp)) and the engine counts "
                    + "\(ServerWords.number(aborts)) aborted" : "")
        let figure = ServerClues.sampled("requests beyond ours", values, unit: "requests")
        if aborts >= 0.6 * gaveUp, gaveUp >= 3 {
            return ClueFinding(clue, .fails, text, figures: [figure])
        }
        if Sample.quantile(sorted: values.sorted(), 0.9) < 1 {
            return ClueFinding(clue, .fails, text, figures: [figure])
        }
        guard gaveUp >= 4 else {
            return .unknown(clue, text + "; others may have sent them")
        }
        // Others' requests are there all the time; ours that nobody stopped are there after we gave them up.
        let recent = excess.map(\.abandoned)
        let least = Sample.quantile(sorted: recent.sorted(), 0.25)
        let most = Sample.quantile(sorted: recent.sorted(), 0.75)
        let few = excess.filter { $0.abandoned <= least }.map(\.value)
        let many = excess.filter { $0.abandoned >= most && $0.abandoned > least }.map(\.value)
        // As many first tokens as we had: nobody else asked.
        let alone = TwoViews.firstToken(joint)?.areSame ?? false
        let line = TheilSen(excess.map { ($0.abandoned, $0.value) })
        let follows = (line?.slope.lower ?? 0) > 0 && (line?.slope.point ?? 0) >= 0.25
        if mean >= 0.5, follows || alone && mean >= 0.15 * max(Sample.mean(recent), 1) {
            return ClueFinding(
                clue, .holds,
                strength: ServerClues.strength(
                    follows ? Sample.mean(many) - Sample.mean(few) : mean, from: 0.5, to: 3), text,
                figures: [figure])
        }
        return .unknown(clue, text + "; others may have sent them")
    }

    /// How long a request that nobody stops may go on, in seconds: our mean E2E.
    private func excesses(_ joint: JointStory, _ abandoned: [JointStory.Request]) -> [Excess] {
        let whole = joint.requests.filter { $0.record.isSuccess }.compactMap {
            $0.record.endToEnd?.seconds
        }
        let memory = max(whole.isEmpty ? 10 : Sample.mean(whole), 1)
        guard let step = joint.server.engines.map(\.stepSeconds).max(), step > 0,
            let first = joint.server.engines.first
        else { return [] }
        return first.pages.compactMap { page -> Excess? in
            var total = 0.0
            var ours = 0
            for track in joint.server.engines {
                guard
                    let near = track.pages.indices.min(by: {
                        abs(track.pages[$0].seconds - page.seconds)
                            < abs(track.pages[$1].seconds - page.seconds)
                    }), abs(track.pages[near].seconds - page.seconds) <= 0.6 * step,
                    !track.isRepeat(near), !(track.frozen?.dropFirst().contains(near) ?? false),
                    let running = track.readings[near].gauge(.running)
                else { return nil }
                total += running + (track.readings[near].gauge(.waiting) ?? 0)
            }
            ours = joint.open(at: page.seconds)
            let given = abandoned.count {
                ($0.end ?? $0.start) <= page.seconds && ($0.end ?? $0.start) > page.seconds - memory
            }
            return Excess(
                seconds: page.seconds, value: max(0, total - Double(ours)),
                abandoned: Double(given))
        }
    }
}
