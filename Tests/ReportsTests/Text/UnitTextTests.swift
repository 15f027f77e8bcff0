import Testing

@testable import Reports

@Suite struct UnitTextTests {
    @Test(arguments: [
        Example("max 118 ms", "max 118\u{A0}ms"),
        Example("95 % are needed", "95\u{A0}% are needed"),
        Example("1 m 30 s", "1\u{A0}m 30\u{A0}s"),
        Example("needs n ≥ 72", "needs n\u{A0}≥\u{A0}72"),
        Example("20 to 30 ms)", "20 to 30\u{A0}ms)"), Example("a man is mad", "a man is mad"),
        Example("ttft p95 <= 2 s, more", "ttft p95 <=\u{A0}2\u{A0}s, more"),
        Example("in 7 probes", "in 7 probes"),
    ])
    func `a number keeps its unit`(example: Example<String>) {
        #expect(UnitText.glued(example.input) == example.text)
    }
}
