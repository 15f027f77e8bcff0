import Estimates
import Foundation

/// Silences in the middle of streams: how many, whether together, and whether they end.
struct StallClues {
    let view: ClientView

    func findings() -> [ClueFinding] {
        let streams = view.requests.indices.filter {
            view.requests[$0].counts && view.requests[$0].gaps.count >= 1
        }
        let stalled = Set(view.stalls.map(\.request))
        var share = Occurrence(
            clue: .streamsStall, what: "streams fell silent for more than 5 s and 20 median gaps",
            count: streams.count { stalled.contains($0) }, trials: streams.count
        ).finding
        if share.state == .holds, let longest = view.stalls.map({ $0.to - $0.from }).max() {
            share = ClueFinding(
                .streamsStall, .holds, strength: share.strength,
                share.statement + ", the longest for \(ClueWords.seconds(longest))",
                figures: share.figures)
        }
        return [share, together, forEver, stopForAll]
    }

    /// Whether the streams that were open during a stall were silent as well.
    private var together: ClueFinding {
        let clue = Clue.stallsTogether
        guard view.stalls.count >= 2 else {
            return .unknown(clue, "\(ClueWords.count(view.stalls.count, "stall"))")
        }
        var companions = 0
        var silent = 0
        for stall in view.stalls {
            // Streams that are to stop with this one have done so after a few steps.
            let usual = view.requests[stall.request].medianGap ?? 0
            let from = stall.from + min(5 * usual + 0.25, (stall.to - stall.from) / 4)
            let to = (stall.from + stall.to) / 2
            for (index, request) in view.requests.enumerated() where index != stall.request {
                guard let first = request.firstToken, let end = request.end,
                    request.start + end > from, request.start + first < to
                else { continue }
                // A stream that begins meanwhile speaks against it just as one that goes on.
                companions += 1
                if !hasChunk(request, after: from, before: to), request.start + end > to {
                    silent += 1
                }
            }
        }
        guard companions >= 4 else {
            return .unknown(clue, "hardly another stream was open while one stalled")
        }
        let share = BinomialInterval.clopperPearson(successes: silent, trials: companions)
        let figures = [ClueFinding.Figure("silent beside a stalled one", share, unit: "ratio")]
        let words =
            "of the streams open beside a stalled one \(ClueWords.percent(share.point)) were silent too"
        let strength = min(1, Double(companions) / 12)
        if share.lower > 0.5 {
            return ClueFinding(clue, .holds, strength: strength, words, figures: figures)
        }
        if share.upper < 0.5 {
            return ClueFinding(clue, .fails, strength: strength, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    private func hasChunk(_ request: ClientRequest, after: Double, before: Double) -> Bool {
        guard let first = request.firstToken else { return false }
        var moment = request.start + first
        if moment > after { return moment < before }
        for gap in request.gaps {
            moment += gap
            if moment > after { return moment < before }
        }
        return false
    }

    /// Whether stalled streams stay silent until somebody gives up.
    private var forEver: ClueFinding {
        let clue = Clue.stallsForEver
        let trials = view.stalls.count
        guard trials >= 2 else {
            return .unknown(clue, "\(ClueWords.count(trials, "stall"))")
        }
        let lost = view.stalls.count { !$0.resumed }
        let share = BinomialInterval.clopperPearson(successes: lost, trials: trials)
        let figures = [ClueFinding.Figure("stalls without end", share, unit: "ratio")]
        let words = "\(lost) of \(ClueWords.count(trials, "stall")) had no end"
        if share.lower > 0.4 {
            return ClueFinding(
                clue, .holds, strength: 0.3 + share.lower, words, figures: figures)
        }
        if share.upper < 0.6 {
            return ClueFinding(
                clue, .fails, strength: 1.3 - share.upper, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    // MARK: - Silence everywhere

    /// The grid on which silence is looked for, in seconds.
    private static let step = 0.5

    private var stopForAll: ClueFinding {
        let clue = Clue.tokensStopForAll
        let longest = view.requests.compactMap { $0.gaps.max() }
        let waits = view.answered.compactMap(\.firstToken).sorted()
        guard let end = view.requests.map({ $0.start + ($0.end ?? 0) }).max(), longest.count >= 5
        else { return .unknown(clue, "too few streams to know what is usual") }
        let usual = max(
            10, 10 * Sample.median(longest), 2 * Sample.quantile(sorted: waits, 0.9))
        let count = min(Int(end / Self.step) + 1, 1_000_000)
        var hasToken = Array(repeating: false, count: count)
        var opened = Array(repeating: 0, count: count + 1)
        func slot(_ moment: Double) -> Int { min(max(Int(moment / Self.step), 0), count - 1) }
        for request in view.requests {
            opened[slot(request.start)] += 1
            opened[slot(request.start + (request.end ?? 0)) + 1] -= 1
            guard let first = request.firstToken else { continue }
            var moment = request.start + first
            hasToken[slot(moment)] = true
            for gap in request.gaps {
                moment += gap
                hasToken[slot(moment)] = true
            }
        }
        var silence: (from: Int, slots: Int) = (0, 0)
        var run = 0
        var inFlight = 0
        for index in 0..<count {
            inFlight += opened[index]
            run = inFlight > 0 && !hasToken[index] ? run + 1 : 0
            if run > silence.slots { silence = (index - run + 1, run) }
        }
        let from = Double(silence.from) * Self.step
        let length = Double(silence.slots) * Self.step
        let waiting = view.requests.count {
            $0.start < from + length && $0.start + ($0.end ?? 0) > from + Self.step
        }
        let figures = [
            ClueFinding.Figure(
                "longest silence of all streams", .exact(length, count: waiting), unit: "s")
        ]
        let words =
            "no token on any of \(ClueWords.count(waiting, "open request")) for"
            + " \(ClueWords.seconds(length)) from \(ClueWords.moment(from)) on"
        let lasts = length >= 25 || from + length >= end - 2
        if length > usual, lasts, waiting >= 2 {
            return ClueFinding(clue, .holds, strength: length / 20, words, figures: figures)
        }
        if length < usual {
            return ClueFinding(
                clue, .fails, strength: Double(longest.count) / 30,
                "all streams together were never silent for more than \(ClueWords.seconds(length))",
                figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }
}
