import Exposition
import Testing

@Suite struct LabelSetTests {
    @Test func `a parsed set equals one made by hand`() throws {
        let families = try ExpositionParser.parse("m{a=\"1\",b=\"2\"} 1\nm{a=\"1\"} 1\nm 1\n".utf8)
        let sets = try #require(families.first?.samples.map(\.labels))
        let hand: [LabelSet] = [
            [Label(name: "a", value: "1"), Label(name: "b", value: "2")],
            [Label(name: "a", value: "1")], [],
        ]
        #expect(sets == hand)
        #expect(Set(sets) == Set(hand))
        #expect(sets[0].value(of: "b") == "2")
        #expect(sets[1].value(of: "b") == nil)
        #expect(sets[0] != sets[1])
        #expect(hand[0] != LabelSet(hand[0].reversed()), "the order of the wire is kept")
    }

    @Test func `a timestamp is exact in milliseconds and in order`() {
        for milliseconds in [0, 1, -1, 999, -999, -1000, -1001, .max, .min, 1_700_000_000_123]
            as [Int64]
        {
            #expect(Timestamp(milliseconds: milliseconds).milliseconds == milliseconds)
        }
        #expect(Timestamp(milliseconds: -1) < Timestamp(milliseconds: 0))
        #expect(Timestamp(seconds: .max).milliseconds == .max)
        #expect(Timestamp(seconds: .min).milliseconds == .min)
        #expect(Timestamp(milliseconds: -250).secondsValue == -0.25)
    }
}
