import Testing

@testable import Reports

@Suite struct DecimalsTests {
    @Test func `ticks become digits with a point`() {
        #expect(Decimals.fixed(ticks: 1234, places: 2) == "12.34")
        #expect(Decimals.fixed(ticks: 5, places: 3) == "0.005")
        #expect(Decimals.fixed(ticks: -5, places: 1) == "-0.5")
        #expect(Decimals.fixed(ticks: 12, places: 0) == "12")
    }

    @Test func `a rounded zero has no sign`() {
        #expect(Decimals.fixed(-0.001, places: 1) == "0.0")
    }

    @Test func `significant digits drop trailing zeros`() {
        #expect(Decimals.significant(95) == "95")
        #expect(Decimals.significant(99.9) == "99.9")
        #expect(Decimals.significant(0.012_345) == "0.0123")
        #expect(Decimals.significant(12_345) == "12345")
    }

    @Test func `the exponent is that of the first digit`() {
        #expect(Decimals.exponent(1) == 0)
        #expect(Decimals.exponent(999) == 2)
        #expect(Decimals.exponent(0.01) == -2)
        #expect(Decimals.exponent(0.0099) == -3)
        #expect(Decimals.exponent(0) == 0)
    }

    @Test func `long counts are grouped, short ones are not`() {
        #expect(Decimals.grouped(9999) == "9999")
        #expect(Decimals.grouped(10_000) == "10,000")
        #expect(Decimals.grouped(-1_234_567) == "-1,234,567")
    }
}
