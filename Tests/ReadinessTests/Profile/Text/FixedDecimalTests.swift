import Readiness
import Testing

@Suite struct FixedDecimalTests {
    @Test(arguments: [
        "", "-", ".", "1.", "1.2.3", "+1", "1e3", "1_000", "0x1", "1 2", "\u{661}", "--1", "1-",
    ])
    func `what is not plain digits is refused`(_ text: String) {
        #expect(FixedDecimal(text) == nil)
    }

    @Test func `more digits than it can hold are refused, not rounded`() {
        #expect(FixedDecimal("999999999999999") != nil)
        #expect(FixedDecimal("1000000000000000") == nil)
        #expect(FixedDecimal("0.123456789012345678")?.text == "0.123456789012345678")
        #expect(FixedDecimal("0.1234567890123456789") == nil)
    }

    @Test func `text drops what says nothing`() {
        #expect(FixedDecimal("007.500")?.text == "7.5")
        #expect(FixedDecimal("-0.50")?.text == "-0.5")
        #expect(FixedDecimal("0.000")?.text == "0")
    }

    @Test func `a shift is exact or refused`() {
        #expect(FixedDecimal("99.9")?.shifted(by: -2)?.double == 0.999)
        #expect(FixedDecimal("0.001")?.shifted(by: 3)?.text == "1")
        #expect(FixedDecimal("0.000000000000000001")?.shifted(by: -1) == nil)
        #expect(FixedDecimal("999999999999999")?.shifted(by: 1) == nil)
        #expect(FixedDecimal("1")?.shifted(by: 40) == nil)
    }

    @Test func `a double comes back as the same double`() throws {
        var random = SplitMix(seed: 7)
        for _ in 0..<2_000 {
            let digits = Double(Int.random(in: 0..<1_000_000_000, using: &random))
            let value = digits / 1_000_000
            let decimal = try #require(FixedDecimal(shortest: value))
            #expect(decimal.double == value)
        }
        #expect(FixedDecimal(shortest: 5e-05)?.text == "0.00005")
        #expect(FixedDecimal(shortest: 1e16) == nil)
        #expect(FixedDecimal(shortest: 1e-19) == nil)
        #expect(FixedDecimal(shortest: .nan) == nil)
        #expect(FixedDecimal(shortest: .infinity) == nil)
    }
}
