/// The decision about one objective "at least `share` of the requests are good", taken while probes
/// come in.
///
/// It may be asked after every probe, and stopped at any: its error probabilities hold for all of
/// them together.
///
/// - *met* when the always-valid lower bound reaches the share: prior
///   ``BetaMixture/accepting(share:)``, error probability alpha = 1 - `confidence`. An endpoint
///   whose rate is at or below the share is ever called met with probability alpha at most.
/// - *violated* when the always-valid upper bound falls below the share: prior
///   ``BetaMixture/refusing(share:)``, error probability alpha / `hardObjectives`, so that a gate
///   with that many objectives, each of which can refuse by itself, wrongly refuses with
///   probability alpha at most. Accepting needs every objective and so needs no such division.
///
/// Dividing alpha is all that an objective can do that knows nothing of the others. A gate that
/// sees all of them asks ``JointRefusal``, which is never later, and hands its decision to
/// ``refuse()``: whatever the test decides by itself, the joint rule has decided at the same probe
/// at the latest.
///
/// A sequence of intervals that all hold the truth may be intersected, so the bounds only ever
/// tighten and the first decision stands. Later probes are still counted; should they come to
/// contradict the decision, the rate has changed, and ``isContradicted`` says so.
///
/// The guarantee is for probes that are good independently of each other with one rate. It needs no
/// fixed number of them.
package struct ShareTest: Sendable, Hashable {
    /// The share of good requests that the objective asks for.
    package let share: Double
    /// The confidence level of each bound, before the refusing one is divided among the hard
    /// objectives.
    package let confidence: Double
    /// How many objectives share the error probability of refusing.
    package let hardObjectives: Int

    /// The probes recorded.
    package private(set) var trials = 0
    /// The good ones among them.
    package private(set) var successes = 0
    /// The decision; once taken it stands.
    package private(set) var judgement = Judgement.undecided
    /// The number of probes after which the decision fell.
    package private(set) var decidedAfter: Int?
    /// Whether the probes after the decision, taken together with those before, exclude it: the
    /// pass rate changed.
    package private(set) var isContradicted = false

    private let acceptingPrior: BetaMixture
    private let refusingPrior: BetaMixture
    private var lower = 0.0
    private var upper = 1.0

    /// Makes the test before its first probe.
    ///
    /// - Parameters:
    ///   - share: The share of good requests to be shown, in 0...1. A share of 1 is never met and
    ///     violated by the first bad probe; a share of 0 is met by any probe.
    ///   - confidence: The confidence level, between 0 and 1.
    ///   - hardObjectives: How many objectives may refuse the endpoint, 1 or more; 1 for an
    ///     objective that only warns.
    package init(share: Double, confidence: Double = 0.95, hardObjectives: Int = 1) {
        precondition(share >= 0 && share <= 1, "a share lies in 0...1")
        precondition(confidence > 0 && confidence < 1, "a confidence level lies between 0 and 1")
        precondition(hardObjectives >= 1, "there is at least the objective itself")
        self.share = share
        self.confidence = confidence
        self.hardObjectives = hardObjectives
        acceptingPrior = .accepting(share: share)
        refusingPrior = .refusing(share: share)
    }

    /// The error probability of calling a rate at or below the share met, over all probes together.
    package var acceptingAlpha: Double { 1 - confidence }

    /// The error probability of calling a rate at or above the share violated, over all probes
    /// together.
    package var refusingAlpha: Double { (1 - confidence) / Double(hardObjectives) }

    /// Records one probe and decides anew if nothing is decided.
    ///
    /// - Parameter good: Whether the request succeeded within its limit; failed and timed-out
    ///   requests are not good.
    package mutating func record(_ good: Bool) {
        trials += 1
        if good { successes += 1 }
        tighten()
        let accepts = accepts(successes: successes, trials: trials)
        let refuses = refuses(successes: successes, trials: trials)
        switch judgement {
        case .undecided:
            if accepts { decide(.met) } else if refuses { decide(.violated) }
        case .met: if refuses { isContradicted = true }
        case .violated: if accepts { isContradicted = true }
        }
    }

    /// ln of the capital won by wagering that the rate is below the share.
    ///
    /// It starts at 0. If the rate is at or above the share, the capital never exceeds a
    /// nonnegative martingale, so it ever reaches 1 / alpha with probability alpha at most.
    /// `.infinity` where the probes are impossible under every such rate.
    package var refusingLogCapital: Double {
        refusingLogCapital(successes: successes, trials: trials)
    }

    /// ln of what these counts win against the share, whatever was recorded.
    ///
    /// The wager is against every rate p in share...1, and its capital is the least that
    /// ``BetaMixture/logCapital(against:successes:trials:)`` has against any of them: against the
    /// one under which the counts are likeliest, k / n or the share if that is larger. So it is
    /// below the martingale of the true rate, if that is one of them, without knowing which.
    ///
    /// - Parameters:
    ///   - successes: The good probes, in 0...trials.
    ///   - trials: All probes.
    /// - Returns: The natural logarithm; 0 before the first probe, below 0 while the probes speak
    ///   for the share.
    package func refusingLogCapital(successes: Int, trials: Int) -> Double {
        precondition(
            successes >= 0 && successes <= trials, "the successes are among the trials")
        guard trials > 0 else { return 0 }
        return refusingPrior.logCapital(
            against: max(share, Double(successes) / Double(trials)), successes: successes,
            trials: trials)
    }

    /// Takes the decision *violated* on evidence that includes other objectives.
    ///
    /// A decision already taken stands; where that is *met*, ``isContradicted`` becomes true. The
    /// upper bound becomes that of the objective by itself, at the full error probability: below
    /// the share, since ``JointRefusal`` calls an objective violated only when its own capital has
    /// reached 1 / alpha. A share of 0 cannot be violated and is left alone.
    package mutating func refuse() {
        switch judgement {
        case .undecided:
            guard share > 0 else { return }
            upper = max(
                lower,
                refusingPrior.upperBound(
                    successes: successes, trials: trials, alpha: acceptingAlpha, atMost: upper))
            decide(.violated)
        case .met: isContradicted = true
        case .violated: break
        }
    }

    /// The share of good requests: k / n between the running always-valid bounds.
    ///
    /// Judged against `.atLeast(share)` it agrees with ``judgement``.
    package var estimate: Estimate {
        Estimate(
            point: trials == 0 ? .nan : Double(successes) / Double(trials),
            lower: lower, upper: upper, count: trials, confidence: confidence,
            provenance: .client, method: .betaMixture)
    }

    /// How many good probes in a row from here on would meet the objective.
    ///
    /// - Returns: 0 when it is met, `nil` when it is violated or cannot be met by any number.
    package var furtherCleanProbes: Int? {
        switch judgement {
        case .met: return 0
        case .violated: return nil
        case .undecided:
            guard share < 1 else { return nil }
            return Search.smallest(from: 1, upTo: 1_000_000_000_000_000) { further in
                accepts(successes: successes + further, trials: trials + further)
            }
        }
    }

    /// How many good probes in a row meet the objective when none was recorded before; `nil` if no
    /// number does.
    package var cleanProbesNeeded: Int? {
        ShareTest(share: share, confidence: confidence, hardObjectives: hardObjectives)
            .furtherCleanProbes
    }

    /// What these counts would decide by themselves, whatever was recorded.
    ///
    /// - Parameters:
    ///   - successes: The good probes, in 0...trials.
    ///   - trials: All probes.
    /// - Returns: The first decision of a run is the first of these that is not undecided.
    package func judged(successes: Int, trials: Int) -> Judgement {
        precondition(
            successes >= 0 && successes <= trials, "the successes are among the trials")
        if accepts(successes: successes, trials: trials) { return .met }
        return refuses(successes: successes, trials: trials) ? .violated : .undecided
    }

    /// Whether the counts alone exclude every rate below the share.
    private func accepts(successes: Int, trials: Int) -> Bool {
        if share == 0 { return trials > 0 }
        guard Double(successes) > share * Double(trials) else { return false }
        return acceptingPrior.logCapital(against: share, successes: successes, trials: trials)
            >= -Elementary.naturalLog(acceptingAlpha)
    }

    /// Whether the counts alone exclude the share and every rate above it.
    private func refuses(successes: Int, trials: Int) -> Bool {
        guard Double(successes) < share * Double(trials) else { return false }
        return refusingPrior.logCapital(against: share, successes: successes, trials: trials)
            >= -Elementary.naturalLog(refusingAlpha)
    }

    /// Intersects the running interval with the one of the present counts.
    ///
    /// An interval that would become empty shows a changed rate, not a tighter one: the bounds then
    /// stay as they are.
    private mutating func tighten() {
        let raised = acceptingPrior.lowerBound(
            successes: successes, trials: trials, alpha: acceptingAlpha, atLeast: lower)
        let lowered = refusingPrior.upperBound(
            successes: successes, trials: trials, alpha: refusingAlpha, atMost: upper)
        guard raised <= lowered else {
            isContradicted = true
            return
        }
        lower = raised
        upper = lowered
    }

    /// Takes the decision and lets the bounds agree with it to the last digit.
    private mutating func decide(_ decision: Judgement) {
        judgement = decision
        decidedAfter = trials
        if decision == .met {
            lower = max(lower, share)
        } else {
            upper = min(upper, share.nextDown)
            lower = min(lower, upper)
        }
    }
}
