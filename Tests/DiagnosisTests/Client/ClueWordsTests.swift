import Testing

@testable import Diagnosis

@Suite struct ClueWordsTests {
    @Test func `numbers are short and have their unit`() {
        #expect(ClueWords.seconds(0.0926) == "0.0926 s")
        #expect(ClueWords.seconds(0.0076) == "7.6 ms")
        #expect(ClueWords.seconds(5.5) == "5.5 s")
        #expect(ClueWords.seconds(130) == "2 min 10 s")
        #expect(ClueWords.seconds(.infinity) == "unbounded")
        #expect(ClueWords.moment(7_380) == "2 h 3 min")
        #expect(ClueWords.moment(120) == "2 min")
        #expect(ClueWords.percent(0.123) == "12 %")
        #expect(ClueWords.percent(0.004) == "0.4 %")
        #expect(ClueWords.times(1.5) == "1.5 times")
        #expect(ClueWords.count(1, "request") == "1 request")
        #expect(ClueWords.number(12_345) == "12345")
        #expect(ClueWords.number(-0.5) == "-0.5")
        #expect(ClueWords.number(0.9996) == "1")
        #expect(ClueWords.number(1e-12) == "1e-12")
        #expect(ClueWords.number(0) == "0")
    }
}
