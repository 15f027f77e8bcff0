import Testing

@testable import Readiness

@Suite struct ShellTextTests {
    /// A text and the words of its commands.
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var commands: [[String]]
        var testDescription: String { text }
    }

    @Test(arguments: [
        Case(text: "a b  c", commands: [["a", "b", "c"]]),
        Case(text: "a \\\n  b", commands: [["a", "b"]]),
        Case(text: "a \\\r\n  b", commands: [["a", "b"]]),
        Case(text: "a && b || c; d & e | f", commands: [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]),
        Case(text: "a 'x y' \"p q\" ''", commands: [["a", "x y", "p q", ""]]),
        Case(text: "a --x='{\"k\": 1}'", commands: [["a", "--x={\"k\": 1}"]]),
        Case(text: "a \"\\\"b\\n\"", commands: [["a", "\"b\\n"]]),
        Case(text: "a # b\nc#d", commands: [["a"], ["c#d"]]),
        Case(text: "N=2\nX=a Y=b run $N ${N}k \"$X $Y\"", commands: [["run", "2", "2k", "a b"]]),
        Case(text: "export N=2; run $N", commands: [["run", "2"]]),
        Case(text: "run ${M:-4} ${M-5} $M ${GIVEN:-6}", commands: [["run", "4", "5", "$M", "7"]]),
        Case(text: "run $WORDS \"$WORDS\"", commands: [["run", "a", "b", "a b"]]),
        Case(text: "run 'unclosed", commands: [["run", "unclosed"]]),
        Case(text: "run \\", commands: [["run", "\\"]]),
        Case(text: "run $ $1 ${} ${", commands: [["run", "$", "$1", "${}", "${"]]),
        Case(text: "", commands: []),
    ])
    func `words are split as a shell splits them`(test: Case) {
        let shell = ShellText(test.text, variables: ["GIVEN": "7", "WORDS": "a b"])
        #expect(shell.commands.map { $0.map(\.text) } == test.commands)
    }

    @Test func `words know their lines`() {
        let shell = ShellText("a\n\nb \\\n  c 'd\ne' f", line: 10)
        #expect(shell.commands.map { $0.map(\.line) } == [[10], [12, 13, 13, 14]])
    }

    /// A text with references and what it becomes.
    struct Reference: Sendable, CustomTestStringConvertible {
        var text: String
        var kubernetes: String
        var compose: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Reference(text: "$(A)", kubernetes: "1", compose: "$(A)"),
        Reference(text: "$$(A)", kubernetes: "$(A)", compose: "$(A)"),
        Reference(text: "$(B) x", kubernetes: "$(B) x", compose: "$(B) x"),
        Reference(text: "${A}-$A", kubernetes: "${A}-$A", compose: "1-1"),
        Reference(text: "${B:-2}${B}", kubernetes: "${B:-2}${B}", compose: "2${B}"),
        Reference(text: "5 $", kubernetes: "5 $", compose: "5 $"),
        Reference(text: "$(A", kubernetes: "$(A", compose: "$(A"),
    ])
    func `references are replaced where the name is known`(reference: Reference) {
        let variables = ["A": "1"]
        #expect(ReferenceText.kubernetes(reference.text, variables) == reference.kubernetes)
        #expect(ReferenceText.compose(reference.text, variables) == reference.compose)
    }
}
