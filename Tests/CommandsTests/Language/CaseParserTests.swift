import Testing

@Suite struct CaseParserTests {
    private func parse(_ text: String) throws(CaseSyntaxError) -> CommandCase {
        try CommandCase(name: "case", path: "case.txt", text: text)
    }

    @Test func `a case is its steps and its files`() throws {
        let test = try parse(
            """
            # Shows something.
            env A=b=c
            serve answer tls expired
            start firstlight simulate --listen :0
            terminal 60
            signal INT at some text
            $ firstlight gate 'a b' "" < input
            exit 130
            > out
            >
            file runs/x
            | line
            json stdout a.0 = "b c"
            lacks a key
            -- answer --
            HTTP/1.1 200 OK

            > body
            -- folder/input --
            """)
        let command = CaseCommand(
            words: ["firstlight", "gate", "a b", ""], input: "input", terminalColumns: 60,
            interrupt: CaseCommand.Interrupt(name: "INT", text: "some text"), exitCode: 130,
            output: [.init(number: 9, pattern: "out"), .init(number: 10, pattern: "")])
        #expect(
            test.steps == [
                CaseStep(line: 2, action: .environment(name: "A", value: "b=c")),
                CaseStep(line: 3, action: .serve(file: "answer", identity: "expired")),
                CaseStep(line: 4, action: .start(["firstlight", "simulate", "--listen", ":0"])),
                CaseStep(line: 7, action: .command(command)),
                CaseStep(
                    line: 11,
                    action: .check(
                        .file(path: "runs/x", lines: [.init(number: 12, pattern: "line")]))),
                CaseStep(
                    line: 13,
                    action: .check(
                        .json(source: "stdout", value: CaseValue(path: "a.0", json: "\"b c\"")))),
                CaseStep(line: 14, action: .check(.lacks(text: "a key"))),
            ])
        #expect(test.file("answer") == "HTTP/1.1 200 OK\n\n> body\n")
        #expect(test.file("folder/input") == "")
        #expect(test.file("other") == nil)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        var text: String
        var line: Int

        var testDescription: String { text.replacing("\n", with: " / ") }
    }

    @Test(arguments: [
        Refused(text: "frobnicate", line: 1),
        Refused(text: "\n> out", line: 2),
        Refused(text: "$ firstlight\nexit soon", line: 2),
        Refused(text: "terminal wide", line: 1),
        Refused(text: "terminal 60\n$ firstlight\n! error", line: 3),
        Refused(text: "terminal 60", line: 1),
        Refused(text: "signal HUP at text", line: 1),
        Refused(text: "$", line: 1),
        Refused(text: "$ firstlight 'open", line: 1),
        Refused(text: "$ firstlight < a b", line: 1),
        Refused(text: "env NAME", line: 1),
        Refused(text: "lines stdout many", line: 1),
        Refused(text: "json stdout verdict READY", line: 1),
        Refused(text: "$ firstlight\nabsent runs\n> late", line: 3),
    ])
    func `a line that means nothing is refused`(_ refused: Refused) {
        let error = #expect(throws: CaseSyntaxError.self) { try parse(refused.text) }
        #expect(error?.line == refused.line)
    }
}
