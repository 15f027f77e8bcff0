import Load
import Estimates
import Foundation

/// How the chunks of answers arrive.
struct ArrivalClues {
    let view: ClientView

    func findings() -> [ClueFinding] {
        [lumps, severalTokens, byBytes]
    }

    // MARK: - Lumps

    /// Chunks per lump from which an answer comes in lumps, whatever lies between them.
    private static let chunksPerLump = 12.0
    /// Chunks per lump from which it does when people see the pauses: a step that drafts leaves with several tokens too.
    private static let chunksPerSeenLump = 3.0
    /// A pause between lumps that people see, in seconds.
    private static let seenSeconds = 0.4
    /// The share of E2E after which a first token is late.
    private static let late = 0.9
    /// No engine writes faster than a token in this time, in seconds: a long wait before a fast answer is no lump.
    private static let fastest = 0.002
    /// A gap below this part of the mean gap is none: its chunk came with the one before.
    private static let none = 0.1

    /// Whether an answer was held back and came in one or several lumps.
    static func isLump(_ request: ClientRequest) -> Bool {
        let chunks = Double(request.gaps.count + 1)
        let mean = request.decode / Double(request.gaps.count)
        if let first = request.firstToken, let end = request.end, first > late * end,
            mean < fastest
        {
            return true
        }
        let pauses = request.gaps.filter { $0 >= none * mean }
        let lumps = Double(request.record.reads ?? pauses.count + 1)
        guard lumps > 0 else { return false }
        if chunks / lumps >= chunksPerLump { return true }
        guard !pauses.isEmpty else { return true }
        return chunks / lumps >= chunksPerSeenLump && Sample.median(pauses) >= seenSeconds
    }

    private var lumps: ClueFinding {
        let clue = Clue.answersInLumps
        let streams = view.streams(gaps: 7).filter {
            $0.record.isSuccess && $0.record.isStream != false
        }
        guard streams.count >= 5 else {
            return .unknown(clue, "only \(ClueWords.count(streams.count, "streamed answer"))")
        }
        let lumps = streams.filter(Self.isLump)
        let share = BinomialInterval.clopperPearson(
            successes: lumps.count, trials: streams.count)
        let shares = streams.compactMap { request in
            request.firstToken.flatMap { first in request.end.map { first / $0 } }
        }
        let late = MedianComparison.percentile(shares)
        let figures = [
            ClueFinding.Figure("answers in lumps", share, unit: "ratio"),
            ClueFinding.Figure("TTFT over E2E p50", late, unit: "ratio"),
        ]
        let words =
            "\(lumps.count) of \(streams.count) answers came in lumps; the first token came after"
            + " \(ClueWords.percent(late.point)) of the time to the last one"
        if share.lower > 0.2 {
            return ClueFinding(
                clue, .holds, strength: 0.4 + share.lower, words, figures: figures)
        }
        if share.upper < 0.2 {
            return ClueFinding(
                clue, .fails, strength: 1 - 2 * share.upper, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    // MARK: - Several tokens in one event

    private var severalTokens: ClueFinding {
        let clue = Clue.chunksHoldSeveralTokens
        let streams = view.streams().filter {
            !$0.record.outputTokensEstimated && $0.record.outputTokens != nil
                && $0.record.isSuccess
        }
        guard streams.count >= 5 else {
            return .unknown(clue, "too few streamed answers report how many tokens they have")
        }
        let ratios = streams.map {
            Double($0.record.outputTokens ?? 0) / Double($0.gaps.count + 1)
        }
        let ratio = MedianComparison.percentile(ratios)
        let figures = [ClueFinding.Figure("tokens per event p50", ratio, unit: "ratio")]
        let words =
            "\(ClueWords.number(ratio.point)) tokens per event at the median of"
            + " \(ClueWords.count(streams.count, "answer"))"
        if ratio.lower > 1.25 {
            let impossible = streams.count(where: UsageClues.exceedsLimit)
            guard impossible * 10 < streams.count else {
                return .unknown(clue, words + ", but usage exceeds the limit that was asked for")
            }
            return ClueFinding(
                clue, .holds, strength: 0.5 + (ratio.lower - 1.25) / 2, words, figures: figures)
        }
        if ratio.upper < 1.25 {
            return ClueFinding(
                clue, .fails, strength: Double(streams.count) / 30, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    // MARK: - Bytes

    /// A limit on all bytes together makes gaps proportional to the number of streams; an engine's steps grow far less with it.
    ///
    /// Requests that ran among different numbers of others are needed; the slope of the logarithms tells.
    private var byBytes: ClueFinding {
        let clue = Clue.slowByBytes
        let streams = view.streams(gaps: 8)
        guard streams.count >= 30 else {
            return .unknown(clue, "too few streams to compare crowded with quiet moments")
        }
        let starts = streams.map { $0.start + ($0.firstToken ?? 0) }.sorted()
        let ends = streams.map { $0.start + ($0.firstToken ?? 0) + $0.decode }.sorted()
        func running(at moment: Double) -> Int {
            Self.count(of: starts, upTo: moment) - Self.count(of: ends, upTo: moment)
        }
        let points = streams.compactMap { request -> (x: Double, y: Double)? in
            guard let first = request.firstToken, let pace = request.secondsPerToken, pace > 0
            else { return nil }
            let begin = request.start + first
            let crowd = (1...5).map { running(at: begin + request.decode * Double($0) / 6) }
            return (log(max(Sample.mean(crowd.map(Double.init)), 1)), log(pace))
        }
        let crowds = points.map(\.x).sorted()
        let range = Sample.quantile(sorted: crowds, 0.95) - Sample.quantile(sorted: crowds, 0.05)
        guard range > log(1.8), let line = TheilSen(points) else {
            return .unknown(clue, "always about as many streams ran: bytes and steps look the same")
        }
        let figures = [
            ClueFinding.Figure("gap's exponent in the number of streams", line.slope, unit: "")
        ]
        let words =
            "gaps grow with the number of streams to the power of"
            + " \(ClueWords.number(line.slope.point, digits: 2))"
        if line.slope.lower > 0.7 {
            return ClueFinding(clue, .holds, strength: 0.5, words, figures: figures)
        }
        if line.slope.upper < 0.4 {
            return ClueFinding(clue, .fails, strength: 0.5, words, figures: figures)
        }
        return ClueFinding(clue, .unknown, strength: 0, words, figures: figures)
    }

    /// How many of ascending values are not above a moment.
    private static func count(of sorted: [Double], upTo moment: Double) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] <= moment { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
