import Testing

@testable import Reports

@Suite struct TextWrapTests {
    @Test func `text breaks at blanks`() {
        #expect(TextWrap.lines("one two three", width: 7) == ["one two", "three"])
        #expect(TextWrap.lines("", width: 7) == [""])
        #expect(TextWrap.lines("  spaced   out ", width: 20) == ["spaced out"])
    }

    @Test func `a number stays with its unit`() {
        #expect(TextWrap.lines("takes up to 118 ms", width: 16) == ["takes up to", "118 ms"])
    }

    @Test func `a word wider than the line is broken`() {
        #expect(TextWrap.lines("abcdefgh", width: 3) == ["abc", "def", "gh"])
        #expect(TextWrap.lines("日本語", width: 4) == ["日本", "語"])
    }

    @Test func `a path wider than the line is broken between its names`() {
        #expect(
            TextWrap.lines("kept /var/lib/runs/chat-20261121T031500Z: x", width: 25)
                == ["kept /var/lib/runs/", "chat-20261121T031500Z: x"])
        #expect(
            TextWrap.lines("http://metrics.example/metrics", width: 20)
                == ["http://", "metrics.example/", "metrics"])
        #expect(TextWrap.lines("/abcdefgh", width: 4) == ["/abc", "defg", "h"])
    }

    @Test func `a character wider than the line does not hang`() {
        #expect(TextWrap.lines("日本", width: 1) == ["日", "本"])
    }

    @Test func `a broken word does not begin a line with two colons`() {
        for width in 2...14 {
            let lines = TextWrap.lines("abc::error::x ab::cd::ef", width: width)
            #expect(lines.allSatisfy { !$0.hasPrefix("::") && $0.count <= width }, "\(lines)")
            #expect(lines.joined().filter { $0 != " " } == "abc::error::xab::cd::ef")
        }
    }

    @Test func `a line that would be a command is made inert`() {
        #expect(TextWrap.lines("::error::x", width: 40) == ["\\::error::x"])
        #expect(TextWrap.lines("a ##[group]b", width: 40) == ["a ##\\[group]b"])
    }
}
