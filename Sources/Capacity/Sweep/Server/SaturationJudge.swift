import Readiness

/// Says what a level ran into, by comparing it with the lowest level of the same endpoint.
///
/// | what the servers say | bottleneck |
/// |---|---|
/// | preemptions, or waiting with the cache 90 % full | KV cache |
/// | waiting in half the scrapes, running flat at its limit | slots |
/// | waiting in half the scrapes, else | admission |
/// | nothing waits, time per token or prompt grew by half | compute |
/// | nothing waits, the engine's own TTFT did not grow but the client's did | path |
///
/// Without a word of the servers the client's figures tell slots from compute: with all slots taken,
/// answers are written as fast as ever and only their beginning is late; on a shared batch each
/// answer is written more slowly.
package struct SaturationJudge: Sendable {
    /// The figures of a level that matter here; times in seconds.
    package struct Figures: Sendable, Equatable {
        /// Median time to the first token.
        package var firstToken: Double?
        /// Median time for each token after it.
        package var perToken: Double?
        /// Median time of the whole request.
        package var whole: Double?
        /// Requests answered a second.
        package var requestRate: Double?
        /// Requests in flight on average.
        package var inFlight: Double?
        /// What the servers said.
        package var server: ServerReading?

        /// Creates figures of nothing.
        package init() {}
    }

    /// From this share of the cache on it counts as full.
    private static let fullCache = 0.9
    /// From this share of scrapes on requests count as waiting.
    private static let waitingShare = 0.5
    /// From this share of the limit on running counts as flat: between the end of one request and
    /// the first step of the next a slot looks free.
    private static let flatShare = 0.75
    /// From this growth on a time counts as grown.
    private static let growth = 1.5

    private let base: Figures

    /// Creates a judge.
    ///
    /// - Parameter base: The lowest level of the endpoint.
    package init(base: Figures) {
        self.base = base
    }

    /// Judges a level.
    ///
    /// - Parameter level: Its figures.
    /// - Returns: What it ran into.
    package func judge(_ level: Figures) -> Saturation {
        guard let server = level.server else { return judgeAlone(level) }
        if let full = cache(server) { return full }
        if isWaiting(server) { return queue(server) }
        guard server.running != nil || server.waiting != nil else { return judgeAlone(level) }
        return running(level, server)
    }

    // MARK: - What servers say

    private func isWaiting(_ server: ServerReading) -> Bool {
        (server.waitingShare ?? 0) >= Self.waitingShare && (server.waiting?.mean ?? 0) >= 0.5
    }

    private func cache(_ server: ServerReading) -> Saturation? {
        let preempted = server.preemptions ?? 0
        guard let cache = server.cache else {
            guard preempted > 0 else { return nil }
            return Saturation(.cache, .server, "\(Self.count(preempted)) preemptions")
        }
        let isFull = cache.mean >= Self.fullCache && isWaiting(server)
        guard isFull || preempted > 0 else { return nil }
        var words = "KV cache \(Self.percent(cache.mean)) full on average"
        words += ", \(Self.percent(cache.largest)) at most"
        if let known = server.preemptions { words += "; \(Self.count(known)) preemptions" }
        words += Self.queueWords(server)
        return Saturation(.cache, .server, words)
    }

    private func queue(_ server: ServerReading) -> Saturation {
        let waiting = Self.queueWords(server)
        guard let running = server.running else {
            return Saturation(.admission, .server, "requests wait" + waiting)
        }
        let cache = server.cache.map { "; KV cache \(Self.percent($0.mean))" } ?? ""
        // A limit that the engine does not tell shows as the level that running never leaves.
        let limit = server.slots ?? running.largest
        let isFlat = running.mean >= Self.flatShare * limit
        let flat = "running \(Self.decimal(running.mean)) of \(Self.count(limit))"
        guard isFlat else {
            return Saturation(
                .admission, .server,
                "requests wait although slots are free: \(flat)\(waiting)\(cache)")
        }
        let told = server.slots == nil ? " (the limit is not told; running stays there)" : ""
        return Saturation(.slots, .server, "every slot is taken: \(flat)\(told)\(waiting)\(cache)")
    }

    private func running(_ level: Figures, _ server: ServerReading) -> Saturation {
        var words = "nothing waits"
        if let running = server.running { words += ", \(Self.decimal(running.mean)) run" }
        if let cache = server.cache { words += ", KV cache \(Self.percent(cache.mean))" }
        let path = clientShare(level) - clientShare(base)
        let grown = (level.firstToken ?? 0) - (base.firstToken ?? 0)
        if let first = level.firstToken, let before = base.firstToken,
            first > Self.growth * before, path > grown / 2, grown > 0.05
        {
            return Saturation(
                .path, .server,
                "\(words); of \(Self.time(grown)) more to the first token \(Self.time(path)) are "
                    + "spent before the engine counts")
        }
        return slower(level, .server, prefix: words + "; ")
            ?? Saturation(
                .none, .server, words + ", and answers come as fast as at the lowest level")
    }

    /// How much later the client sees a first token than the engine does, in seconds.
    private func clientShare(_ figures: Figures) -> Double {
        guard let client = figures.firstToken, let server = figures.server?.timeToFirstToken else {
            return 0
        }
        return max(0, client - server)
    }

    // MARK: - The client alone

    private func judgeAlone(_ level: Figures) -> Saturation {
        let told = "the server does not tell; "
        guard let first = level.firstToken, let before = base.firstToken,
            let step = level.perToken, let stepBefore = base.perToken
        else {
            return Saturation(.unknown, .client, told + "and without a stream nothing shows it")
        }
        if first > 2 * before, step < 1.2 * stepBefore, let rate = level.requestRate,
            let whole = base.whole, let flight = level.inFlight,
            // By Little's law so many are worked on at once; the others wait.
            case let slots = max(1, (rate * whole).rounded()), slots < flight.rounded()
        {
            return Saturation(
                .slots, .client,
                told + "answers are written as fast as alone and only begin "
                    + "\(Self.ratio(first / before)) as late: about \(Self.count(slots)) run at once "
                    + "(\(Self.decimal(rate)) requests/s times \(Self.time(whole)) each)")
        }
        return slower(level, .client, prefix: told)
            ?? Saturation(.none, .client, told + "answers come as fast as at the lowest level")
    }

    /// Whether steps take longer than at the lowest level.
    private func slower(
        _ level: Figures, _ basis: Saturation.Basis, prefix: String
    ) -> Saturation? {
        func grown(_ now: Double?, _ before: Double?) -> Double? {
            guard let now, let before, before > 0 else { return nil }
            return now / before
        }
        let token = grown(level.perToken, base.perToken)
        let first = grown(level.firstToken, base.firstToken)
        guard max(token ?? 0, first ?? 0) >= Self.growth else { return nil }
        let parts = [
            token.map { "each token takes \(Self.ratio($0))" },
            first.map { "the first \(Self.ratio($0))" },
        ].compactMap(\.self)
        return Saturation(
            .compute, basis,
            prefix + parts.joined(separator: ", ") + " as long as at the lowest level")
    }

    // MARK: - Figures in words

    private static func queueWords(_ server: ServerReading) -> String {
        server.waiting.map { ", \(decimal($0.mean)) waiting" } ?? ""
    }

    private static func count(_ value: Double) -> String { "\(Int(value.rounded()))" }

    private static func decimal(_ value: Double) -> String {
        SweepAxis.number((value * 10).rounded() / 10)
    }

    private static func ratio(_ value: Double) -> String { decimal(value) + " times" }

    private static func percent(_ share: Double) -> String { decimal(share * 100) + " %" }

    private static func time(_ seconds: Double) -> String {
        DurationText.rounded(.seconds(seconds), digits: 2)
    }
}
