import Diagnosis
import Estimates
import Testing

@Suite struct ShareStatisticsTests {
    struct Table: Sendable {
        let successes: Int
        let trials: Int
        let others: Int
        let otherTrials: Int
        let pValue: Double
    }

    // Computed with scipy.stats.fisher_exact(alternative="greater") or by hand from the hypergeometric law.
    @Test(arguments: [
        // Fisher's tea: 1 of 70 ways.
        Table(successes: 4, trials: 4, others: 0, otherTrials: 4, pValue: 1.0 / 70),
        Table(successes: 3, trials: 4, others: 1, otherTrials: 4, pValue: 17.0 / 70),
        Table(successes: 0, trials: 9, others: 5, otherTrials: 9, pValue: 1),
        Table(successes: 2, trials: 2, others: 0, otherTrials: 18, pValue: 1.0 / 190),
    ])
    func `Fisher's test is exact`(_ table: Table) {
        let pValue = FisherTest.rise(
            table.successes, of: table.trials, against: table.others, of: table.otherTrials)
        #expect(abs(pValue - table.pValue) < 1e-9)
    }

    @Test func `a share that is level never rises`() async {
        var alarms = 0
        for seed in 0..<1_000 {
            var noise = Noise(seed: UInt64(seed))
            let series = (0..<150).map { (seconds: Double($0), counts: noise.chance(0.2)) }
            if ProportionShift.find(in: series)?.rose(by: 0.02) == true { alarms += 1 }
            if seed % 50 == 0 { await Task.yield() }
        }
        #expect(alarms <= 1)
    }

    @Test func `a share that rises does so at its moment`() throws {
        var noise = Noise(seed: 2)
        let series = (0..<200).map { index in
            (seconds: Double(index), counts: noise.chance(index < 120 ? 0.05 : 0.4))
        }
        let shift = try #require(ProportionShift.find(in: series))
        #expect(shift.rose(by: 0.1))
        #expect(abs((shift.seconds ?? 0) - 120) < 25)
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let kind: FailurePattern.Kind
        let failed: @Sendable (Int, inout Noise) -> Bool
    }

    @Test(arguments: [
        Row(testDescription: "every third by chance", kind: .steady) { _, noise in
            noise.chance(0.33)
        },
        Row(testDescription: "every third in turn", kind: .steady) { index, _ in index % 3 == 0 },
        Row(testDescription: "by chance from the middle on", kind: .steady) { index, noise in
            index > 80 && noise.chance(0.3)
        },
        Row(testDescription: "three outages", kind: .bursts) { index, _ in index % 60 > 48 },
        Row(testDescription: "one outage", kind: .bursts) { index, _ in (60..<80).contains(index) },
        Row(testDescription: "from the middle on, all", kind: .unclear) { index, _ in index > 90 },
    ])
    func `failures are even or in bursts`(_ row: Row) throws {
        var noise = Noise(seed: 9)
        let pattern = try #require(FailurePattern((0..<180).map { row.failed($0, &noise) }))
        #expect(pattern.kind == row.kind, "score \(pattern.score)")
    }

    @Test func `even failures seldom look like bursts`() {
        let kinds = (0..<400).compactMap { seed -> FailurePattern.Kind? in
            var noise = Noise(seed: UInt64(seed))
            return FailurePattern((0..<150).map { _ in noise.chance(0.15) })?.kind
        }
        #expect(kinds.count { $0 == .bursts } <= 2)
        #expect(kinds.count { $0 == .steady } >= 370)
    }
}
