import Estimates

/// A gate over several shares that uses the joint rule as a caller does: probe by probe, telling
/// each objective that is named.
struct JointShareGate {
    private let rule: JointRefusal
    /// The objectives, told of their refusal.
    private(set) var tests: [ShareTest]
    /// The same objectives left to themselves, which divide the error probability.
    private(set) var alone: [ShareTest]
    /// After how many probes the endpoint was refused.
    private(set) var refusedAfter: Int?
    /// After how many probes all objectives were met.
    private(set) var readyAfter: Int?
    /// After how many probes each objective was named.
    private(set) var namedAfter: [Int?]
    private(set) var probes = 0

    init(shares: [Double], confidence: Double = 0.95) {
        rule = JointRefusal(alpha: 1 - confidence)
        tests = shares.map {
            ShareTest(share: $0, confidence: confidence, hardObjectives: shares.count)
        }
        alone = tests
        namedAfter = shares.map { _ in nil }
    }

    mutating func record(_ good: [Bool]) {
        probes += 1
        for index in tests.indices {
            tests[index].record(good[index])
            alone[index].record(good[index])
        }
        let result = rule.judge(logCapitals: tests.map(\.refusingLogCapital))
        if result.refusesAny && refusedAfter == nil { refusedAfter = probes }
        for index in tests.indices where result.violated[index] {
            tests[index].refuse()
            if namedAfter[index] == nil { namedAfter[index] = probes }
        }
        if readyAfter == nil && tests.allSatisfy({ $0.judgement == .met }) { readyAfter = probes }
    }
}
