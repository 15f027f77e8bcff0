import Estimates
import Inference
import Load
import Signals

/// The clues that need the client's records and the servers' metrics side by side.
struct JointClues {
    let evidence: Evidence
    let story: ServerStory?
    /// What the servers alone decide.
    let server: [Clue: ClueFinding]

    init(_ evidence: Evidence) {
        self.init(evidence, story: evidence.server.map { ServerStory($0) }, server: [])
    }

    init(_ evidence: Evidence, story: ServerStory?, server: [ClueFinding]) {
        self.evidence = evidence
        self.story = story
        self.server = server.reduce(into: [:]) { $0[$1.clue] = $1 }
    }

    /// The findings; a clue that is missing is unknown.
    func findings() async -> [ClueFinding] {
        guard let client = evidence.client, let story,
            let joint = JointStory(client, story)
        else { return [] }
        let first = TwoViews.firstToken(joint)
        let gap = gapToServer(first)
        let end = endLagsServer(joint, first)
        return [
            gap, end, gapGrowsWithRate(joint, gap, first), serverUnaffected(joint, gap, end),
            workWithoutClients(joint), engineSeesFewer(joint), tokenCountsDisagree(joint),
        ] + refined(joint)
    }

    // MARK: - Time on the way

    /// The shortest gap that counts, in seconds, and as a share of the engine's own time.
    private static let least = (seconds: 0.04, share: 0.25)

    private func gapToServer(_ views: TwoViews?) -> ClueFinding {
        guard let views else {
            return .unknown(
                .gapToServer, "the engines do not tell TTFT, or counted other requests than ours")
        }
        let text =
            "TTFT is \(ServerWords.seconds(views.clientMean)) on average for us and "
            + "\(ServerWords.seconds(views.serverMean)) by the engine's clock"
            + (views.areSame
                ? ""
                : ", which counts \(views.serverCount) requests where we sent "
                    + "\(views.clientCount)")
        let figures = figures("TTFT mean", views)
        let limit = max(Self.least.seconds, Self.least.share * views.serverMean)
        if views.gap.lowerBound >= limit {
            return ClueFinding(
                .gapToServer, .holds,
                strength: ServerClues.strength(
                    views.gap.lowerBound / max(views.serverMean, 0.02), from: 0.25, to: 1.5), text,
                figures: figures)
        }
        guard views.areSame,
            views.gap.upperBound < max(0.02, 0.12 * views.serverMean)
        else { return .unknown(.gapToServer, text) }
        return ClueFinding(.gapToServer, .fails, text, figures: figures)
    }

    private func figures(_ name: String, _ views: TwoViews) -> [ClueFinding.Figure] {
        [
            ClueFinding.Figure(
                "client \(name)", .exact(views.clientMean, count: views.clientCount), unit: "s"),
            ServerClues.counted(
                "server \(name)", views.serverMean, count: views.serverCount, unit: "s"),
        ]
    }

    private func endLagsServer(_ joint: JointStory, _ first: TwoViews?) -> ClueFinding {
        guard let first, let whole = TwoViews.endToEnd(joint), whole.areSame, first.areSame else {
            return .unknown(
                .endLagsServer, "the engines do not tell E2E, or counted other requests than ours")
        }
        let lag = whole.difference - first.difference
        let noise = max(whole.gap.upperBound - whole.difference, 0)
        let text =
            "E2E is \(ServerWords.seconds(whole.clientMean)) on average for us and "
            + "\(ServerWords.seconds(whole.serverMean)) by the engine's clock"
        let limit = max(0.15, 0.12 * whole.serverMean)
        let figures = figures("E2E mean", whole)
        if lag - noise >= limit {
            return ClueFinding(
                .endLagsServer, .holds,
                strength: ServerClues.strength(lag / whole.serverMean, from: 0.12, to: 0.8), text,
                figures: figures)
        }
        guard lag + noise < 0.6 * limit else { return .unknown(.endLagsServer, text) }
        return ClueFinding(.endLagsServer, .fails, text, figures: figures)
    }

    /// Whether requests wait the longer at a gateway, the more of ours wait for their first token when they come.
    private func gapGrowsWithRate(
        _ joint: JointStory, _ gap: ClueFinding, _ views: TwoViews?
    ) -> ClueFinding {
        guard gap.state == .holds, let views else {
            guard gap.state == .fails else {
                return .unknown(.gapGrowsWithRate, "it is not known whether there is a gap")
            }
            return ClueFinding(.gapGrowsWithRate, .fails, "there is no gap that could grow")
        }
        let points = joint.requests.compactMap { request -> (x: Double, y: Double)? in
            guard let value = request.record.timeToFirstToken else { return nil }
            let ahead = joint.requests.count { other in
                other.start < request.start
                    && (other.first ?? other.end ?? other.start) > request.start
            }
            return (Double(ahead), value.seconds)
        }
        let ahead = points.map(\.x).sorted()
        let range = Sample.quantile(sorted: ahead, 0.9) - Sample.quantile(sorted: ahead, 0.1)
        guard points.count >= 20, range >= 1, let line = TheilSen(points) else {
            return .unknown(
                .gapGrowsWithRate, "as many requests wait for their first token at all times")
        }
        let explained = line.slope.point * range
        let text =
            "each request of ours that waits for its first token adds "
            + "\(ServerWords.seconds(line.slope.point)) to the next one's TTFT"
        let figure = ClueFinding.Figure("TTFT per request ahead", line.slope, unit: "s")
        if line.slope.lower > 0, explained >= 0.3 * views.difference {
            return ClueFinding(
                .gapGrowsWithRate, .holds,
                strength: ServerClues.strength(explained / views.difference, from: 0.3, to: 0.9),
                text, figures: [figure])
        }
        guard line.slope.upper * range < 0.2 * views.difference else {
            return .unknown(.gapGrowsWithRate, text)
        }
        return ClueFinding(.gapGrowsWithRate, .fails, text, figures: [figure])
    }

    /// What would say that the engine itself is affected.
    private static let affected: [Clue] = [
        .requestsWait, .queueDominates, .preempts, .swaps, .prefillWorsened, .serverGapsWorsened,
        .tokensStandStill, .restarted, .timeBeforeCore, .engineCountsErrors, .cacheFull,
    ]

    private func serverUnaffected(
        _ joint: JointStory, _ gap: ClueFinding, _ end: ClueFinding
    ) -> ClueFinding {
        let failed = joint.requests.count {
            !$0.record.isSuccess && !$0.record.outcome.hasPrefix("cancelled")
        }
        let failing = failed >= 3 && Double(failed) >= 0.03 * Double(joint.requests.count)
        let suffers = gap.state == .holds || end.state == .holds || failing
        guard suffers else {
            return gap.state == .fails && end.state == .fails
                ? ClueFinding(
                    .serverUnaffected, .fails, strength: 0.6,
                    "the client sees what the engine sees")
                : .unknown(
                    .serverUnaffected, "it is not known whether the client sees anything worse")
        }
        let bad = Self.affected.filter { server[$0]?.state == .holds }
        let known = Self.affected.count { server[$0]?.state == .fails }
        let what =
            failing
            ? "\(ServerWords.count(Double(failed), "request")) of ours failed"
            : "the client waits longer than the engine"
        if let worst = bad.first, let finding = server[worst] {
            return ClueFinding(
                .serverUnaffected, .fails,
                "\(what), but the engine suffers too: \(finding.statement)")
        }
        guard known >= 3 else {
            return .unknown(.serverUnaffected, "the engine tells too little of itself")
        }
        return ClueFinding(
            .serverUnaffected, .holds,
            strength: ServerClues.strength(Double(known), from: 2, to: 7),
            "\(what) while the engine's own queue, times and counters are as they should be")
    }
}
