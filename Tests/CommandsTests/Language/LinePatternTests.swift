import Testing

@Suite struct LinePatternTests {
    struct Line: Sendable, CustomTestStringConvertible {
        var line: String
        var pattern: String
        var isMatch = true

        var testDescription: String { "\(line) against \(pattern)" }
    }

    @Test(arguments: [
        Line(line: "ready", pattern: "ready"),
        Line(line: "ready ", pattern: "ready", isMatch: false),
        Line(line: "", pattern: ""),
        Line(line: "x", pattern: "", isMatch: false),
        Line(line: "", pattern: "..."),
        Line(line: "anything", pattern: "..."),
        Line(line: "READY at http://127.0.0.1:80: met", pattern: "READY at ...: met"),
        Line(line: "READY at http://127.0.0.1:80: met", pattern: "READY at ...: ..."),
        Line(line: "READY: met", pattern: "READY ...: met", isMatch: false),
        Line(line: "ab", pattern: "ab...ab", isMatch: false),
        Line(line: "abab", pattern: "ab...ab"),
        Line(line: "a1b2c3", pattern: "a...b...c..."),
        Line(line: "a1c2b3", pattern: "a...b...c...", isMatch: false),
        Line(line: "\u{1B}[1mREADY", pattern: "\\e[1mREADY"),
        Line(line: "größer", pattern: "gr...er"),
    ])
    func `three dots in a line stand for any text`(_ line: Line) {
        #expect(LinePattern.matches(line.line, line.pattern) == line.isMatch)
    }

    @Test func `lines that match leave nothing to say`() {
        #expect(LinePattern.mismatch(of: [], against: []) == nil)
        #expect(LinePattern.mismatch(of: [], against: ["..."]) == nil)
        #expect(LinePattern.mismatch(of: ["a", "b"], against: ["a", "b"]) == nil)
        #expect(LinePattern.mismatch(of: ["a", "b", "c"], against: ["...", "c"]) == nil)
        #expect(LinePattern.mismatch(of: ["a", "b", "c"], against: ["a", "..."]) == nil)
        #expect(LinePattern.mismatch(of: ["a", "x", "a", "b"], against: ["...", "a", "b"]) == nil)
    }

    @Test func `a line that is missing is named with those that were tried`() {
        #expect(
            LinePattern.mismatch(of: ["a", "b"], against: ["a", "c"]) == .pattern(1, tried: ["b"]))
        #expect(
            LinePattern.mismatch(of: ["a", "b"], against: ["...", "c"])
                == .pattern(1, tried: ["a", "b"]))
        #expect(LinePattern.mismatch(of: ["a"], against: ["a", "b"]) == .pattern(1, tried: []))
        #expect(LinePattern.mismatch(of: [], against: ["a"]) == .pattern(0, tried: []))
    }

    @Test func `a line too many is named`() {
        #expect(LinePattern.mismatch(of: ["a", "b"], against: ["a"]) == .surplus(["b"]))
        #expect(LinePattern.mismatch(of: ["a"], against: []) == .surplus(["a"]))
        #expect(LinePattern.mismatch(of: ["a", "b"], against: ["...", "a"]) == .surplus(["b"]))
    }
}
