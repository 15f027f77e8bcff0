package import Estimates

/// The capacity check: whether the slot limit fits the memory behind it.
///
/// With N the tokens of the KV cache, L the longest request, t the tokens of a mean one and S the
/// slots, all of one engine: the memory holds C = N / L requests even if all have full length, and
/// N / t of the usual ones.
///
///     S < min(C, demand)   throttled: requests wait although there is memory for them
///     S > N / t            preemption risk: the usual load may not fit
///     otherwise            fits
///
/// The rule is asymmetric because its two errors are: a cap below what always fits can only cost,
/// while slots above the worst case are the reason to batch at all.
package struct AdmissionRule: Sendable, Hashable {
    /// S, open above where only a lower bound is known; nil when unknown.
    package var slots: Estimate?
    /// N, in tokens.
    package var kvCacheTokens: Estimate?
    /// L, in tokens.
    package var contextTokens: Estimate?
    /// C as the engine states it; computed from N and L when nil.
    package var fullLengthRequests: Estimate?
    /// t, in tokens.
    package var tokensPerRequest: Estimate?
    /// The most requests at once that one engine is expected to serve; unbounded when nil.
    package var demand: Double?

    /// Makes a check.
    package init(
        slots: Estimate? = nil, kvCacheTokens: Estimate? = nil, contextTokens: Estimate? = nil,
        fullLengthRequests: Estimate? = nil, tokensPerRequest: Estimate? = nil,
        demand: Double? = nil
    ) {
        self.slots = slots
        self.kvCacheTokens = kvCacheTokens
        self.contextTokens = contextTokens
        self.fullLengthRequests = fullLengthRequests
        self.tokensPerRequest = tokensPerRequest
        self.demand = demand
    }

    /// What the check finds.
    package enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// Requests wait although there is memory for them.
        case throttled
        /// The usual load may not fit into the memory, and running requests would be preempted.
        case preemptionRisk = "preemption_risk"
        /// The slots fit the memory.
        case fits
        /// A number is missing, or the interval of one holds both answers.
        case unknown
    }

    /// C: requests of full length that the memory holds.
    package var worstCase: Estimate? {
        if let fullLengthRequests { return fullLengthRequests }
        guard let kvCacheTokens, let contextTokens else { return nil }
        return Self.quotient(kvCacheTokens, contextTokens)
    }

    /// N / t: usual requests that the memory holds.
    package var usualCase: Estimate? {
        guard let tokensPerRequest else { return nil }
        if let kvCacheTokens { return Self.quotient(kvCacheTokens, tokensPerRequest) }
        guard let fullLengthRequests, let contextTokens else { return nil }
        return Self.quotient(fullLengthRequests.times(contextTokens), tokensPerRequest)
    }

    /// What the numbers say.
    package var outcome: Outcome {
        guard let slots, let worstCase else { return .unknown }
        let needed = worstCase.capped(at: demand ?? .infinity)
        // S < needed: the most slots there can be are fewer than the least that is needed.
        if slots.upper < needed.lower { return .throttled }
        let used = slots.capped(at: demand ?? .infinity)
        if let usualCase, used.lower > usualCase.upper { return .preemptionRisk }
        return slots.lower >= needed.upper ? .fits : .unknown
    }

    private static func quotient(_ left: Estimate, _ right: Estimate) -> Estimate? {
        guard right.point > 0, left.point.isFinite, right.point.isFinite else { return nil }
        return Estimate(
            point: left.point / right.point,
            lower: max(0, left.lower) / max(right.upper, right.point),
            upper: right.lower > 0 ? left.upper / right.lower : .infinity,
            count: max(right.count, left.count), confidence: min(left.confidence, right.confidence),
            provenance: right.method == .exact ? left.provenance : right.provenance,
            method: right.method == .exact ? left.method : right.method)
    }
}

extension Estimate {
    /// The lesser of the value and a number that is certain.
    fileprivate func capped(at most: Double) -> Estimate {
        var capped = self
        capped.point = min(point, most)
        capped.lower = min(lower, most)
        capped.upper = min(upper, most)
        return capped
    }

    /// The product with another value of the same sign, as of a certain one.
    fileprivate func times(_ other: Estimate) -> Estimate {
        var product = self
        product.point *= other.point
        product.lower *= other.lower
        product.upper *= other.upper
        return product
    }
}

extension Estimate {
    /// A limit as an estimate: certain where a source states it, open above where it is only a
    /// lower bound.
    package init(_ reading: LimitReading) {
        let provenance: Provenance =
            switch reading.origin {
            case .inferred: .sampledGauge
            case .log: .serverLog
            case .label, .metric, .http, .derived, .profile, .manifest, .dashboard: .declared
            }
        self.init(
            point: reading.value, lower: reading.value,
            upper: reading.isLeast ? .infinity : reading.value, count: 1, confidence: 1,
            provenance: provenance, method: reading.origin == .inferred ? .observed : .exact)
    }
}
