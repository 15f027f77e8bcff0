import Foundation
import Inference
import Load
import TestKit
import Testing

@Suite struct FileWorkloadTests {
    private func read(
        _ text: String, skipsBadLines: Bool = false, cycles: Bool = false
    ) async throws -> FileWorkload.Reading {
        try await withTemporaryFolder { folder in
            let file = folder + "/work.jsonl"
            try Data(text.utf8).write(to: URL(filePath: file))
            var settings = FileWorkload.Settings(maxTokens: 32, seed: 1)
            settings.thinkTime = .seconds(2)
            settings.cycles = cycles
            return try FileWorkload.read(
                path: file, settings: settings, skipsBadLines: skipsBadLines)
        }
    }

    private func problems(_ text: String) async throws -> [WorkloadFileProblem] {
        do {
            _ = try await read(text)
            return []
        } catch let refusal as FileWorkload.Refusal {
            return refusal.problems
        }
    }

    @Test func `prompts and messages are read`() async throws {
        let workload = try await read(
            """
            {"prompt": "Say hello.", "max_tokens": 5}

            {"messages": [{"role": "system", "content": "Be brief."}, \
            {"role": "user", "content": "And now?"}], "output_tokens": 7}
            {"prompt": "Last without a line feed."}
            """
        ).workload
        #expect(workload.sessionCount == 3)
        #expect(workload.turn(0, ofSession: 0)?.messages.map(\.content) == ["Say hello."])
        #expect(workload.turn(0, ofSession: 0)?.maxTokens == 5)
        #expect(workload.turn(0, ofSession: 1)?.messages.map(\.role) == [.system, .user])
        #expect(workload.turn(0, ofSession: 1)?.maxTokens == 7)
        #expect(workload.turn(0, ofSession: 2)?.maxTokens == 32)
        #expect(workload.turn(1, ofSession: 2) == nil)
        #expect(workload.turn(0, ofSession: 3) == nil)
        #expect(workload.recordedStart(ofSession: 0) == nil)
    }

    @Test func `a ShareGPT list becomes sessions of turns`() async throws {
        let workload = try await read(
            """
            [{"id": "a", "conversations": [
              {"from": "human", "value": "One [1], \\"two\\"?"}, {"from": "gpt", "value": "Yes]."},
              {"from": "human", "value": "Three?"}]},
             {"id": "b", "conversations": [{"from": "human", "value": "Four?"}]}]
            """
        ).workload
        #expect(workload.sessionCount == 2)
        #expect(
            workload.turn(0, ofSession: 0)?.messages.map(\.content) == ["One [1], \"two\"?"])
        #expect(workload.turn(1, ofSession: 0)?.messages.map(\.content) == ["Three?"])
        #expect(workload.turn(1, ofSession: 0)?.thinkTime == .seconds(2))
        #expect(workload.turn(0, ofSession: 0)?.thinkTime == .zero)
        #expect(workload.turn(2, ofSession: 0) == nil)
        #expect(workload.turn(0, ofSession: 1)?.messages.map(\.content) == ["Four?"])
    }

    @Test func `a trace has times, lengths and blocks that are shared`() async throws {
        let workload = try await read(
            """
            {"timestamp": 2000, "input_length": 1100, "output_length": 9, "hash_ids": [4, 7, 9]}
            {"timestamp": 500, "input_length": 1024, "output_length": 5, "hash_ids": [4, 7]}
            {"timestamp": 3000, "input_length": 600, "output_length": 5, "hash_ids": [8, 7]}
            """
        ).workload
        let starts = (0..<3).map { workload.recordedStart(ofSession: $0) }
        #expect(starts == [.zero, .milliseconds(1500), .milliseconds(2500)])
        let texts = try (0..<3).map {
            try #require(workload.turn(0, ofSession: $0)?.messages.first?.content)
        }
        #expect(texts.map(\.utf8.count) == [4096, 4400, 2400])
        #expect(texts[1].hasPrefix(texts[0]))
        #expect(texts[2].prefix(10) != texts[0].prefix(10))
        #expect(workload.turn(0, ofSession: 1)?.maxTokens == 9)
        #expect(workload.turn(0, ofSession: 1)?.promptTokens == 1100)
    }

    @Test func `a file that begins anew says which prompts repeat`() async throws {
        let workload = try await read("{\"prompt\": \"a\"}\n{\"prompt\": \"b\"}\n", cycles: true)
            .workload
        #expect(workload.sessionCount == nil)
        #expect(workload.turn(0, ofSession: 5)?.messages.map(\.content) == ["b"])
        #expect(workload.turn(0, ofSession: 5)?.repeats == 1)
        #expect(workload.turn(0, ofSession: 1)?.repeats == nil)
    }

    @Test func `every bad line is named with what was found and expected`() async throws {
        let found = try await problems(
            """
            {"prompt": "good"}
            not json
            {"question": "?"}
            {"prompt": ""}
            {"messages": [{"role": "wizard", "content": "x"}]}
            {"timestamp": -1, "input_length": 5, "output_length": 5}
            {"timestamp": 1, "input_length": 0, "output_length": 5}
            {"prompt": "x", "max_tokens": 0}
            {"conversations": []}
            {"messages": [{"role": "assistant", "content": "x"}]}
            """)
        #expect(found.map(\.line) == [2, 3, 4, 5, 6, 7, 8, 9, 10])
        #expect(found[0].problem == "not a JSON object; found \"not json\"")
        #expect(found[3].problem == "found the role \"wizard\", expected system, user or assistant")
        #expect(found[5].problem == "expected \"input_length\" from 1 to 1000000, found 0")
    }

    @Test func `bad lines can be left out`() async throws {
        let reading = try await read(
            "{\"prompt\": \"a\"}\noops\n{\"prompt\": \"b\"}\n", skipsBadLines: true)
        #expect(reading.workload.sessionCount == 2)
        #expect(reading.skipped.map(\.line) == [2])
    }

    @Test(arguments: ["", "\n\n", "[]", "oops\n"])
    func `a file without a request is refused`(text: String) async {
        await #expect(throws: FileWorkload.Refusal.self) {
            try await read(text, skipsBadLines: true)
        }
    }

    @Test func `a missing file is named`() {
        #expect(throws: FileWorkload.Refusal.self) {
            try FileWorkload.read(
                path: "/nonexistent/work.jsonl", settings: .init(maxTokens: 1, seed: 1),
                skipsBadLines: true)
        }
    }

    @Test(arguments: 1..<12) func `pieces of any size give the same sessions`(length: Int)
        async throws
    {
        var text = "["
        for number in 0..<400 {
            text += "{\"prompt\": \"number \(number) with ] and \\\" and , in it\"},\n"
        }
        text.removeLast(2)
        text += String(repeating: " ", count: length << 17) + "]"
        let workload = try await read(text).workload
        #expect(workload.sessionCount == 400)
        #expect(
            workload.turn(0, ofSession: 399)?.messages.first?.content
                == "number 399 with ] and \" and , in it")
    }
}
