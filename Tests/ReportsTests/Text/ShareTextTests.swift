import Estimates
import Testing

@testable import Reports

@Suite struct ShareTextTests {
    struct Bound: Sendable {
        var ratio: Double
        var limit: Double
        var text: String
    }

    @Test(arguments: [
        Bound(ratio: 0.9496, limit: 0.95, text: "at most 94.96 %"),
        Bound(ratio: 0.94961, limit: 0.95, text: "at most 94.97 %"),
        Bound(ratio: 0.94999, limit: 0.95, text: "at most 94.999 %"),
        Bound(ratio: 0.9499999, limit: 0.95, text: "at most 94.99999 %"),
        Bound(ratio: (0.95).nextDown, limit: 0.95, text: "less than 95 %"),
        Bound(ratio: 0.937, limit: 0.95, text: "at most 93.7 %"),
        Bound(ratio: 0.9371, limit: 0.95, text: "at most 93.8 %"),
        Bound(ratio: 0.641, limit: 0.95, text: "at most 65 %"),
        Bound(ratio: 0.99895, limit: 0.999, text: "at most 99.895 %"),
        Bound(ratio: 0, limit: 0.95, text: "at most 0 %"),
    ])
    func `an upper bound below the limit is never printed as the limit`(bound: Bound) {
        #expect(ShareText.atMost(bound.ratio, limit: bound.limit, isBelow: true) == bound.text)
    }

    @Test(arguments: [
        Bound(ratio: 0.95, limit: 0.95, text: "at least 95.0 %"),
        Bound(ratio: 0.95001, limit: 0.95, text: "at least 95.0 %"),
        Bound(ratio: 0.9518, limit: 0.95, text: "at least 95.1 %"),
        Bound(ratio: 0.994951, limit: 0.99495, text: "at least 99.495 %"),
        Bound(ratio: 1, limit: 0.95, text: "at least 100 %"),
    ])
    func `a lower bound that meets the limit is never printed below it`(bound: Bound) {
        #expect(ShareText.atLeast(bound.ratio, limit: bound.limit, isAbove: false) == bound.text)
    }

    @Test(arguments: [
        Bound(ratio: 0.0500001, limit: 0.05, text: "at least 5.00001 %"),
        Bound(ratio: (0.05).nextUp, limit: 0.05, text: "more than 5 %"),
        Bound(ratio: 0.1289, limit: 0.05, text: "at least 12 %"),
    ])
    func `a lower bound of failures above what is allowed is printed above it`(bound: Bound) {
        #expect(ShareText.atLeast(bound.ratio, limit: bound.limit, isAbove: true) == bound.text)
    }

    @Test
    func `an upper bound of failures that rounding error lifts over the limit still meets it`() {
        // 1 - 0.95 is 0.050000000000000044.
        #expect(ShareText.atMost(1 - 0.95, limit: 0.05, isBelow: false) == "at most 5.0 %")
        #expect(ShareText.atMost(0.04819, limit: 0.05, isBelow: false) == "at most 4.9 %")
    }

    @Test(arguments: [
        Example(4.0 / 7, "57 %"), Example(299.0 / 300, "99.67 %"), Example(0.99995, "99.9950 %"),
        Example(1.0, "100 %"),
        Example(0, "0 %"), Example(0.0012, "0.12 %"), Example(0.71, "71 %"), Example(0.05, "5.0 %"),
        Example(0.29, "29 %"),
    ])
    func `a share is shown with two digits of itself or of what is missing`(
        example: Example<Double>
    ) {
        #expect(ShareText.figure(example.input) == example.text)
    }

    @Test func `nothing but the whole is printed as 100 %, nothing but zero as 0 %`() {
        for exponent in 1...6 {
            let small = 0.3 / Decimals.power(exponent)
            #expect(ShareText.figure(1 - small) != "100 %")
            #expect(ShareText.figure(small) != "0 %")
        }
    }

    @Test func `a point beside a limit lies on its own side`() {
        #expect(ShareText.point(0.9499, limit: 0.95) == "94.99 %")
        #expect(ShareText.point(0.95, limit: 0.95) == "95.0 %")
        #expect(ShareText.point((0.95).nextUp, limit: 0.95) == "95.0 %")
        #expect(ShareText.point(0.9500001, limit: 0.95) == "95.00001 %")
        #expect(ShareText.point(0.85001, limit: 0.85) == "85.001 %")
    }

    @Test func `bounds are rounded away from their interval`() {
        #expect(ShareText.interval(0.6399, 0.9301) == "63 % to 93.1 %")
        #expect(ShareText.figure(0.29, rounding: .down) == "29 %")
        #expect(ShareText.figure(0.29, rounding: .up) == "29 %")
    }

    @Test func `printed bounds of random intervals hold the computed ones`() throws {
        var random = SplitMix64(seed: 20_261_121)
        for _ in 0..<2000 {
            let ratio = random.nextUniform()
            let down = try #require(number(ShareText.figure(ratio, rounding: .down)))
            let up = try #require(number(ShareText.figure(ratio, rounding: .up)))
            #expect(down <= ratio + 1e-12 && ratio <= up + 1e-12)
            #expect(up - down <= 0.0101)
        }
    }

    @Test func `printed bounds near any limit never cross it`() throws {
        var random = SplitMix64(seed: 95)
        for _ in 0..<2000 {
            let limit = (1 + (random.nextUniform() * 998).rounded()) / 1000
            let below = limit * (1 - random.nextUniform() * 1e-3)
            guard below < limit else { continue }
            let text = ShareText.atMost(below, limit: limit, isBelow: true)
            guard text.hasPrefix("at most ") else {
                #expect(text.hasPrefix("less than "))
                continue
            }
            let shown = try #require(number(String(text.dropFirst("at most ".count))))
            #expect(shown < limit)
        }
    }

    private func number(_ text: String) -> Double? {
        Double(text.dropLast(2)).map { $0 / 100 }
    }
}
