import Foundation
import Signals

extension ServerClues {
    /// Clues about times that are longer than before.
    func changes(_ story: ServerStory) -> [ClueFinding] {
        [
            worsened(.prefillWorsened, story, what: "prefill", growsWith: .promptLength) { track in
                track.knows(.prefillTime) ? .prefillTime : nil
            },
            worsened(.serverGapsWorsened, story, what: "the gap between tokens") { track in
                track.gapSignal
            },
            timeBeforeCore(story),
        ]
    }

    /// By which factor a time has to grow to be worse.
    private static let worse = 1.2

    /// Whether a time of the engine grew: against the baseline, once in the window, or on and off.
    ///
    /// - Parameters:
    ///   - clue: What is decided.
    ///   - story: The scrapes.
    ///   - what: The time in words.
    ///   - length: What the time grows with by right; nil for the number of running requests.
    ///   - signal: The time's signal for an engine.
    /// - Returns: The finding; without a baseline a time that stays level refutes little.
    private func worsened(
        _ clue: Clue, _ story: ServerStory, what: String, growsWith length: Signal? = nil,
        signal: (EngineTrack) -> Signal?
    ) -> ClueFinding {
        let tracks = story.engines.compactMap { track in signal(track).map { (track, $0) } }
        guard let (_, name) = tracks.first else {
            return .unknown(clue, "no engine tells \(what)")
        }
        if let finding = againstBaseline(clue, story, what: what, name, growsWith: length) {
            return finding
        }
        var steady = 0
        var best: ClueFinding?
        for (track, name) in tracks {
            let all = track.means(name)
            let values = busy(all)
            let longer = length.map { growth(track, of: $0) } ?? 1
            if let finding = stepUp(clue, values, what: what, beyond: longer)
                ?? onAndOff(clue, values, what: what)
            {
                if finding.strength > (best?.strength ?? 0) { best = finding }
            } else if values.count >= 6, 10 * values.count >= 8 * all.count, isSteady(values) {
                steady += 1
            }
        }
        if let best { return best }
        let mean = story.mean(name)
        guard steady == tracks.count, let mean else {
            return .unknown(clue, "\(what) varies, or too few intervals of scrapes tell it")
        }
        return ClueFinding(
            clue, .fails, strength: Self.withoutBaseline,
            "\(what) stays at \(ServerWords.seconds(mean.mean)) all along",
            figures: [Self.counted("\(what), mean", mean.mean, count: mean.count, unit: "s")])
    }

    private func againstBaseline(
        _ clue: Clue, _ story: ServerStory, what: String, _ signal: Signal,
        growsWith length: Signal?
    ) -> ClueFinding? {
        guard let now = story.mean(signal), let before = baseline?.mean(signal),
            now.count >= 10, before.count >= 10, before.mean > 0
        else { return nil }
        var ratio = now.mean / before.mean
        if let length, let long = story.mean(length), let was = baseline?.mean(length),
            was.mean > 0
        {
            ratio /= max(1, long.mean / was.mean)
        }
        let text =
            "\(what) takes \(ServerWords.seconds(now.mean)) on average, "
            + "\(ServerWords.seconds(before.mean)) in the baseline"
        let figures = [
            Self.counted("\(what), mean", now.mean, count: now.count, unit: "s"),
            Self.counted("\(what), mean before", before.mean, count: before.count, unit: "s"),
        ]
        if ratio >= Self.worse {
            return ClueFinding(
                clue, .holds, strength: Self.strength(ratio, from: Self.worse, to: 1.8), text,
                figures: figures)
        }
        return ClueFinding(clue, ratio < 1.1 ? .fails : .unknown, text, figures: figures)
    }

    /// Without intervals at the edges of a load: those with less than half of the usual number running.
    private func busy(_ values: [IntervalValue]) -> [IntervalValue] {
        let usual = Sample.median(values.compactMap(\.running))
        let events = Sample.median(values.map(\.count))
        return values.filter {
            ($0.running ?? usual) >= 0.5 * usual && $0.count >= 0.2 * events
        }
    }

    private func stepUp(
        _ clue: Clue, _ values: [IntervalValue], what: String, beyond growth: Double
    ) -> ClueFinding? {
        guard let step = StepChange.find(in: values), step.after > step.before else { return nil }
        let early = values.filter { $0.seconds < step.seconds }.compactMap(\.running)
        let late = values.filter { $0.seconds >= step.seconds }.compactMap(\.running)
        // A step takes longer with more sequences in it, by less than their number grows.
        let load = early.isEmpty || late.isEmpty ? 1 : Sample.mean(late) / Sample.mean(early)
        let expected = max(1, growth) * max(1, load.isFinite ? load : 1)
        let ratio = step.after / step.before
        guard ratio >= Self.worse * max(1, 0.9 * expected),
            step.ratio.lowerBound >= 1 + (Self.worse - 1) / 2
        else { return nil }
        return ClueFinding(
            clue, .holds, strength: Self.strength(ratio, from: Self.worse, to: 1.8),
            "\(what) went from \(ServerWords.seconds(step.before)) to "
                + "\(ServerWords.seconds(step.after))",
            figures: [
                Self.counted("\(what), mean before", step.before, unit: "s"),
                Self.counted("\(what), mean after", step.after, unit: "s"),
            ])
    }

    /// Two levels that take turns, at about the same load.
    private func onAndOff(_ clue: Clue, _ values: [IntervalValue], what: String) -> ClueFinding? {
        // A mean over an interval stands for many events, so two levels need no large sample: they need to lie apart.
        let sorted = values.map(\.value).filter { $0 > 0 }.sorted()
        guard sorted.count >= 12, let cut = TwoSpeeds.cut(sorted.map { log($0) }),
            cut.separation > 0.85, cut.index >= 4, sorted.count - cut.index >= 3
        else { return nil }
        let quiet = Array(sorted[..<cut.index])
        let bad = Array(sorted[cut.index...])
        let (low, high) = (Sample.median(sorted: quiet), Sample.median(sorted: bad))
        let slow = values.filter { $0.value >= bad[0] }.compactMap(\.running)
        let fast = values.filter { $0.value < bad[0] }.compactMap(\.running)
        let load = slow.isEmpty || fast.isEmpty ? 1 : Sample.mean(slow) / Sample.mean(fast)
        guard high >= 1.25 * low, load < 1.15,
            Sample.quantile(sorted: bad, 0.1) > 1.12 * Sample.quantile(sorted: quiet, 0.9)
        else { return nil }
        let share = Double(bad.count) / Double(sorted.count)
        return ClueFinding(
            clue, .holds, strength: Self.strength(high / low, from: 1.25, to: 2),
            "\(what) is \(ServerWords.seconds(low)) at times and \(ServerWords.seconds(high)) in "
                + "\(ServerWords.percent(share)) of the intervals",
            figures: [
                Self.counted("\(what), quiet", low, unit: "s"),
                Self.counted("\(what), bad", high, unit: "s"),
            ])
    }

    /// Whether the middle of the values is narrow: nothing that moved is hidden in it.
    private func isSteady(_ values: [IntervalValue]) -> Bool {
        let sorted = values.map(\.value).sorted()
        return Sample.quantile(sorted: sorted, 0.8) < 1.25 * Sample.quantile(sorted: sorted, 0.2)
    }

    /// How much the mean of a length grew from the first half of the window to the second.
    private func growth(
        _ track: EngineTrack, of length: Signal
    ) -> Double {
        let means = track.means(length).map(\.value)
        guard means.count >= 4 else { return 1 }
        let half = means.count / 2
        return Sample.mean(Array(means.suffix(half)))
            / max(Sample.mean(Array(means.prefix(half))), 1)
    }

    // MARK: - Before the engine core

    /// The shortest time before the engine core that counts, in seconds.
    private static let longBefore = 0.05

    private func timeBeforeCore(_ story: ServerStory) -> ClueFinding {
        guard
            story.engines.contains(where: {
                $0.knows(.timeToFirstToken) && $0.knows(.queueTime) && $0.knows(.prefillTime)
            })
        else {
            return .unknown(
                .timeBeforeCore, "no engine tells TTFT, queue time and prefill time alike")
        }
        guard let whole = before(story, from: -.infinity, to: .infinity) else {
            return .unknown(.timeBeforeCore, "too few requests ended")
        }
        let parts = thirds(story).dropFirst().compactMap {
            before(story, from: $0.start, to: $0.end)
        }
        let worst = (parts + [whole]).max { $0.before < $1.before } ?? whole
        let figures = [
            Self.counted("server TTFT mean", worst.first, count: worst.count, unit: "s"),
            Self.counted("time before the core, mean", worst.before, count: worst.count, unit: "s"),
        ]
        let text =
            "of \(ServerWords.seconds(worst.first)) to the first token "
            + "\(ServerWords.seconds(worst.before)) are neither queue nor prefill"
        let least = parts.map(\.before).min() ?? whole.before
        // The two histograms hold other requests at the edges of the window: a fifth of what they tell is noise.
        let noise = worst.noise
        if worst.before >= max(Self.longBefore, 0.25 * worst.first, 3 * noise) {
            let rise = least > 0 ? worst.before / least : 10
            return ClueFinding(
                .timeBeforeCore, .holds,
                strength: max(
                    Self.strength(worst.before / worst.first, from: 0.25, to: 0.6),
                    Self.strength(rise, from: 1.5, to: 4)), text, figures: figures)
        }
        guard worst.before < max(0.6 * Self.longBefore, 0.15 * worst.first) else {
            return .unknown(.timeBeforeCore, text)
        }
        return ClueFinding(.timeBeforeCore, .fails, text, figures: figures)
    }

    private struct BeforeCore {
        let first: Double
        let before: Double
        let noise: Double
        let count: Int
    }

    private func before(_ story: ServerStory, from start: Double, to end: Double) -> BeforeCore? {
        guard let first = story.observed(.timeToFirstToken, from: start, to: end),
            let queue = story.observed(.queueTime, from: start, to: end),
            let prefill = story.observed(.prefillTime, from: start, to: end),
            first.count >= 10, queue.count >= 10
        else { return nil }
        let mean = first.sum / first.count
        // A prefill may be observed in several parts: it is taken for each request that ended.
        let core = (queue.sum + prefill.sum) / queue.count
        let mismatch = abs(first.count - queue.count) / first.count
        return BeforeCore(
            first: mean, before: mean - core,
            noise: mismatch * max(mean, core) + 0.05 * queue.sum / queue.count,
            count: Int(first.count))
    }
}
