import Testing

@testable import Reports

@Suite struct DisplayWidthTests {
    @Test func `columns are those a terminal uses`() {
        #expect(DisplayWidth.of("abc") == 3)
        #expect(DisplayWidth.of("日本") == 4)
        #expect(DisplayWidth.of("한국") == 4)
        #expect(DisplayWidth.of("ｆｕｌｌ") == 8)
        #expect(DisplayWidth.of("é") == 1)
        #expect(DisplayWidth.of("e\u{301}") == 1)
        #expect(DisplayWidth.of("👩‍🚀") == 2)
        #expect(DisplayWidth.of("❤️") == 2)
        #expect(DisplayWidth.of("≥ 5") == 3)
        #expect(DisplayWidth.of("") == 0)
    }

    @Test func `padding counts columns, not characters`() {
        #expect(DisplayWidth.padded("日本", to: 6) == "日本  ")
        #expect(DisplayWidth.leading("日本", to: 6) == "  日本")
        #expect(DisplayWidth.padded("long", to: 2) == "long")
    }

    @Test func `a cut text fits and says that it is cut`() {
        #expect(DisplayWidth.cut("abcdef", to: 4) == "abc…")
        #expect(DisplayWidth.cut("日本語", to: 5) == "日本…")
        #expect(DisplayWidth.cut("日本語", to: 4) == "日…")
        #expect(DisplayWidth.cut("abc", to: 3) == "abc")
        #expect(DisplayWidth.cut("abc", to: 0).isEmpty)
    }
}
