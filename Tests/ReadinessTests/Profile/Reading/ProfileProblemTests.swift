import Readiness
import Testing

@Suite struct ProfileProblemTests {
    private func errors(_ yaml: String, environment: [String: String] = [:]) -> ProfileErrors? {
        #expect(throws: ProfileErrors.self) {
            try Profile.parse(yaml: yaml, file: "firstlight.yml", environment: environment)
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let yaml: String
        let rendered: String
        var testDescription: String { yaml }

        init(_ yaml: String, _ rendered: String) {
            self.yaml = yaml
            self.rendered = rendered
        }
    }

    @Test func `every problem of a file is shown at its line, in order, hints last`() {
        let yaml = """
            version: 2
            name: chat staging
            target:
              url: http://localhost:8000
              model: [a, b]
              apiKey: ${OPENAI_API_KEY}
              api: tgl
              modl: x
            objectve:
              - ttft p95 <= 2s
            objectives:
              - ttft p95 >= 2s
              - error rate <= 5%
              - ttft mean <= 2s
            gate: {minProbes: 0, maxDuration: 120, confidence: 100%, decison: threshold}
            workload:
              concurrency: many
              concurrency: 4
            timeouts: 5s
            """
        #expect(
            errors(yaml)?.description == """
                firstlight.yml:1:10: version "2" is not supported; this firstlight reads version 1
                  1 | version: 2
                    |          ^
                firstlight.yml:2:7: name: "chat staging" cannot name a run directory; write letters, digits, ".", "_" and "-", beginning with a letter or a digit, at most 64 of them
                  2 | name: chat staging
                    |       ^
                firstlight.yml:5:10: target.model: expected text, found a list
                  5 |   model: [a, b]
                    |          ^
                firstlight.yml:6:11: target.apiKey: the environment variable OPENAI_API_KEY is not set
                  6 |   apiKey: ${OPENAI_API_KEY}
                    |           ^
                firstlight.yml:7:8: target.api: unknown value "tgl"; did you mean "tgi"?
                  7 |   api: tgl
                    |        ^
                firstlight.yml:8:3: unknown key "modl" in target; did you mean "model"?
                  8 |   modl: x
                    |   ^
                firstlight.yml:9:1: unknown key "objectve"; did you mean "objectives"?
                  9 | objectve:
                    | ^
                firstlight.yml:12:5: objectives[0]: "ttft p95 >= 2s" points the wrong way: a higher ttft is worse; write ttft p95 <= 2s
                  12 |   - ttft p95 >= 2s
                     |     ^
                firstlight.yml:14:5: objectives[2]: "ttft mean <= 2s": a mean has no bound that holds whatever the distribution, because one slow request can move it anywhere; limit a percentile, as in ttft p95 <= 2s
                  14 |   - ttft mean <= 2s
                     |     ^
                firstlight.yml:15:19: gate.minProbes: expected a whole number from 1 to 1000000, found "0"
                  15 | gate: {minProbes: 0, maxDuration: 120, confidence: 100%, decison: threshold}
                     |                   ^
                firstlight.yml:15:35: gate.maxDuration: "120" has no unit; write 120ms, 120s or 120m
                  15 | gate: {minProbes: 0, maxDuration: 120, confidence: 100%, decison: threshold}
                     |                                   ^
                firstlight.yml:15:52: gate.confidence: a confidence lies from 50% to below 100%; at 100% no number of probes would ever decide
                  15 | gate: {minProbes: 0, maxDuration: 120, confidence: 100%, decison: threshold}
                     |                                                    ^
                firstlight.yml:15:58: unknown key "decison" in gate; did you mean "decision"?
                  15 | gate: {minProbes: 0, maxDuration: 120, confidence: 100%, decison: threshold}
                     |                                                          ^
                firstlight.yml:17:16: workload.concurrency: expected a whole number from 1 to 10000, found "many"
                  17 |   concurrency: many
                     |                ^
                firstlight.yml:18:3: key "concurrency" is given twice; the first is on line 17
                  18 |   concurrency: 4
                     |   ^
                firstlight.yml:19:11: timeouts: expected a mapping with connect, firstToken, gap, total, found "5s"
                  19 | timeouts: 5s
                     |           ^

                hint: set it with "export OPENAI_API_KEY=...", or remove target.apiKey if the endpoint needs none
                """)
    }

    @Test func `a problem carries its parts`() throws {
        let problem = try #require(errors("target: {url: http://h}\nobjectve: []")?.problems.first)
        #expect(problem.place == .line(file: "firstlight.yml", line: 2, column: 1))
        #expect(problem.file == "firstlight.yml")
        #expect(problem.line == 2)
        #expect(problem.column == 1)
        #expect(problem.keyPath == "objectve")
        #expect(problem.found == "objectve")
        #expect(problem.suggestion == "objectives")
        #expect(
            problem.expected
                == "version, name, target, engine, workload, objectives, warnings, gate, timeouts")
    }

    @Test(arguments: [
        Case(
            "{target: {url: http://h}, model: x}",
            "1:27: unknown key \"model\"; it belongs under target"),
        Case(
            "{target: {url: http://h, minProbes: 3}}",
            "1:26: unknown key \"minProbes\" in target; it belongs under gate"),
        Case(
            "{target: {url: http://h, objectives: []}}",
            "1:26: unknown key \"objectives\" in target; it belongs to the top level"),
        Case(
            "{target: {url: http://h}, engine: {expect: {foo: 1}}}",
            "1:45: unknown key \"foo\" in engine.expect; the keys are maxNumSeqs"),
        Case("{target: {url: http://h, [a]: 1}}", "1:26: a key must be a word, found a list"),
        Case(
            "{target: {url: http://h}, workload: {<<: 5}}",
            "1:42: << takes a mapping or a list of mappings, found \"5\""),
    ])
    func `a key that does not belong`(_ test: Case) { check(test) }

    @Test(arguments: [
        Case(
            "name: x",
            "target.url is missing; write the endpoint, as in target: {url: http://localhost:8000}"),
        Case(
            "target:",
            "1:1: target.url is missing; write the endpoint, as in target: {url: http://localhost:8000}"
        ),
        Case(
            "target: {model: x}",
            "1:1: target.url is missing; write the endpoint, as in url: http://localhost:8000"),
        Case(
            "target: http://h",
            "1:9: target: expected a mapping with url, model, api, apiKey, headers, caFile, keepAlive, found \"http://h\""
        ),
        Case(
            "- a",
            "1:1: expected a mapping with version, name, target, engine, workload, objectives, warnings, gate, timeouts, found a list"
        ),
        Case(
            "hello",
            "1:1: expected a mapping with version, name, target, engine, workload, objectives, warnings, gate, timeouts, found \"hello\""
        ),
        Case("target: {url: }", "1:10: target.url: expected a URL, found nothing"),
        Case(
            "target: {url: localhost:8000}",
            "1:15: target.url: \"localhost:8000\" has no scheme; write http:// or https:// in front of it"
        ),
        Case(
            "target: {url: 'ftp://h'}",
            "1:15: target.url: \"ftp://h\" has the scheme \"ftp\"; firstlight speaks http and https"
        ),
        Case(
            "target: {url: http://h, api: grpc}",
            "1:30: target.api: unknown value \"grpc\"; it is one of openai-chat, openai-completions, anthropic, ollama-chat, ollama-generate, tgi, llamacpp"
        ),
        Case(
            "target: {url: http://h, api: openai-cht}",
            "1:30: target.api: unknown value \"openai-cht\"; did you mean \"openai-chat\"?"),
        Case(
            "target: {url: http://h, api: llama.cpp}",
            "1:30: target.api: unknown value \"llama.cpp\"; did you mean \"llamacpp\"?"),
        Case(
            "target: {url: http://h, keepAlive: maybe}",
            "1:36: target.keepAlive: expected true or false, found \"maybe\""),
        Case(
            "target: {url: http://h, model: ''}",
            "1:32: target.model: expected text, found an empty text"),
        Case(
            "target: {url: http://h, headers: [a]}",
            "1:34: target.headers: expected a mapping of header names to values, found a list"),
        Case(
            "target: {url: http://h, headers: {'a b': c}}",
            "1:35: target.headers: \"a b\" is not a header name"),
        Case(
            "target: {url: http://h, headers: {Host: c}}",
            "1:35: target.headers: \"Host\" is set by firstlight itself"),
    ])
    func `a target that cannot be used`(_ test: Case) { check(test) }

    @Test(arguments: [
        Case(
            "workload: {concurrency: 0}",
            "2:25: workload.concurrency: expected a whole number from 1 to 10000, found \"0\""),
        Case(
            "workload: {concurrency: -1}",
            "2:25: workload.concurrency: expected a whole number from 1 to 10000, found \"-1\""),
        Case(
            "workload: {concurrency: 1.5}",
            "2:25: workload.concurrency: expected a whole number from 1 to 10000, found \"1.5\""),
        Case(
            "workload: {maxTokens: +5}",
            "2:23: workload.maxTokens: expected a whole number from 1 to 1000000, found \"+5\""),
        Case(
            "workload: {temperature: 3}",
            "2:25: workload.temperature: expected a number from 0 to 2, found \"3\""),
        Case(
            "workload: {prompt: short-chats}",
            "2:20: workload.prompt: unknown prompt \"short-chats\"; did you mean \"short-chat\"?"),
        Case(
            "workload: {prompt: Hello there}",
            "2:20: workload.prompt: unknown prompt \"Hello there\"; write short-chat, long-context, code, rag, or {text: \"...\"} for a text of your own"
        ),
        Case(
            "workload: {prompt: {}}",
            "2:20: workload.prompt: expected a name or {text: ...}, found a mapping without text"),
        Case(
            "engine: {metrics: [http://a, b]}",
            "2:30: engine.metrics[1]: \"b\" has no scheme; write http:// or https:// in front of it"
        ),
        Case(
            "engine: {selector: {'a-b': c}}",
            "2:21: engine.selector: \"a-b\" is not a label name; it takes letters, digits and \"_\""
        ),
        Case(
            "engine: {expect: {maxNumSeqs: 0}}",
            "2:31: engine.expect.maxNumSeqs: expected a whole number from 1 to 1000000, found \"0\""
        ),
        Case(
            "objectives:",
            "2:1: objectives: expected a list, found nothing; write an item or remove the key"),
        Case(
            "objectives: [{ttft: 5s}]",
            "2:14: objectives[0]: expected an objective such as \"ttft p95 <= 2s\", found a mapping"
        ),
        Case(
            "objectives: [~]",
            "2:14: objectives[0]: expected an objective such as \"ttft p95 <= 2s\", found nothing"),
        Case(
            "warnings: [ttft p95 <= 2]",
            "2:12: warnings[0]: \"ttft p95 <= 2\": 2 has no unit; write 2ms or 2s"),
        Case(
            "gate: {maxDuration: 0s}",
            "2:21: gate.maxDuration: \"0s\" is zero; write a duration such as 500ms or 2m"),
        Case(
            "gate: {maxDuration: soon}",
            "2:21: gate.maxDuration: \"soon\" is not a duration; write one such as 500ms, 2s or 1m30s"
        ),
        Case(
            "gate: {confidence: 95}", "2:20: gate.confidence: \"95\" has no unit; write 95% or 0.95"
        ),
        Case(
            "gate: {confidence: 0%}",
            "2:20: gate.confidence: a confidence lies from 50% to below 100%; at 100% no number of probes would ever decide"
        ),
        Case(
            "gate: {passRate: 0%}",
            "2:18: gate.passRate: a pass rate of 0% passes every endpoint; write one such as 95%"),
        Case(
            "gate: {decision: treshold}",
            "2:18: gate.decision: unknown value \"treshold\"; did you mean \"threshold\"?"),
        Case(
            "timeouts: {gap: -1s}",
            "2:17: timeouts.gap: \"-1s\" is negative; a duration counts from zero"),
    ])
    func `a value of the wrong type or size`(_ test: Case) {
        check(Case("target: {url: http://h}\n" + test.yaml, test.rendered))
    }

    @Test(arguments: [
        Case(
            "gate: {minProbes: 50, maxProbes: 10}",
            "2:8: gate.minProbes (50) is larger than gate.maxProbes (10); READY could never be said"
        ),
        Case(
            "gate: {maxProbes: 3}",
            "2:8: gate.minProbes (5) is larger than gate.maxProbes (3); READY could never be said"),
        Case(
            "{gate: {interval: 1m}, workload: {concurrency: 1}}",
            "one round every 1 m during 2 m gives 2 probes, fewer than gate.minProbes (5); shorten gate.interval or lengthen gate.maxDuration"
        ),
        Case(
            "objectives: []",
            "2:1: objectives is empty; without a hard limit every endpoint would be READY. List one, or remove the key to use the defaults"
        ),
        Case(
            "objectives: [ttft p95 <= 2s, p95(ttft) <= 1s]",
            "2:30: objectives[1]: \"ttft p95 <= 1 s\" limits the same as \"ttft p95 <= 2 s\" in objectives[0]; keep one of them"
        ),
        Case(
            "workload: {stream: false}",
            "2:12: objectives[0]: ttft can only be measured on a stream; set workload.stream to true"
        ),
        Case(
            "{workload: {maxTokens: 1}, warnings: [itl p99 <= 1s]}",
            "2:38: warnings[0]: itl needs at least two tokens; set workload.maxTokens to 2 or more"),
        Case(
            "timeouts: {total: 10s}",
            "2:12: timeouts.total (10 s) ends requests that \"e2e p95 <= 30 s\" would still allow; make it longer"
        ),
    ])
    func `values that contradict each other`(_ test: Case) {
        let flow = test.yaml.hasPrefix("{")
        let yaml =
            flow
            ? "{target: {url: http://h},\n" + test.yaml.dropFirst()
            : "target: {url: http://h}\n" + test.yaml
        let rendered = errors(yaml)?.description ?? ""
        #expect(rendered.contains(test.rendered), "\(rendered)")
    }

    private func check(_ test: Case) {
        let first = errors(test.yaml)?.problems.first
        let rendered = first.map { "\($0.place): \($0.message)" } ?? ""
        let separator = test.rendered.first?.isNumber == true ? ":" : ": "
        #expect(rendered == "firstlight.yml" + separator + test.rendered)
    }
}
