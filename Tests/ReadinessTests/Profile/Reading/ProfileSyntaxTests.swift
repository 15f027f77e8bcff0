import Readiness
import Testing

@Suite struct ProfileSyntaxTests {
    private func errors(_ yaml: String) -> ProfileErrors? {
        #expect(throws: ProfileErrors.self) {
            try Profile.parse(yaml: yaml, file: "firstlight.yml", environment: [:])
        }
    }

    @Test func `a syntax error names its line`() {
        #expect(
            errors("target:\n  url: http://h\n model: x\n")?.description == """
                firstlight.yml:3:2: not valid YAML: did not find expected key (while parsing a block mapping, line 1)
                  3 |  model: x
                    |  ^
                """)
        #expect(
            errors("target: {url: http://h\n")?.description.hasPrefix(
                "firstlight.yml:2:1: not valid YAML: did not find expected ',' or '}'") == true)
        #expect(
            errors("name: a: b\n")?.description == """
                firstlight.yml:1:8: not valid YAML: mapping values are not allowed in this context
                  1 | name: a: b
                    |        ^
                """)
        #expect(
            errors("target: {url: *nowhere}")?.description == """
                firstlight.yml:1:15: not valid YAML: found undefined alias
                  1 | target: {url: *nowhere}
                    |               ^
                """)
    }

    @Test func `a reference without quotes in a flow mapping is recognised`() {
        #expect(
            errors("target: {url: http://h, apiKey: ${KEY}}")?.description == """
                firstlight.yml:1:34: not valid YAML: did not find expected ',' or '}' (while parsing a flow mapping, line 1)
                  1 | target: {url: http://h, apiKey: ${KEY}}
                    |                                  ^

                hint: inside { } and [ ] write "${NAME}" in quotes
                """)
    }

    @Test func `a tab in the indentation is recognised`() {
        #expect(
            errors("target:\n\turl: http://h\n")?.description == """
                firstlight.yml:2:1: not valid YAML: found character that cannot start any token (while scanning for the next token, line 2)
                  2 |  url: http://h
                    | ^

                hint: YAML is indented with spaces; this line begins with a tab
                """)
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "~", "null", "---\n"])
    func `an empty file says how to make one`(_ yaml: String) {
        #expect(
            errors(yaml)?.description == """
                firstlight.yml: is empty; a profile needs at least target.url

                hint: "firstlight init" writes a commented profile for an endpoint
                """)
    }

    @Test func `a second document is refused`() {
        #expect(
            errors("target: {url: http://h}\n---\nname: x\n")?.description == """
                firstlight.yml:2:1: a second document starts here; a file is read as one document
                  2 | ---
                    | ^
                """)
    }

    @Test func `every repeated key is found, quoted, nested and in flow style`() {
        let yaml = """
            target:
              url: http://a
              "url": http://b
            gate: {warmup: 1, 'warmup': 2, warmup: 3}
            engine: {selector: {a: 1, a: 2}}
            target: {url: http://c}
            """
        #expect(
            errors(yaml)?.problems.map { "\($0.place): \($0.message)" } == [
                "firstlight.yml:3:3: key \"url\" is given twice; the first is on line 2",
                "firstlight.yml:4:19: key \"warmup\" is given twice; the first is on line 4",
                "firstlight.yml:4:32: key \"warmup\" is given twice; the first is on line 4",
                "firstlight.yml:5:27: key \"a\" is given twice; the first is on line 5",
                "firstlight.yml:6:1: key \"target\" is given twice; the first is on line 1",
            ])
    }

    @Test func `a repeated key in a part nobody reads is still reported`() {
        #expect(
            errors("target: {url: http://h}\nx-notes: {a: 1, a: 2}\n")?.problems.map(\.message) == [
                "key \"a\" is given more than once"
            ])
    }

    @Test func `a repeated key behind an anchor ends reading with its place`() {
        #expect(
            errors("target: {url: http://h}\ngate: {&k warmup: 1, warmup: 2}\n")?.problems.map {
                "\($0.place): \($0.message)"
            } == ["firstlight.yml:2:8: key \"warmup\" is given more than once"])
    }

    @Test func `nesting that could exhaust the stack is refused`() {
        for yaml in [
            String(repeating: "[", count: 200_000),
            String(repeating: "{a: ", count: 100_000),
            String(repeating: "- ", count: 100_000) + "x",
            (0..<1_200).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
        ] {
            #expect(
                errors(yaml)?.problems.map(\.message) == [
                    "nested more than 64 levels deep; nothing that is read here needs more than five"
                ])
        }
    }

    @Test func `merge keys that multiply are cut off`() {
        var yaml = "x-a0: &a0 {maxTokens: 4}\n"
        for level in 1...40 {
            yaml += "x-a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)]}\n"
        }
        yaml += "target: {url: http://h}\nworkload: {<<: *a40}\n"
        // What matters is that reading ends; whether the value survives 2^40 paths does not.
        _ = try? Profile.parse(yaml: yaml, file: "firstlight.yml", environment: [:])
    }

    @Test func `bytes of any kind are read or refused`() {
        var random = SplitMix(seed: 5)
        let valid = Array(
            """
            version: 1
            target: {url: http://localhost:8000, apiKey: "${KEY}", headers: {X-A: b}}
            objectives:
              - ttft p95 <= 500ms
              - error rate <= 5%
            gate: {minProbes: 5, maxProbes: 300, maxDuration: 2m, confidence: 95%}
            """.utf8)
        let alphabet = Array("{}[]:,-&*!|>'\"%@`#?<=.~ \t\n\r0a\\$".utf8)
        for _ in 0..<3_000 {
            var bytes = valid
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: index)
                case 1: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
                default: bytes[index] = alphabet.randomElement(using: &random) ?? 0
                }
            }
            let yaml = String(decoding: bytes, as: UTF8.self)
            do throws(ProfileErrors) {
                _ = try Profile.parse(
                    yaml: yaml, file: "f.yml", environment: ["KEY": "s3cr3t-value"])
            } catch {
                #expect(!error.problems.isEmpty)
                #expect(!error.description.contains("s3cr3t-value"))
            }
        }
    }
}
