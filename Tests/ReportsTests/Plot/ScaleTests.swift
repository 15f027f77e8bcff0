import Testing

@testable import Reports

@Suite struct ScaleTests {
    @Test func `a linear scale keeps differences`() {
        let scale = Scale(.linear, domain: 0...10, from: 100, to: 200)
        #expect(scale(0) == 100)
        #expect(scale(5) == 150)
        #expect(scale(12) == 200)
        #expect(scale(-1) == 100)
    }

    @Test func `a logarithmic scale keeps ratios`() {
        let scale = Scale(.logarithmic, domain: 1...100, from: 0, to: 100)
        #expect(abs(scale(10) - 50) < 1e-9)
        #expect(abs(scale(1) - 0) < 1e-9)
    }

    @Test func `a logarithmic scale without a positive domain is linear`() {
        #expect(Scale(.logarithmic, domain: 0...1, from: 0, to: 1).kind == .linear)
    }

    @Test func `values far apart get a logarithmic scale`() {
        #expect(Scale.fitting([0.1, 5.5], from: 0, to: 1).kind == .logarithmic)
        #expect(Scale.fitting([0.1, 0.3], from: 0, to: 1).kind == .linear)
        #expect(Scale.fitting([0, 5], from: 0, to: 1).kind == .linear)
    }

    @Test func `every value given lies inside`() {
        for values in [[0.1, 5.5], [1.0], [0.0], [], [.infinity, 2]] {
            let scale = Scale.fitting(values, from: 0, to: 1)
            for value in values where value.isFinite {
                #expect(scale.domain.contains(value))
                #expect(scale(value).isFinite)
            }
        }
    }

    @Test func `a domain without extent is widened`() {
        let scale = Scale(.linear, domain: 3...3, from: 0, to: 1)
        #expect(scale(3) == 0)
        #expect(scale.domain.upperBound > 3)
    }
}
