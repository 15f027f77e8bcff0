import Estimates
import Testing

@Suite struct JointRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var title: String
        /// Capitals in units of 1 / alpha, what a lone objective needs.
        var capitals: [Double]
        var refusesAny: Bool
        var violated: [Bool]
        var testDescription: String { title }
    }

    static let cases = [
        Case(title: "no objective", capitals: [], refusesAny: false, violated: []),
        Case(title: "one, short", capitals: [0.999], refusesAny: false, violated: [false]),
        Case(title: "one, enough", capitals: [1.001], refusesAny: true, violated: [true]),
        Case(
            title: "alike", capitals: [1.001, 1.001, 1.001], refusesAny: true,
            violated: [true, true, true]),
        Case(
            title: "one alone needs what Bonferroni asks", capitals: [2.999, 0, 0],
            refusesAny: false, violated: [false, false, false]),
        Case(
            title: "and gets no more to carry", capitals: [3.001, 0, 0], refusesAny: true,
            violated: [true, false, false]),
        Case(
            title: "two who are guilty together and neither by itself",
            capitals: [1.501, 1.501, 0], refusesAny: true, violated: [false, false, false]),
        Case(
            title: "two who cover the third's shortfall each", capitals: [2.001, 0, 2.001],
            refusesAny: true, violated: [true, false, true]),
        Case(
            title: "the stronger of two", capitals: [2.2, 1.1, 0], refusesAny: true,
            violated: [true, false, false]),
        Case(
            title: "a second that is nearly there lightens the burden", capitals: [1.6, 0.8, 0.61],
            refusesAny: true, violated: [true, false, false]),
        Case(
            title: "one impossible under its objective", capitals: [0.5, .infinity, 0.5],
            refusesAny: true, violated: [false, true, false]),
        Case(
            title: "nothing won at all", capitals: [0, 0], refusesAny: false,
            violated: [false, false]),
    ]

    @Test(arguments: cases, [0.05, 0.01, 0.3])
    func `capitals are judged together`(_ row: Case, alpha: Double) {
        let result = JointRefusal(alpha: alpha).judge(
            logCapitals: row.capitals.map { LibraryMath.log($0 / alpha) })
        #expect(result.refusesAny == row.refusesAny)
        #expect(result.violated == row.violated)
    }

    @Test func `a lone capital is judged to its last bit`() {
        for alpha in [0.05, 0.01, 0.2] {
            let rule = JointRefusal(alpha: alpha)
            let needed = -LibraryMath.log(alpha)
            #expect(rule.judge(logCapitals: [needed]).violated == [true])
            #expect(rule.judge(logCapitals: [needed.nextDown]).violated == [false])
        }
    }

    @Test func `capitals beyond every range are judged`() {
        let rule = JointRefusal(alpha: 0.05)
        let won = rule.judge(logCapitals: [1e6, -1e6, -.infinity])
        #expect(won.refusesAny && won.violated == [true, false, false])
        let lost = rule.judge(logCapitals: [-1e6, -1e300, -.infinity])
        #expect(!lost.refusesAny && lost.violated == [false, false, false])
        let impossible = rule.judge(logCapitals: [.infinity, .infinity])
        #expect(impossible.refusesAny && impossible.violated == [true, true])
    }

    /// ln of the mean of capitals given by their logarithms.
    static func logMean(_ logCapitals: [Double]) -> Double {
        let largest = logCapitals.max() ?? -.infinity
        let sum = logCapitals.reduce(0) { $0 + LibraryMath.exp($1 - largest) }
        return largest + LibraryMath.log(sum / Double(logCapitals.count))
    }

    /// Capitals around what is needed, where sets disagree.
    static func capitals(_ count: Int, alpha: Double, _ random: inout SplitMix64) -> [Double] {
        let spread = [0.5, 2, 6][Int.random(in: 0..<3, using: &random)]
        let center = [-1.0, 0, 0.7][Int.random(in: 0..<3, using: &random)]
        return (0..<count).map { _ in
            center - LibraryMath.log(alpha) + (random.nextUniform() - 0.5) * spread
        }
    }

    @Test func `an objective is violated when every set that contains it is`() {
        var random = SplitMix64(seed: 1_976)
        var named = 0
        var unnamed = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...6, using: &random)
            let alpha = 0.01 + random.nextUniform() * 0.2
            let capitals = Self.capitals(count, alpha: alpha, &random)
            let result = JointRefusal(alpha: alpha).judge(logCapitals: capitals)
            var violated = Array(repeating: true, count: count)
            var refusesAny = false
            var isClose = false
            for set in 1..<(1 << count) {
                let members = (0..<count).filter { set & (1 << $0) != 0 }
                let surplus =
                    Self.logMean(members.map { capitals[$0] }) + LibraryMath.log(alpha)
                if abs(surplus) < 1e-12 { isClose = true }
                if surplus < 0 { for member in members { violated[member] = false } }
                if members.count == count { refusesAny = surplus >= 0 }
            }
            // Where a set is on the line to twelve digits, rounding may decide either way.
            if isClose { continue }
            #expect(result.violated == violated)
            #expect(result.refusesAny == refusesAny)
            if violated.contains(true) { named += 1 } else if refusesAny { unnamed += 1 }
        }
        #expect(named > 2_000 && unnamed > 500)
    }

    @Test func `what is named is refused, has won enough, and Bonferroni names no other`() {
        var random = SplitMix64(seed: 2_021)
        var bonferroni = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...8, using: &random)
            let alpha = 0.01 + random.nextUniform() * 0.2
            let capitals = Self.capitals(count, alpha: alpha, &random)
            let result = JointRefusal(alpha: alpha).judge(logCapitals: capitals)
            for (capital, isViolated) in zip(capitals, result.violated) {
                if isViolated {
                    #expect(result.refusesAny)
                    #expect(capital >= -LibraryMath.log(alpha))
                }
                if capital >= LibraryMath.log(Double(count) / alpha) {
                    #expect(isViolated)
                    bonferroni += 1
                }
            }
        }
        #expect(bonferroni > 2_000)
    }

    @Test func `winning more never helps an endpoint, and the order does not matter`() {
        var random = SplitMix64(seed: 49)
        for _ in 0..<5_000 {
            let count = Int.random(in: 2...6, using: &random)
            let rule = JointRefusal(alpha: 0.05)
            let capitals = Self.capitals(count, alpha: 0.05, &random)
            let before = rule.judge(logCapitals: capitals)
            let raised = Int.random(in: 0..<count, using: &random)
            var more = capitals
            more[raised] += random.nextUniform()
            let after = rule.judge(logCapitals: more)
            #expect(after.refusesAny || !before.refusesAny)
            for (was, now) in zip(before.violated, after.violated) { #expect(now || !was) }

            let order = (0..<count).shuffled(using: &random)
            let turned = rule.judge(logCapitals: order.map { capitals[$0] })
            #expect(turned.refusesAny == before.refusesAny)
            #expect(turned.violated == order.map { before.violated[$0] })
        }
    }
}
