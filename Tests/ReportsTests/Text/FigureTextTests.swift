import Estimates
import Readiness
import Testing

@testable import Reports

@Suite struct FigureTextTests {
    @Test(arguments: [
        Example(0.0981, "98.1 ms"), Example(0.02, "20.0 ms"), Example(1.23456, "1.23 s"),
        Example(2, "2.00 s"),
        Example(0.000_25, "250 µs"), Example(0.000_000_4, "400 ns"), Example(59.94, "59.9 s"),
        Example(59.999, "1 m"),
        Example(61.4, "1 m 1 s"), Example(3_723, "1 h 2 m 3 s"), Example(0, "0 s"),
        Example(0.9996, "1.00 s"),
        Example(0.0009996, "1.00 ms"), Example(12.345, "12.3 s"), Example(0.1, "100 ms"),
    ])
    func `a time has three digits and the unit that suits it`(example: Example<Double>) {
        #expect(FigureText.value(example.input, .duration) == example.text)
    }

    @Test func `bounds of times are rounded away from their interval`() {
        #expect(FigureText.value(0.12345, .duration, rounding: .down) == "123 ms")
        #expect(FigureText.value(0.12301, .duration, rounding: .up) == "124 ms")
        #expect(FigureText.value(0.1, .duration, rounding: .up) == "100 ms")
        #expect(FigureText.value(0.3, .duration, rounding: .down) == "300 ms")
    }

    @Test func `a time is not rounded across its limit`() {
        let limit = Limit.atMost(2.5)
        #expect(FigureText.value(2.5004, .duration, limit: limit) == "2.5004 s")
        #expect(FigureText.value(2.4996, .duration, limit: limit) == "2.50 s")
        #expect(FigureText.value(2.51, .duration, limit: limit) == "2.51 s")
        #expect(FigureText.value(2.500_000_000_1, .duration, limit: limit).hasPrefix("just over"))
        #expect(FigureText.value(2.9996, .tokenRate, limit: .atLeast(3)) == "2.9996 tok/s")
    }

    @Test func `an interval says its unit once where both ends have it`() {
        #expect(FigureText.interval(0.0911, 0.1101, .duration) == "91.1 to 111 ms")
        #expect(FigureText.interval(0.98, 1.2, .duration) == "980 ms to 1.20 s")
        #expect(FigureText.interval(26.41, 27.19, .tokenRate) == "26.4 to 27.2 tok/s")
        #expect(FigureText.interval(0.5, 0.71, .ratio) == "50 % to 71 %")
    }

    @Test func `counts are whole and long ones are grouped`() {
        #expect(FigureText.value(3, .count) == "3")
        #expect(FigureText.value(1234, .count) == "1234")
        #expect(FigureText.value(1_234_567, .count) == "1,234,567")
    }

    @Test func `what is no number is said, not printed`() {
        #expect(FigureText.value(.nan, .duration) == "no value")
        #expect(FigureText.value(.infinity, .tokenRate) == "no value")
    }

    @Test(arguments: [
        Example(0.05, "50 ms"), Example(0.1, "100 ms"), Example(2.5, "2.5 s"), Example(60, "1 m"),
        Example(90, "1 m 30 s"),
        Example(0.000_2, "200 µs"), Example(0, "0 s"),
    ])
    func `an axis shows as few digits as it needs`(example: Example<Double>) {
        #expect(FigureText.tick(seconds: example.input) == example.text)
    }

    @Test func `printed bounds of random times hold the computed ones`() throws {
        var random = SplitMix64(seed: 4711)
        for _ in 0..<2000 {
            let seconds = (random.nextUniform() * 5e10).rounded() / 1e9
            let down = try read(FigureText.value(seconds, .duration, rounding: .down))
            let up = try read(FigureText.value(seconds, .duration, rounding: .up))
            #expect(down <= seconds + 1e-10 && seconds <= up + 1e-10)
            #expect(up - down <= max(seconds * 0.0101, 1e-9))
        }
    }

    private func read(_ text: String) throws -> Double {
        let time = try DurationText.parse(text).components
        return Double(time.seconds) + Double(time.attoseconds) * 1e-18
    }
}
