import Testing

@testable import Reports

@Suite struct TicksTests {
    @Test func `linear ticks are round and inside`() {
        #expect(Ticks.linear(0...1, about: 5) == [0, 0.2, 0.4, 0.6, 0.8, 1])
        #expect(Ticks.linear(0...0.5, about: 5) == [0, 0.1, 0.2, 0.3, 0.4, 0.5])
        #expect(Ticks.linear(0...29.1, about: 6) == [0, 5, 10, 15, 20, 25])
        #expect(Ticks.linear(0...0.00034, about: 4) == [0, 0.0001, 0.0002, 0.0003])
    }

    @Test func `seconds beyond a minute fall on round times`() {
        #expect(Ticks.seconds(0...72, about: 5) == [0, 15, 30, 45, 60])
        #expect(Ticks.seconds(0...600, about: 5) == [0, 120, 240, 360, 480, 600].map { $0 })
        #expect(Ticks.seconds(0...12, about: 6) == Ticks.linear(0...12, about: 6))
    }

    @Test func `logarithmic ticks are 1, 2 and 5 times powers of ten`() {
        #expect(Ticks.logarithmic(0.08...6.9) == [0.1, 0.2, 0.5, 1, 2, 5])
        #expect(Ticks.logarithmic(0.001...900) == [0.001, 0.01, 0.1, 1, 10, 100])
        #expect(Ticks.logarithmic(-1...5).isEmpty)
    }

    @Test func `there are always some and never many`() {
        for exponent in -9...6 {
            let unit = exponent < 0 ? 1 / Decimals.power(-exponent) : Decimals.power(exponent)
            for factor in stride(from: 1.0, to: 10, by: 0.7) {
                let linear = Ticks.linear(0...(unit * factor), about: 5)
                #expect((3...8).contains(linear.count), "\(unit * factor): \(linear)")
                let wide = Ticks.logarithmic((unit / 10)...(unit * factor))
                #expect((2...8).contains(wide.count), "\(unit * factor): \(wide)")
            }
        }
    }

    @Test func `a range without extent has one tick`() {
        #expect(Ticks.linear(3...3, about: 5) == [3])
    }
}
