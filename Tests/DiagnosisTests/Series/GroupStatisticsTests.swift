import Diagnosis
import Estimates
import Foundation
import Testing

@Suite struct GroupStatisticsTests {
    struct Shape: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let value: @Sendable (inout Noise) -> Double
    }

    @Test(arguments: [
        Shape(testDescription: "one normal group") { $0.factor(0.3) },
        Shape(testDescription: "a flat one") { 1 + 3 * $0.unit() },
        Shape(testDescription: "a steady fall") { 0.1 - log($0.unit()) },
        Shape(testDescription: "a heavy tail") { pow($0.unit(), -0.8) },
    ])
    func `one group is not two`(_ shape: Shape) async {
        var alarms = 0
        for seed in 0..<300 {
            var noise = Noise(seed: UInt64(seed))
            let values = (0..<150).map { _ in shape.value(&noise) }
            if TwoSpeeds.split(values)?.isTwo(ratio: 1.25) == true { alarms += 1 }
            if seed % 30 == 0 { await Task.yield() }
        }
        #expect(alarms <= 1)
    }

    @Test(arguments: [0.15, 0.4, 0.8])
    func `two groups are told apart, with their shares`(share: Double) throws {
        var noise = Noise(seed: 6)
        let values = (0..<200).map { _ in (noise.chance(share) ? 2 : 1) * noise.factor(0.08) }
        let split = try #require(TwoSpeeds.split(values))
        #expect(split.isTwo(ratio: 1.5))
        #expect((1.9...2.1).contains(split.ratio.point))
        #expect(abs(split.slowShare.point - share) < 0.08)
        #expect((1.2...1.7).contains(split.boundary))
    }

    @Test func `intervals with quiet between are counted`() throws {
        let series = ChangePointTests.series(300, seed: 2) { second in
            [50..<80, 150..<190, 240..<260].contains { $0.contains(Int(second)) } ? 1.8 : 1
        }
        let episodes = try #require(Episodes.find(in: series))
        #expect(episodes.spans.count == 3)
        #expect(episodes.ended == 3)
        #expect(abs(episodes.ratio.point - 1.8) < 0.2)
    }

    @Test(arguments: [0, 0.7])
    func `noise has no episodes`(memory: Double) async {
        var alarms = 0
        for seed in 0..<1_000 {
            let series = ChangePointTests.series(240, seed: UInt64(seed), memory: memory) { _ in 1 }
            if let found = Episodes.find(in: series), found.spans.count >= 2 { alarms += 1 }
            if seed % 50 == 0 { await Task.yield() }
        }
        #expect(alarms <= 1)
    }

    @Test func `a line through points of which some lie anywhere`() throws {
        var covered = 0
        for seed in 0..<60 {
            var noise = Noise(seed: UInt64(seed))
            let points = (0..<80).map { _ in
                let x = 1_000 * noise.unit()
                return (x: x, y: 5 + 0.02 * x + noise.normal() + (noise.chance(0.1) ? 100 : 0))
            }
            let line = try #require(TheilSen(points))
            if (line.slope.lower...line.slope.upper).contains(0.02) { covered += 1 }
            #expect(abs(line.slope.point - 0.02) < 0.004)
        }
        #expect(covered >= 52)
        #expect(TheilSen((0..<20).map { (x: 1, y: Double($0)) }) == nil)
    }

    @Test func `the interval of a quotient of medians holds it`() {
        var covered = 0
        for seed in 0..<400 {
            var noise = Noise(seed: UInt64(seed))
            let first = (0..<40).map { _ in 3 * noise.factor(0.5) }
            let second = (0..<25).map { _ in 2 * noise.factor(0.3) }
            let ratio = MedianComparison.ratio(of: first, to: second)
            if (ratio.lower...ratio.upper).contains(1.5) { covered += 1 }
        }
        #expect((370...400).contains(covered))
        #expect(MedianComparison.ratio(of: [1, 2, 3], to: [1, 2, 3]).upper == .infinity)
    }
}
