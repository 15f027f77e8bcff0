import Testing

/// What does not hold must be reported; else the cases would be worth nothing.
@Suite struct CaseRunnerTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
        var text: String
        /// The line at which it must be reported.
        var line: Int

        var testDescription: String { text.replacing("\n", with: " / ") }
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            Wrong(text: "$ false", line: 1),
            Wrong(text: "$ true\nexit 1", line: 1),
            Wrong(text: "$ sh -c 'kill -9 $$'\nexit 9", line: 1),
            Wrong(text: "$ echo surprise", line: 1),
            Wrong(text: "$ true\n> something", line: 2),
            Wrong(text: "$ echo one\n> one\n> two", line: 3),
            Wrong(text: "$ sh -c 'echo loud >&2'", line: 1),
            Wrong(text: "$ sh -c 'echo loud >&2'\n> loud\n! ...", line: 2),
            Wrong(text: "terminal 40\n$ echo surprise", line: 2),
            Wrong(text: "terminal 40\n$ sh -c 'stty size <&1'\n> 50 80", line: 3),
            Wrong(text: "signal INT at never\n$ true", line: 2),
            Wrong(text: "env A=b\n$ sh -c 'echo $A'\n> c", line: 3),
            Wrong(text: "$ sh -c 'echo one > file'\nfile file\n| two", line: 3),
            Wrong(text: "file missing\n| ...", line: 1),
            Wrong(text: "$ sh -c 'echo > there'\nabsent there", line: 2),
            Wrong(text: "$ printf \"a\\nb\\n\"\n> ...\nlines stdout 3", line: 3),
            Wrong(text: "$ echo '{\"a\": 1}'\n> ...\njson stdout a = 2", line: 3),
            Wrong(text: "$ echo '{\"a\": 1}'\n> ...\njson stdout b = ...", line: 3),
            Wrong(text: "$ echo nonsense\n> ...\njson stdout", line: 3),
            Wrong(text: "$ printf \"{}\\nnonsense\\n\"\n> ...\njsonl stdout", line: 3),
            Wrong(text: "$ true\njsonl stdout", line: 2),
            Wrong(text: "$ echo '<a>'\n> ...\nxml stdout", line: 3),
            Wrong(text: "$ echo a key\n> ...\nlacks key", line: 3),
            Wrong(text: "$ sh -c 'mkdir d; echo key > d/f'\nlacks key", line: 2),
            Wrong(text: "start true\n$ true", line: 1),
            Wrong(
                text: "start sh -c 'echo \"serving at http://x; stop with Ctrl-C\" >&2; exit 3'",
                line: 1),
        ])
    func `what does not hold is reported at its line`(_ wrong: Wrong) async throws {
        let test = try CommandCase(name: "wrong", path: "wrong.txt", text: wrong.text)
        try await withKnownIssue {
            try await CaseRunner.play(test)
        } matching: { issue in
            issue.sourceLocation?.fileName == "wrong.txt"
                && issue.sourceLocation?.line == wrong.line
        }
    }

    @Test func `what holds is not reported`() async throws {
        let test = try CommandCase(
            name: "right", path: "right.txt",
            text: """
                env A=b
                serve answer
                $ sh -c 'echo $A {url}; cat' < input
                > b http://127.0.0.1:...
                > text of {folder}
                terminal 40
                $ sh -c 'stty size <&1'
                > 50 40
                signal TERM at ready
                $ sh wait-for-term
                exit 7
                ! ready
                $ sh -c 'echo "{}" > out; cat input input > twice'
                json out
                lines twice 2
                lacks ready to go
                -- answer --
                HTTP/1.1 200 OK

                -- wait-for-term --
                trap 'kill $!; exit 7' TERM
                tail -f /dev/null &
                echo ready >&2
                wait
                -- input --
                text of {folder}
                """)
        try await CaseRunner.play(test)
    }
}
