import Estimates
import Readiness
import Testing

@Suite struct AdmissionRuleTests {
    /// Numbers of an engine and what the rule says.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var slots: ClosedRange<Double>?
        var tokens: Double? = 71_439
        var length: Double? = 8192
        var usual: ClosedRange<Double>?
        var demand: Double?
        var outcome: AdmissionRule.Outcome
        var testDescription: String { name }
    }

    private static func estimate(_ range: ClosedRange<Double>) -> Estimate {
        Estimate(
            point: range.lowerBound, lower: range.lowerBound, upper: range.upperBound, count: 1,
            confidence: 1, method: .exact)
    }

    @Test(arguments: [
        Case(name: "the incident's cap", slots: 2...2, usual: 800...800, outcome: .throttled),
        Case(name: "the incident's fix", slots: 16...16, usual: 800...800, outcome: .fits),
        Case(name: "the fix without lengths", slots: 16...16, outcome: .fits),
        Case(name: "as many as always fit", slots: 9...9, outcome: .fits),
        Case(name: "one fewer than that", slots: 8...8, outcome: .throttled),
        Case(
            name: "more than usually fit", slots: 90...90, usual: 800...800,
            outcome: .preemptionRisk),
        Case(name: "as many as usually fit", slots: 89...89, usual: 800...800, outcome: .fits),
        Case(name: "lengths that leave it open", slots: 89...89, usual: 700...900, outcome: .fits),
        Case(
            name: "more than fits at any length in the interval", slots: 110...110,
            usual: 700...900, outcome: .preemptionRisk),
        Case(name: "a demand below the cap", slots: 2...2, demand: 2, outcome: .fits),
        Case(name: "a demand above the cap", slots: 2...2, demand: 3, outcome: .throttled),
        Case(
            name: "more slots than fit, but nobody takes them", slots: 256...256,
            usual: 800...800, demand: 50, outcome: .fits),
        Case(name: "unknown slots", slots: nil, outcome: .unknown),
        Case(name: "at least two slots", slots: 2...Double.infinity, outcome: .unknown),
        Case(name: "at least ten slots", slots: 10...Double.infinity, outcome: .fits),
        Case(name: "unknown memory", slots: 2...2, tokens: nil, outcome: .unknown),
        Case(name: "unknown length", slots: 2...2, length: nil, outcome: .unknown),
    ])
    func `a cap below what always fits is refused, slots above it are not`(test: Case) {
        let rule = AdmissionRule(
            slots: test.slots.map(Self.estimate),
            kvCacheTokens: test.tokens.map { .exact($0) },
            contextTokens: test.length.map { .exact($0) },
            tokensPerRequest: test.usual.map(Self.estimate), demand: test.demand)
        #expect(rule.outcome == test.outcome)
    }

    @Test func `the incident's numbers come out`() throws {
        let rule = AdmissionRule(
            kvCacheTokens: .exact(71_439), contextTokens: .exact(8192),
            tokensPerRequest: .exact(800))
        #expect(abs(try #require(rule.worstCase).point - 8.7206) < 1e-4)
        #expect(try #require(rule.usualCase).point.rounded(.down) == 89)
    }

    @Test func `what the engine states stands for the quotient`() throws {
        let rule = AdmissionRule(
            contextTokens: .exact(8192), fullLengthRequests: .exact(8.72),
            tokensPerRequest: .exact(800))
        #expect(rule.worstCase?.point == 8.72)
        #expect(try #require(rule.usualCase).point.rounded(.down) == 89)
    }

    @Test func `an interval of lengths becomes one of requests`() throws {
        let rule = AdmissionRule(
            kvCacheTokens: .exact(80_000), contextTokens: .exact(8000),
            tokensPerRequest: Estimate(
                point: 800, lower: 500, upper: 1000, count: 50, confidence: 0.95,
                provenance: .serverBucket, method: .histogramBucket))
        let usual = try #require(rule.usualCase)
        #expect(usual.lower == 80)
        #expect(usual.point == 100)
        #expect(usual.upper == 160)
        #expect(usual.count == 50)
        #expect(usual.method == .histogramBucket)
        #expect(usual.provenance == .serverBucket)
    }

    @Test func `a cap costs replicas`() throws {
        let waste = try #require(ReplicaWaste(demand: nil, slots: 2, fits: 8.72))
        #expect(waste.demand == 100)
        #expect(!waste.isDemandGiven)
        #expect(waste.needed == 50)
        #expect(waste.enough == 13)
        let given = try #require(ReplicaWaste(demand: 9, slots: 2, fits: 8.72))
        #expect(given.needed == 5)
        #expect(given.enough == 2)
        #expect(ReplicaWaste(demand: nil, slots: 16, fits: 8.72) == nil)
        #expect(ReplicaWaste(demand: 2, slots: 2, fits: 8.72) == nil)
        #expect(ReplicaWaste(demand: 1e300, slots: 2, fits: 8) == nil)
    }
}
