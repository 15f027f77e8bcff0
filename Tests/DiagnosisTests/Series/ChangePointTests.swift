import Diagnosis
import Estimates
import Foundation
import Testing

@Suite struct ChangePointTests {
    /// Noise around a level, in time order, one value a second.
    static func series(
        _ count: Int, seed: UInt64, spread: Double = 0.15, memory: Double = 0,
        _ level: (Double) -> Double
    ) -> [TimedValue] {
        var noise = Noise(seed: seed)
        var state = 0.0
        return (0..<count).map { index in
            state = memory * state + (1 - memory * memory).squareRoot() * noise.normal()
            return TimedValue(at: Double(index), level(Double(index)) * exp(spread * state))
        }
    }

    struct Level: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let memory: Double
        let count: Int
        let level: @Sendable (Double) -> Double
    }

    @Test(arguments: [
        Level(testDescription: "constant", memory: 0, count: 200) { _ in 1 },
        Level(testDescription: "few values", memory: 0, count: 40) { _ in 1 },
        Level(testDescription: "neighbours alike", memory: 0.8, count: 300) { _ in 1 },
        Level(testDescription: "slow begin", memory: 0.3, count: 200) { 1 + 2 * exp(-$0 / 20) },
        Level(testDescription: "wander", memory: 0.3, count: 300) { 1 + 0.08 * sin($0 / 40) },
        Level(testDescription: "half a day's wave", memory: 0.3, count: 300) {
            1 - 0.07 * cos($0 / 300 * Double.pi)
        },
    ])
    func `a series on which nothing changed has no rise in a thousand draws`(_ level: Level) async {
        var alarms = 0
        for seed in 0..<1_000 {
            let series = Self.series(
                level.count, seed: UInt64(seed), memory: level.memory, level.level)
            if ChangePoint.find(in: series)?.rose(by: 1.15) == true { alarms += 1 }
            if seed % 50 == 0 { await Task.yield() }
        }
        // Less than one in a thousand is wanted; two are what chance may add.
        #expect(alarms <= 2)
    }

    @Test(arguments: [1.3, 1.5, 3])
    func `a step is found, where it is and how large`(factor: Double) async throws {
        var covered = 0
        for seed in 0..<40 {
            let series = Self.series(200, seed: UInt64(seed)) { $0 < 130 ? 2 : 2 * factor }
            let change = try #require(ChangePoint.find(in: series))
            #expect(change.rose(by: 1.1))
            #expect(abs(change.seconds - 130) <= 12)
            if (change.ratio.lower...change.ratio.upper).contains(factor) { covered += 1 }
        }
        #expect(covered >= 34)
    }

    @Test func `a few wild values are no change`() throws {
        var series = Self.series(120, seed: 3) { _ in 1 }
        for index in [100, 104, 111] { series[index] = TimedValue(at: Double(index), 500) }
        #expect(try #require(ChangePoint.find(in: series)).rose(by: 1.05) == false)
    }

    @Test func `a fall is seen only by who asks for either direction`() throws {
        let series = Self.series(100, seed: 4) { $0 < 50 ? 2 : 1 }
        #expect(ChangePoint.find(in: series).map { $0.rose(by: 1.1) } ?? false == false)
        let change = try #require(ChangePoint.find(in: series, direction: .either))
        #expect(change.moved(by: 1.5))
        #expect(change.ratio.upper < 0.7)
    }

    @Test func `fifteen values have no two parts`() {
        #expect(ChangePoint.find(in: Self.series(15, seed: 1) { _ in 1 }) == nil)
        #expect(ChangePoint.find(in: (0..<50).map { TimedValue(at: Double($0), 7) }) == nil)
    }
}
