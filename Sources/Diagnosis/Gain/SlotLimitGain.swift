import Estimates
import Inference
import Load
import Signals

/// What more slots bring: the closed loop without a queue.
///
/// With N sessions and m slots a slot is never idle: a cycle takes N S / m, of which S m / m is the generation, a request waits
/// W = S (N - m) / m - think, and the engine writes m O / S tokens a second. With N slots a cycle is the time to the first token
/// without a queue, O - 1 gaps, and the pause; a gap grows with every further sequence by a share of a step that is not known, and
/// lies between nothing and a tenth of a step with one sequence.
struct SlotLimitGain {
    private let service: ObservedService

    /// By how much a step with one sequence grows with every further one, at most: between the measured 3 to 7 % and a margin.
    private static let growthMost = 0.1

    init(_ service: ObservedService) {
        self.service = service
    }

    var gain: ExpectedGain? {
        guard let system = service.inSystem, system.mean > system.running + 0.1,
            let gap = service.gap, gap > 0, let answer = service.answerTokens, answer > 1,
            let speed = service.tokensPerSecond, speed > 0
        else { return nil }
        let sessions = system.most
        let slots = system.running
        let target = self.slots(for: sessions)
        let served = min(sessions, target)
        let first = unqueued
        // A pause that nobody tells: the sessions that were not in the engine, at the rate of answers.
        let rate = speed / answer
        let pause = max(0, sessions - system.mean) / rate
        let growth =
            (1 + Self.growthMost * (served - 1)) / (1 + Self.growthMost * max(slots - 1, 0))
        func tokens(_ gap: Double, _ first: Double) -> Double {
            served * answer / (first + (answer - 1) * gap + pause)
        }
        let likely = gap * (1 + (growth - 1) / 2)
        let start = first?.point ?? (service.mean(.prefillTime) ?? 0)
        var changes = [
            ExpectedGain.Change(
                "generation", before: GainEstimator.counted(speed),
                after: GainEstimator.predicted(
                    tokens(likely, start), tokens(gap * growth, first?.upper ?? 2 * start),
                    tokens(gap, first?.lower ?? start)), unit: "tok/s")
        ]
        if let first {
            let times = service.firstTokens
            if times.count >= 5 {
                changes.append(
                    ExpectedGain.Change(
                        "TTFT p95", before: MedianComparison.percentile(times, share: 0.95),
                        after: first, unit: "s"))
            } else if let mean = service.mean(.timeToFirstToken) {
                changes.append(
                    ExpectedGain.Change(
                        "TTFT mean", before: GainEstimator.counted(mean), after: first, unit: "s"))
            }
        }
        if let queue = service.mean(.queueTime) {
            changes.append(
                ExpectedGain.Change(
                    "queue time mean", before: GainEstimator.counted(queue),
                    after: GainEstimator.predicted(
                        min(0.01, queue), 0, min(queue, 3 * gap)), unit: "s"))
        }
        return ExpectedGain(
            action: "\(service.slotFlag) \(ServerWords.number(target))", changes: changes,
            basis: "\(ServerWords.number(sessions)) sessions keep asking on "
                + "\(ServerWords.number(slots)) slots; with slots for all, nobody waits for a "
                + "generation, and a step grows by 0 to 10 % with every further sequence")
    }

    /// Slots to offer: twice the sessions and at least 16, as far as the KV cache holds them.
    private func slots(for sessions: Double) -> Double {
        var wanted = 16.0
        while wanted < 2 * sessions { wanted *= 2 }
        guard let tokens = service.cacheTokens, let prompt = service.promptTokens,
            let answer = service.answerTokens
        else { return wanted }
        let replicas = Double(max(service.story?.engines.count ?? 1, 1))
        let fitting = (tokens / replicas / (prompt + answer)).rounded(.down)
        return max(min(wanted, fitting), 1)
    }

    /// TTFT without a queue: that of the requests that did not wait, or what the engine takes apart from the queue.
    private var unqueued: Estimate? {
        let times = service.firstTokens.filter(\.isFinite)
        if let split = TwoSpeeds.split(times), split.slow.point >= 4 * split.fast.point {
            let fast = times.filter { $0 <= split.boundary }
            let most = Sample.quantile(sorted: fast, 0.95)
            // More requests are prefilled in the same step than before: up to half as long again.
            return GainEstimator.predicted(
                most, Sample.median(sorted: fast), 1.5 * (fast.last ?? most))
        }
        guard let prefill = service.mean(.prefillTime) else { return nil }
        let rest = service.mean(.timeToFirstToken).flatMap { first in
            service.mean(.queueTime).map { first - $0 }
        }
        let likely = max(prefill, min(rest ?? prefill, 2 * prefill))
        return GainEstimator.predicted(likely, prefill, 2 * max(likely, prefill))
    }
}
