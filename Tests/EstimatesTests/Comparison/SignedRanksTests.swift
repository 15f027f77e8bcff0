import Estimates
import Testing

@Suite struct SignedRanksTests {
    /// Darwin's plants, in eighths of an inch: crossed minus self-fertilised.
    private static let plants: [Double] = [
        6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75,
    ]

    @Test func `Darwin's plants come out as in every textbook`() throws {
        let found = try #require(SignedRanks.test(Self.plants))
        #expect(agrees(found.probability, withPrinted: 0.041259766, digits: 9))
        #expect(found.shift.point == 25)
        // The 26th mean of two from either end of the 120.
        #expect(found.shift.lower == 4 && found.shift.upper == 41.5)
        #expect(found.shift.count == 15 && found.shift.method == .signedRank)
    }

    @Test func `zeros are ranked and dropped, ties share their rank`() throws {
        let found = try #require(SignedRanks.test([0, 0, 1, 1, 2, -1, 3, 5, -2, 4]))
        // 36 of the 256 ways of signs reach 41.5 of 52 or more.
        #expect(isClose(found.probability, 0.140625, relative: 1e-12))
    }

    @Test func `nothing but zeros is no shift`() throws {
        let found = try #require(SignedRanks.test(Array(repeating: 0, count: 8)))
        #expect(found.probability == 1)
        #expect(found.shift.point == 0 && found.shift.lower == 0 && found.shift.upper == 0)
    }

    @Test(arguments: [(5, false), (6, true)])
    func `five pairs bound nothing at 95 %, six do`(count: Int, isBounded: Bool) throws {
        let found = try #require(SignedRanks.test((1...count).map(Double.init)))
        #expect(found.shift.hasLowerBound == isBounded)
        #expect(found.shift.hasUpperBound == isBounded)
    }

    @Test func `a failure of one side is an infinite difference, of both none`() throws {
        let few = try #require(
            SignedRanks.test(
                [.infinity, 0, 0] + (-10...10).map { Double($0) / 100 }))
        #expect(few.shift.point.isFinite && few.shift.upper.isFinite)
        let many = try #require(
            SignedRanks.test(Array(repeating: .infinity, count: 8) + [0, 0.1]))
        #expect(many.shift.point == .infinity && many.shift.upper == .infinity)
        let opposed = try #require(
            SignedRanks.test(
                Array(repeating: .infinity, count: 6) + Array(repeating: -.infinity, count: 6)))
        #expect(opposed.shift.point == 0 && opposed.probability > 0.9)
    }

    @Test func `beyond two hundred pairs the normal distribution takes over without a step`() throws
    {
        var random = SplitMix64(seed: 5)
        let values = (0..<201).map { _ in random.nextUniform() - 0.46 }
        let counted = try #require(SignedRanks.test(Array(values.dropLast())))
        let approximated = try #require(SignedRanks.test(values))
        #expect(abs(counted.probability - approximated.probability) < 0.03)
        #expect(abs(counted.shift.lower - approximated.shift.lower) < 0.01)
    }

    @Test func `the interval holds the shift as often as it says`() throws {
        var random = SplitMix64(seed: 6)
        var missed = 0
        for _ in 0..<2_000 {
            let values = (0..<20).map { _ in
                random.nextUniform() + random.nextUniform() - 1 + 0.3
            }
            let found = try #require(SignedRanks.test(values))
            if found.shift.lower > 0.3 || found.shift.upper < 0.3 { missed += 1 }
        }
        #expect((50...125).contains(missed), "\(missed) of 2000")
    }
}
