package import Load
import Readiness

/// What a sweep does: which levels, how much each may take, what is required of them.
package struct SweepPlan: Sendable, Equatable {
    /// How the levels are chosen.
    package enum Search: Sendable, Equatable {
        /// These, from low to high.
        case levels([Double])
        /// Doubled until one is not met, then halved between the highest met one and the lowest
        /// that is not.
        case find(SweepBounds)
    }

    /// What grows from level to level.
    package var axis: SweepAxis

    /// How the levels are chosen.
    package var search: Search

    /// How much each level may take.
    package var budget: LevelBudget

    /// How the starts of an open loop scatter.
    package var arrivals = ArrivalProcess.poisson

    /// What a turn carries of the turns before it.
    package var history = HistoryMode.none

    /// Whether to go on after a level that is violated; the answer is then the same, the curves
    /// longer.
    package var goesOn = false

    /// The confidence of the answer, 0.5..<1.
    package var confidence: Double

    /// Equal seeds send equal requests at equal times.
    package var seed: UInt64

    /// Creates a plan.
    ///
    /// - Parameters:
    ///   - axis: What grows from level to level.
    ///   - search: How the levels are chosen.
    ///   - budget: How much each level may take.
    ///   - confidence: The confidence of the answer.
    ///   - seed: Equal seeds send equal requests.
    /// - Throws: ``SweepPlanError`` with the level or the limit that is wrong.
    package init(
        axis: SweepAxis, search: Search, budget: LevelBudget,
        confidence: Double = ProfileDefaults.confidence, seed: UInt64
    ) throws(SweepPlanError) {
        switch search {
        case .levels(let levels): try Self.check(levels, axis)
        case .find(let bounds): try Self.check(bounds, axis)
        }
        guard budget.requests != nil || budget.duration != nil else { throw .endless }
        guard budget.requests ?? 1 > 0, budget.duration ?? .seconds(1) > .zero,
            budget.warmup >= .zero
        else { throw .emptyBudget }
        precondition(
            zip(budget.earlyLooks, budget.earlyLooks.dropFirst() + [budget.requests ?? 0])
                .allSatisfy { 0 < $0 && $0 < $1 }, "looks come one after the other")
        self.axis = axis
        self.search = search
        self.budget = budget
        self.confidence = confidence
        self.seed = seed
    }

    private static func check(
        _ levels: [Double], _ axis: SweepAxis
    ) throws(SweepPlanError) {
        guard !levels.isEmpty else { throw .noLevels(axis) }
        var previous: Double?
        for level in levels {
            try check(level, axis)
            if levels.count(where: { $0 == level }) > 1 { throw .repeated(axis, level) }
            if let previous, level < previous { throw .outOfOrder(axis, level, after: previous) }
            previous = level
        }
    }

    private static func check(_ level: Double, _ axis: SweepAxis) throws(SweepPlanError) {
        guard level > 0, level.isFinite else { throw .notPositive(axis, level) }
        if axis == .concurrency, level != level.rounded() { throw .notWhole(level) }
    }

    private static func check(
        _ bounds: SweepBounds, _ axis: SweepAxis
    ) throws(SweepPlanError) {
        try check(bounds.start, axis)
        try check(bounds.limit, axis)
        guard bounds.start <= bounds.limit else {
            throw .boundsReversed(axis, start: bounds.start, limit: bounds.limit)
        }
        guard bounds.resolution > 0, bounds.resolution <= 1 else {
            throw .resolution(bounds.resolution)
        }
    }

    /// The confidence that each level is judged at.
    ///
    /// Levels named beforehand and tested from low to high need no correction: a level counts only
    /// when all below it are met, so a wrong answer needs an error at the first level that does not
    /// hold, and there is only one such level (fixed-sequence testing). A search looks again at each
    /// halving, so its error probability is divided among doubling and halvings. A level that may
    /// be looked at several times divides its own among the looks (Bonferroni).
    ///
    /// - SeeAlso: Maurer, Hothorn and Lehmacher, "Multiple comparisons in drug clinical trials and
    ///   preclinical assays: a-priori ordered hypotheses" (1995).
    package var levelConfidence: Double {
        let rivals =
            switch search {
            case .levels: budget.looksMax
            case .find(let bounds): budget.looksMax * (bounds.halvingsMax + 1)
            }
        return rivals == 1 ? confidence : 1 - (1 - confidence) / Double(rivals)
    }

    /// The load of a level.
    ///
    /// - Parameters:
    ///   - level: The level.
    ///   - number: Its place among the levels run so far; each has a schedule of its own.
    ///   - answer: How long an answer took at the level before, in the median; `nil` at the first.
    /// - Returns: The plan of the load. A closed loop begins its sessions spread over the time of an
    ///   answer: sessions that began together would march in step, and requests that share all their
    ///   steps tell no more than one. It starts as many requests more as it takes to reach the level
    ///   and to leave it, which count for nothing.
    package func load(at level: Double, number: Int, answer: Duration? = nil) -> LoadPlan {
        let shape: LoadShape
        var extra = 0
        switch axis {
        case .concurrency:
            let ramp = level > 1 ? (answer ?? .zero) / .seconds(1) : 0
            shape = .closed(sessions: .ramp(to: level, overSeconds: min(ramp, Self.rampMax)))
            extra = (ramp > 0 ? 3 : 2) * Int(level)
        case .rate:
            shape = .open(rate: LoadCurve(constant: level), arrivals: arrivals)
            extra = Int((level * (budget.warmup / .seconds(1))).rounded(.up))
        }
        var plan = LoadPlan(shape: shape, seed: seed &+ UInt64(number) &* 0x9E37_79B9)
        plan.history = history
        plan.warmup = budget.warmup
        plan.duration = budget.duration
        plan.requestsMax = budget.requests.map { $0 + extra }
        if axis == .rate { plan.inFlightMax = Self.inFlightMax(rate: level) }
        return plan
    }

    /// The longest time over which sessions begin, in seconds.
    private static let rampMax = 30.0

    /// So many requests in flight show that a server does not keep up: ten seconds' worth and a
    /// hundred more.
    private static func inFlightMax(rate: Double) -> Int {
        100 + Int(min(rate * 10, 1e6).rounded(.up))
    }
}
