/// The decision about "at least `share` of all gaps are within a limit" where gaps come in
/// requests, taken while requests come in.
///
/// The gaps of one request resemble each other, so counting each as an independent probe would
/// promise far too much. Here a request is the unit: request i brings n gaps of which k are within
/// the limit, and nothing is assumed about how these hang together. With a cap N on the gaps of a
/// request, fixed before the run (the token limit serves), the excess Y = (k - share n) / N lies in
/// -share...1 - share, and its mean is at or below zero exactly when the share of gaps within the
/// limit, pooled over all requests, is at or below `share`.
///
/// - *met*: a ``Wager`` on Y > 0, whose gain for a full bet is Y / share, reaches 1 / alpha.
/// - *violated*: a wager on Y < 0, whose gain for a full bet is -Y / (1 - share), reaches
///   `hardObjectives` / alpha; or ``JointRefusal``, which knows the other objectives too and is
///   never later, says so through ``refuse()``.
///
/// Both hold at all numbers of requests at once, for every kind of dependence within a request, and
/// even when requests differ in kind or drift, as long as each one's expected excess, given those
/// before it, stays on the same side of zero.
///
/// A request with more than N gaps counts as one of N gaps with the same share within the limit, so
/// a cap set too low changes the weights of long requests and never the guarantee. A failed request
/// counts as N late gaps.
///
/// The price of assuming nothing: in the worst case, all gaps of a request being alike, a request
/// is worth one probe. With requests of N gaps each a p95 takes 75 clean requests and a p99 383;
/// requests of half as many gaps take twice as many.
///
/// - SeeAlso: Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting",
///   J. R. Stat. Soc. B 86 (2024), theorem 3 and section 4; Shafer, "Testing by betting", J. R.
///   Stat. Soc. A 184 (2021).
package struct GapShareTest: Sendable, Hashable {
    /// The share of gaps within the limit that the objective asks for.
    package let share: Double
    /// The confidence level of each bound, before the refusing one is divided among the hard
    /// objectives.
    package let confidence: Double
    /// How many objectives share the error probability of refusing.
    package let hardObjectives: Int
    /// N, the most gaps of a request that count.
    package let gapCap: Int

    /// The requests recorded, those without a gap and failed ones included.
    package private(set) var requests = 0
    /// The gaps seen in them.
    package private(set) var gaps = 0
    /// Those among the gaps that were within the limit.
    package private(set) var gapsWithin = 0
    /// The decision; once taken it stands.
    package private(set) var judgement = Judgement.undecided
    /// The number of requests after which the decision fell.
    package private(set) var decidedAfter: Int?
    /// Whether the requests after the decision, taken together with those before, exclude it.
    package private(set) var isContradicted = false

    private var accepting = Wager.accepting
    private var refusing: Wager
    private var tallies: [Tally: Int] = [:]
    private var isRefusedJointly = false

    /// The gaps of one request, in gap units: after the cap.
    private struct Tally: Hashable {
        var within: Double
        var total: Double
    }

    /// Makes the test before its first request.
    ///
    /// - Parameters:
    ///   - share: The share of gaps within the limit to be shown, in 0...1; 0.99 for p99. A share
    ///     of 1 is never met and violated by the first late gap; a share of 0 is met by any gap.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - hardObjectives: How many objectives may refuse the endpoint, 1 or more; 1 for an
    ///     objective that only warns.
    ///   - gapCap: The most gaps of a request that count, 1 or more; fixed before the first
    ///     request.
    package init(share: Double, confidence: Double = 0.95, hardObjectives: Int = 1, gapCap: Int) {
        precondition(share >= 0 && share <= 1, "a share lies in 0...1")
        precondition(confidence > 0 && confidence < 1, "a confidence level lies between 0 and 1")
        precondition(hardObjectives >= 1, "there is at least the objective itself")
        precondition(gapCap >= 1, "a request that counts has at least one gap")
        self.share = share
        self.confidence = confidence
        self.hardObjectives = hardObjectives
        self.gapCap = gapCap
        refusing = .refusing(share: share)
    }

    /// Records one request and decides anew if nothing is decided.
    ///
    /// - Parameters:
    ///   - within: How many of its gaps were within the limit, in 0...total.
    ///   - total: How many gaps it had; one without a gap is counted and says nothing.
    package mutating func record(within: Int, of total: Int) {
        precondition(within >= 0 && within <= total, "the gaps within the limit are among all")
        requests += 1
        gaps += total
        gapsWithin += within
        guard total > 0 else { return }
        let counted = Double(min(total, gapCap))
        play(Tally(within: counted * Double(within) / Double(total), total: counted))
    }

    /// Records a failed or timed-out request: as many late gaps as a request may have.
    package mutating func recordFailure() {
        requests += 1
        play(Tally(within: 0, total: Double(gapCap)))
    }

    private mutating func play(_ tally: Tally) {
        tallies[tally, default: 0] += 1
        accepting.play(gain: acceptingGain(of: tally, at: share))
        refusing.play(gain: refusingGain(of: tally, at: share))
        let accepts = share == 0 || accepting.logCapital >= -Elementary.naturalLog(1 - confidence)
        let refuses = share > 0 && refusing.logCapital >= -Elementary.naturalLog(refusingAlpha)
        switch judgement {
        case .undecided:
            guard accepts || refuses else { return }
            judgement = accepts ? .met : .violated
            decidedAfter = requests
        case .met: if refuses { isContradicted = true }
        case .violated: if accepts { isContradicted = true }
        }
    }

    /// ln of the capital won by wagering that fewer gaps than the share are within the limit.
    ///
    /// It starts at 0. If the expected excess of each request is zero or more, given those before
    /// it, the capital is a nonnegative supermartingale, so it ever reaches 1 / alpha with
    /// probability alpha at most. `.infinity` where the requests are impossible then.
    package var refusingLogCapital: Double { refusing.logCapital }

    /// Takes the decision *violated* on evidence that includes other objectives.
    ///
    /// A decision already taken stands; where that is *met*, ``isContradicted`` becomes true. The
    /// upper bound becomes that of the objective by itself, at the full error probability. A share
    /// of 0 cannot be violated and is left alone.
    package mutating func refuse() {
        switch judgement {
        case .undecided:
            guard share > 0 else { return }
            judgement = .violated
            decidedAfter = requests
            isRefusedJointly = true
        case .met: isContradicted = true
        case .violated: break
        }
    }

    private var refusingAlpha: Double { (1 - confidence) / Double(hardObjectives) }

    /// Y / share: what a full bet on more gaps within the limit than `candidate` gains.
    private func acceptingGain(of tally: Tally, at candidate: Double) -> Double {
        if candidate == 0 { return tally.within > 0 ? .infinity : 0 }
        return max((tally.within / candidate - tally.total) / Double(gapCap), -1)
    }

    /// -Y / (1 - share): what a full bet on fewer gaps within the limit than `candidate` gains.
    private func refusingGain(of tally: Tally, at candidate: Double) -> Double {
        if candidate == 1 { return tally.within < tally.total ? .infinity : 0 }
        return max(
            (candidate * tally.total - tally.within) / ((1 - candidate) * Double(gapCap)), -1)
    }
}

// MARK: - What the evidence says

extension GapShareTest {
    /// The share of gaps within the limit, between always-valid bounds; `count` is the number of
    /// requests with gaps.
    ///
    /// The bounds invert the two wagers: the capital against a share falls as that share rises, and
    /// the other way round for the refusing one, so each excludes one side. Judged against
    /// `.atLeast(share)` it agrees with ``judgement``. Complexity: proportional to the number of
    /// different requests; a few milliseconds for 300.
    package var estimate: Estimate {
        let counted = tallies.reduce(into: (within: 0.0, total: 0.0, requests: 0)) { sums, entry in
            sums.within += entry.key.within * Double(entry.value)
            sums.total += entry.key.total * Double(entry.value)
            sums.requests += entry.value
        }
        guard counted.total > 0 else {
            return Estimate(
                point: .nan, lower: 0, upper: 1, count: 0, confidence: confidence,
                provenance: .client, method: .bettingSupermartingale)
        }
        let point = min(counted.within / counted.total, 1)
        var lower = lowerBound(below: point)
        var upper = upperBound(above: point)
        switch judgement {
        case .met:
            lower = max(lower, share)
            upper = max(upper, lower)
        case .violated:
            upper = min(upper, share.nextDown)
            lower = min(lower, upper)
        case .undecided:
            // The decision looks at the capital itself: a root found to ten digits must not
            // overrule it.
            if lower >= share { lower = share.nextDown }
            if upper < share { upper = share }
        }
        return Estimate(
            point: point, lower: lower, upper: upper, count: counted.requests,
            confidence: confidence, provenance: .client, method: .bettingSupermartingale)
    }

    /// How many requests in a row, each with that many gaps and all of them within the limit, would
    /// meet the objective.
    ///
    /// - Parameter gapsEach: The gaps of each request, 1 or more; counted up to the cap.
    /// - Returns: 0 when it is met, `nil` when it is violated or cannot be met by any number.
    package func furtherCleanRequests(gapsEach: Int) -> Int? {
        precondition(gapsEach >= 1, "a clean request has at least one gap")
        switch judgement {
        case .met: return 0
        case .violated: return nil
        case .undecided:
            if share == 1 { return nil }
            if share == 0 { return 1 }
            let counted = Double(min(gapsEach, gapCap))
            let gain = acceptingGain(of: Tally(within: counted, total: counted), at: share)
            let needed = -Elementary.naturalLog(1 - confidence)
            return Search.smallest(from: 1, upTo: 1_000_000_000_000_000) { further in
                accepting.logCapital(afterFurther: further, gain: gain) >= needed
            }
        }
    }

    /// The largest share that the accepting wager excludes, found from below to ten digits.
    private func lowerBound(below point: Double) -> Double {
        let needed = -Elementary.naturalLog(1 - confidence)
        let stake = Wager.accepting
        return boundary(excluded: 0, held: point) { candidate in
            let gains = tallies.map { (acceptingGain(of: $0.key, at: candidate), $0.value) }
            return stake.logCapital(of: gains) >= needed
        }
    }

    /// The smallest share that the refusing wager excludes, found from above to ten digits.
    private func upperBound(above point: Double) -> Double {
        let needed = -Elementary.naturalLog(isRefusedJointly ? 1 - confidence : refusingAlpha)
        let stake = Wager.refusing(share: share)
        return boundary(excluded: 1, held: point) { candidate in
            let gains = tallies.map { (refusingGain(of: $0.key, at: candidate), $0.value) }
            return stake.logCapital(of: gains) >= needed
        }
    }

    /// Halves the way between an excluded share and a held one; returns the excluded side, which is
    /// the safe one.
    private func boundary(
        excluded: Double, held: Double, isExcluded: (Double) -> Bool
    ) -> Double {
        var excluded = excluded
        var held = held
        while abs(held - excluded) > 1e-11 {
            let middle = excluded + (held - excluded) / 2
            if isExcluded(middle) { excluded = middle } else { held = middle }
        }
        return excluded
    }
}
