import Testing

@testable import Estimates

@Suite struct WagerTests {
    @Test(arguments: [Wager.accepting, .refusing(share: 0.95), .refusing(share: 0.99)])
    func `a fair round leaves the expected capital alone`(_ stake: Wager) {
        #expect(stake.logCapital == 0)
        #expect(stake.fractions.allSatisfy { $0 > 0 && $0 < 1 })
        var wager = stake
        for gain in [0.05, -0.4, 0.05, 2.0] {
            // Gains of -1/2 and 3 with odds 6 to 1 are worth nothing together.
            var lost = wager
            lost.play(gain: -0.5)
            var won = wager
            won.play(gain: 3)
            let expected =
                6.0 / 7 * LibraryMath.exp(lost.logCapital)
                + 1.0 / 7 * LibraryMath.exp(won.logCapital)
            #expect(isClose(expected, LibraryMath.exp(wager.logCapital), relative: 1e-12))
            wager.play(gain: gain)
        }
    }

    @Test func `capital may grow beyond every number and vanish without harm`() {
        var rich = Wager.accepting
        for _ in 0..<5_000 { rich.play(gain: 10) }
        #expect(rich.logCapital > 5_000 && rich.logCapital.isFinite)
        rich.play(gain: .infinity)
        #expect(rich.logCapital == .infinity)
        var poor = Wager.accepting
        for _ in 0..<5_000 { poor.play(gain: -1) }
        #expect(poor.logCapital < -50 && poor.logCapital.isFinite)
    }

    @Test func `rounds of equal gain may be played at once`() {
        var one = Wager.refusing(share: 0.95)
        for _ in 0..<7 { one.play(gain: 0.3) }
        for _ in 0..<4 { one.play(gain: -0.2) }
        let together = Wager.refusing(share: 0.95).logCapital(of: [(0.3, 7), (-0.2, 4)])
        #expect(isClose(one.logCapital, together, relative: 1e-12))
        var seven = Wager.refusing(share: 0.95)
        for _ in 0..<4 { seven.play(gain: -0.2) }
        #expect(
            isClose(seven.logCapital(afterFurther: 7, gain: 0.3), together, relative: 1e-12))
    }
}
