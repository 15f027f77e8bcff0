import Estimates

/// Whether other streams pause while a long prompt of ours is computed.
///
/// The time from the start of a long request to its first token is compared with as long a time just before it: if gaps were
/// nothing to do with it, either would have them equally often.
struct LongPromptClues {
    let view: ClientView

    /// A gap of so many seconds, and of so many medians of its stream, is large.
    private static let large = 0.5
    private static let factor = 6.0

    func findings() -> [ClueFinding] {
        [gapsWithLongPrompts]
    }

    /// A large gap of a stream.
    private struct Pause {
        let request: Int
        let from: Double
        let to: Double
    }

    private var gapsWithLongPrompts: ClueFinding {
        let clue = Clue.gapsWithLongPrompts
        let long = view.requests.indices.filter { index in
            let request = view.requests[index]
            return request.kind.isLong && !request.kind.isRepeat && request.firstToken != nil
        }
        guard long.count >= 5 else {
            return .unknown(clue, "only \(ClueWords.count(long.count, "long prompt"))")
        }
        let pauses = pauses
        var during = 0
        var before = 0
        var looked = 0
        var longest = 0.0
        for index in long {
            let request = view.requests[index]
            let length = request.firstToken ?? 0
            let window = request.start..<(request.start + length)
            let control = (request.start - length)..<request.start
            guard isCrowded(window, but: index), isCrowded(control, but: index) else { continue }
            looked += 1
            let struck = pauses.filter { pause in
                pause.request != index && window.contains((pause.from + pause.to) / 2)
            }
            if !struck.isEmpty { during += 1 }
            longest = max(longest, struck.map { $0.to - $0.from }.max() ?? 0)
            let wasLong = long.contains { other in
                other != index && view.requests[other].start < control.upperBound
                    && view.requests[other].start + (view.requests[other].firstToken ?? 0)
                        > control.lowerBound
            }
            if !wasLong,
                pauses.contains(where: {
                    $0.request != index && control.contains(($0.from + $0.to) / 2)
                })
            {
                before += 1
            }
        }
        guard looked >= 5 else {
            return .unknown(clue, "hardly another stream ran while a long prompt was computed")
        }
        let share = BinomialInterval.clopperPearson(successes: during, trials: looked)
        let control = BinomialInterval.clopperPearson(successes: before, trials: looked)
        let chance = FisherTest.rise(during, of: looked, against: before, of: looked)
        let figures = [
            ClueFinding.Figure("long prompts with pauses elsewhere", share, unit: "ratio"),
            ClueFinding.Figure("the same time before", control, unit: "ratio"),
        ]
        let words =
            "during \(during) of \(looked) long prompts other streams paused for"
            + " \(ClueWords.number(Self.large)) s or more, in the time before for \(before)"
            + (longest > 0 ? "; at most for \(ClueWords.seconds(longest))" : "")
        if chance < 0.005, share.lower > 0.2 {
            return ClueFinding(
                clue, .holds, strength: 0.5 + (share.lower - control.point) / 2, words,
                figures: figures)
        }
        if share.upper < 0.35 || during <= before && looked >= 10 {
            return ClueFinding(
                clue, .fails, strength: Double(looked) / 20, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    private var pauses: [Pause] {
        var found: [Pause] = []
        for (index, request) in view.requests.enumerated() {
            guard let first = request.firstToken, let usual = request.medianGap,
                request.gaps.count >= 4
            else { continue }
            let limit = max(Self.large, Self.factor * usual)
            var moment = request.start + first
            for gap in request.gaps {
                if gap > limit {
                    found.append(Pause(request: index, from: moment, to: moment + gap))
                }
                moment += gap
            }
        }
        return found
    }

    /// Whether another stream was being written for most of a time.
    private func isCrowded(_ time: Range<Double>, but index: Int) -> Bool {
        let middle = (time.lowerBound + time.upperBound) / 2
        return view.requests.indices.contains { other in
            let request = view.requests[other]
            guard other != index, let first = request.firstToken else { return false }
            let begin = request.start + first
            return begin < middle && begin + request.decode > middle
        }
    }
}
