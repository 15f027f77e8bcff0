import Load
import Testing

@Suite struct ArrivalScheduleTests {
    struct Process: Sendable, CustomTestStringConvertible {
        var arrivals: ArrivalProcess
        /// Standard deviation of the times between starts over their mean.
        var variation: Double
        var testDescription: String { "\(arrivals)" }
    }

    static let processes = [
        Process(arrivals: .constant, variation: 0),
        Process(arrivals: .poisson, variation: 1),
        Process(arrivals: .gamma(shape: 0.25), variation: 2),
        Process(arrivals: .gamma(shape: 0.5), variation: 2.0.squareRoot()),
        Process(arrivals: .gamma(shape: 1), variation: 1),
        Process(arrivals: .gamma(shape: 4), variation: 0.5),
    ]

    private func starts(
        _ curve: LoadCurve, _ arrivals: ArrivalProcess, seed: UInt64 = 1, before end: Double
    ) -> [Double] {
        Array(
            ArrivalSchedule(rate: curve, arrivals: arrivals, seed: seed).prefix { $0 < end })
    }

    @Test(arguments: processes)
    func `times between starts have the mean and the spread of the process`(process: Process) {
        let starts = starts(LoadCurve(constant: 50), process.arrivals, before: 4_000)
        let gaps = zip(starts, starts.dropFirst()).map { $1 - $0 }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let square = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
        #expect(abs(mean - 0.02) < 0.0004)
        #expect(abs(square.squareRoot() / mean - process.variation) < 0.03)
    }

    @Test(arguments: processes)
    func `starts are in order and as many as the rate asks for`(process: Process) {
        for seed in UInt64(0)..<20 {
            let starts = starts(
                LoadCurve(constant: 20), process.arrivals, seed: seed, before: 100)
            #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 })
            // Six standard deviations of a renewal count.
            let slack = 6 * process.variation * 2_000.0.squareRoot() + 1
            #expect(abs(Double(starts.count) - 2_000) <= slack)
        }
    }

    @Test(arguments: processes) func `equal seeds give equal schedules`(process: Process) {
        let curve = LoadCurve.ramp(to: 30, overSeconds: 10)
        let first = starts(curve, process.arrivals, seed: 7, before: 20)
        #expect(first == starts(curve, process.arrivals, seed: 7, before: 20))
        if process.arrivals != .constant {
            #expect(first != starts(curve, process.arrivals, seed: 8, before: 20))
        }
    }

    @Test func `evenly spaced starts are exact and begin at once`() {
        let starts = starts(LoadCurve(constant: 10), .constant, before: 100_000)
        #expect(starts.count == 1_000_000)
        #expect(starts[0] == 0)
        #expect(starts[999_999] == 99_999.9)
    }

    @Test func `an even ramp has the density of its rate`() {
        // The integral of t / 2 is t^2 / 4, so the k-th start comes at 2 sqrt(k).
        let ramp = starts(.ramp(to: 10, overSeconds: 20), .constant, before: 20)
        #expect(ramp.count == 100)
        for (number, start) in ramp.enumerated() {
            #expect(abs(start - 2 * Double(number).squareRoot()) < 1e-9)
        }
    }

    @Test(arguments: processes.dropFirst())
    func `a ramp has a quarter of its starts in its first half`(process: Process) {
        var (first, all) = (0, 0)
        for seed in UInt64(0)..<200 {
            let ramp = starts(
                .ramp(to: 20, overSeconds: 100), process.arrivals, seed: seed, before: 100)
            first += ramp.count { $0 < 50 }
            all += ramp.count
        }
        #expect(abs(Double(all) / 200_000 - 1) < 0.03)
        #expect(abs(Double(first) / Double(all) - 0.25) < 0.01)
    }

    @Test func `a step takes hold at its moment`() {
        let steps = LoadCurve(points: [
            .init(offsetSeconds: 0, value: 1), .init(offsetSeconds: 10, value: 1),
            .init(offsetSeconds: 10, value: 4), .init(offsetSeconds: 20, value: 4),
            .init(offsetSeconds: 20, value: 0), .init(offsetSeconds: 30, value: 0),
            .init(offsetSeconds: 30, value: 2),
        ])
        let starts = starts(steps, .constant, before: 40)
        #expect(starts.count { $0 < 10 } == 10)
        #expect(starts.count { $0 >= 10 && $0 < 20 } == 40)
        #expect(starts.count { $0 >= 20 && $0 < 30 } == 0)
        #expect(starts.count { $0 >= 30 } == 20)
        #expect(starts[10] == 10)
        #expect(starts[50] == 30)
    }

    @Test func `a rate that falls to zero ends the schedule`() {
        let fall = LoadCurve(points: [
            .init(offsetSeconds: 0, value: 10), .init(offsetSeconds: 10, value: 0),
        ])
        let all = Array(ArrivalSchedule(rate: fall, arrivals: .constant, seed: 1))
        #expect(all.count == 50)
        #expect(all.allSatisfy { $0 < 10 })
        #expect(Array(ArrivalSchedule(rate: .init(constant: 0), arrivals: .poisson, seed: 1)) == [])
    }
}
