/// What one engine step costs, in seconds.
///
/// With D decoding requests, C tokens of context read by them, Q prompt tokens, K drafting passes and V drafted tokens in the
/// step:
///
///     decode only:   s = a  +          b * D + c * C + g * K + v * V
///     with prefill:  s = p0 + p1 * Q + b * D + c * C + g * K + v * V
///     s *= exp(N(-cv^2 / 2, cv));  with probability h:  s += Exp(tau)
///
/// The form is shared with BLIS (`inference-sim/inference-sim:docs/guide/latency-models.md`), Vidur and LLMServingSim.
package struct StepCosts: Equatable, Sendable {
    /// `a`: reading the weights and launching a decode step.
    package var decodeBaseSeconds: Double
    /// `b`: one more sequence in the step.
    package var perSequenceSeconds: Double
    /// `c`: reading the cache of one token of context.
    package var perContextTokenSeconds: Double
    /// `p0`: launching a step with prefill in it; replaces `a`.
    package var prefillBaseSeconds: Double
    /// `p1`: computing one prompt token.
    package var perPrefillTokenSeconds: Double
    /// `g`: one pass of the drafting model over the whole batch, for one token of every draft.
    package var draftPassSeconds = 0.0
    /// `v`: one drafted token of one request, drafted and checked.
    package var perDraftTokenSeconds = 0.0
    /// `cv_d`: relative spread of decode steps.
    package var decodeVariation: Double
    /// `cv_p`: relative spread of steps with prefill.
    package var prefillVariation: Double
    /// `h`: probability that a step is held up.
    package var hiccupProbability: Double
    /// `tau`: mean length of such a delay.
    package var hiccupMeanSeconds: Double
    /// `api`: work of the API server before the engine sees a request; part of TTFT and E2E, not of queue time.
    package var apiSeconds: Double
    /// The same per prompt token: tokenizing, logging.
    package var apiPerTokenSeconds = 0.0

    /// Describes the costs of a step; all times in seconds.
    ///
    /// - Parameters:
    ///   - decodeBaseSeconds: `a`.
    ///   - perSequenceSeconds: `b`.
    ///   - perContextTokenSeconds: `c`.
    ///   - prefillBaseSeconds: `p0`.
    ///   - perPrefillTokenSeconds: `p1`.
    ///   - decodeVariation: `cv_d`.
    ///   - prefillVariation: `cv_p`.
    ///   - hiccupProbability: `h`.
    ///   - hiccupMeanSeconds: `tau`.
    ///   - apiSeconds: `api`.
    package init(
        decodeBaseSeconds: Double,
        perSequenceSeconds: Double,
        perContextTokenSeconds: Double = 0,
        prefillBaseSeconds: Double,
        perPrefillTokenSeconds: Double,
        decodeVariation: Double = 0,
        prefillVariation: Double = 0,
        hiccupProbability: Double = 0,
        hiccupMeanSeconds: Double = 0,
        apiSeconds: Double = 0
    ) {
        self.decodeBaseSeconds = decodeBaseSeconds
        self.perSequenceSeconds = perSequenceSeconds
        self.perContextTokenSeconds = perContextTokenSeconds
        self.prefillBaseSeconds = prefillBaseSeconds
        self.perPrefillTokenSeconds = perPrefillTokenSeconds
        self.decodeVariation = decodeVariation
        self.prefillVariation = prefillVariation
        self.hiccupProbability = hiccupProbability
        self.hiccupMeanSeconds = hiccupMeanSeconds
        self.apiSeconds = apiSeconds
    }

    /// The same costs with every step slower or faster, for thermal throttling or other hardware.
    ///
    /// - Parameter factor: Multiplies every step cost; the API server's work stays.
    /// - Returns: The scaled costs.
    package func scaled(by factor: Double) -> StepCosts {
        var costs = self
        costs.decodeBaseSeconds *= factor
        costs.perSequenceSeconds *= factor
        costs.perContextTokenSeconds *= factor
        costs.prefillBaseSeconds *= factor
        costs.perPrefillTokenSeconds *= factor
        costs.draftPassSeconds *= factor
        costs.perDraftTokenSeconds *= factor
        costs.hiccupMeanSeconds *= factor
        return costs
    }

    /// Expected length of a step, without noise and hiccups.
    ///
    /// - Parameters:
    ///   - decoding: D, requests that decode.
    ///   - context: C, tokens of context they read.
    ///   - prefill: Q, prompt tokens computed.
    /// - Returns: Seconds.
    package func expectedSeconds(decoding: Int, context: Int, prefill: Int) -> Double {
        expectedSeconds(StepWork(decoding: decoding, context: context, prefill: prefill))
    }

    /// Expected length of a step, without noise and hiccups.
    ///
    /// - Parameter work: What the step computes.
    /// - Returns: Seconds.
    package func expectedSeconds(_ work: StepWork) -> Double {
        let shared =
            perSequenceSeconds * Double(work.decoding)
            + perContextTokenSeconds * Double(work.context)
        let plain =
            work.prefill == 0
            ? decodeBaseSeconds + shared
            : prefillBaseSeconds + perPrefillTokenSeconds * Double(work.prefill) + shared
        guard work.drafted > 0 else { return plain }
        return plain + draftPassSeconds * Double(work.draftPasses)
            + perDraftTokenSeconds * Double(work.drafted)
    }

    func drawnSeconds(_ work: StepWork, random: inout RandomSource) -> Double {
        var seconds = expectedSeconds(work)
        seconds *= random.noise(variation: work.prefill == 0 ? decodeVariation : prefillVariation)
        if hiccupProbability > 0, random.unit() < hiccupProbability {
            seconds += random.exponential(mean: hiccupMeanSeconds)
        }
        return seconds
    }
}
