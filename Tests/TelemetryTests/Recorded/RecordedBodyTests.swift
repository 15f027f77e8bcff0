import Exposition
import Foundation
import Signals
import Telemetry
import TestKit
import Testing

@Suite struct RecordedBodyTests {
    private func parse(
        _ text: String, at given: Double? = nil, modified: Double? = 50
    ) throws -> [RecordedBody] {
        try RecordedBody.parse(Array(text.utf8), name: "body.txt", at: given, modified: modified)
    }

    private func error(_ text: String) -> RecordedBodyError? {
        #expect(throws: RecordedBodyError.self) { try parse(text) }
    }

    // MARK: - Times

    @Test func `a body is of the time of its samples, of its file, or as somebody says`() throws {
        let stamped = "a 1 1700000000123\nb 2 1700000000000\n"
        let own = try parse(stamped)
        #expect(own.map(\.unixSeconds) == [1_700_000_000.123])
        #expect(own.map(\.timeSource) == [.samples])
        let file = try parse("a 1\n")
        #expect(file.map(\.unixSeconds) == [50])
        #expect(file.map(\.timeSource) == [.modification])
        let given = try parse(stamped, at: 9)
        #expect(given.map(\.unixSeconds) == [9])
        #expect(given.map(\.timeSource) == [.given])
        let nothing = #expect(throws: RecordedBodyError.self) {
            try parse("a 1\n", modified: nil)
        }
        #expect(nothing == .timeUnknown(name: "body.txt"))
    }

    @Test func `OpenMetrics is known by its end, and its times are in seconds`() throws {
        let bodies = try parse("# TYPE a counter\na_total 1 1700000000.5\n# EOF\n")
        #expect(bodies.map(\.unixSeconds) == [1_700_000_000.5])
        #expect(bodies.first?.families.map(\.name) == ["a"])
        // A comment that looks like an end does not make it one.
        let text = try parse("a 1 1700000000500 \n# EOF?\n")
        #expect(text.map(\.unixSeconds) == [1_700_000_000.5])
    }

    @Test func `the same series at several times is several moments`() throws {
        let bodies = try parse(
            """
            # TYPE a gauge
            a{x="1"} 1 10
            a{x="1"} 2 25
            # TYPE b gauge
            b 7 25
            # EOF
            """)
        #expect(bodies.map(\.unixSeconds) == [10, 25])
        #expect(bodies.map { $0.families.map(\.name) } == [["a"], ["a", "b"]])
        #expect(bodies.map { $0.families.flatMap(\.samples).map(\.value) } == [[1], [2, 7]])
        let window = ScrapeWindow(bodies.map { $0.timedScrape(of: "r") })
        #expect(window.scrapeTimes == ["r": [10, 25]])
    }

    @Test func `a captured body of vLLM is read as a scrape reads it`() throws {
        let bytes = try Fixture.bytes("vllm-0.32.0-queueing-during.txt")
        let bodies = try RecordedBody.parse(bytes, name: "v", modified: 1)
        #expect(bodies.count == 1)
        #expect(bodies.first?.families == (try ExpositionParser.parse(bytes)))
    }

    // MARK: - Files

    @Test func `files in order are a window, whose times must ascend`() async throws {
        try await withTemporaryFolder { folder in
            let paths = (1...3).map { "\(folder)/\($0).txt" }
            for (index, path) in paths.enumerated() {
                try "a \(index)\n".write(toFile: path, atomically: true, encoding: .utf8)
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: Double(1000 + index * 15))],
                    ofItemAtPath: path)
            }
            let window = try RecordedBody.window(files: paths)
            #expect(window.map(\.unixSeconds) == [1000, 1015, 1030])
            #expect(window.map(\.name) == paths)
            let wrong = #expect(throws: RecordedBodyError.self) {
                try RecordedBody.window(files: paths.reversed())
            }
            #expect(
                wrong
                    == .notAscending(
                        first: paths[2], firstSeconds: 1030, second: paths[1],
                        secondSeconds: 1015))
            #expect(wrong?.hint?.contains("order of time") == true)
            let told = try RecordedBody.window(files: paths.reversed(), at: [1, 2, 3])
            #expect(told.map(\.unixSeconds) == [1, 2, 3])
            let missing = #expect(throws: RecordedBodyError.self) {
                try RecordedBody.window(files: ["\(folder)/4.txt"])
            }
            #expect(missing?.description.hasSuffix("No such file or directory") == true)
        }
    }

    // MARK: - What is no body

    @Test func `pages, JSON, nothing and broken text are named with file and place`() throws {
        #expect(error("<!DOCTYPE html>") == .html(name: "body.txt"))
        #expect(error(#"[{"iter":1}]"#) == .json(name: "body.txt"))
        #expect(error(#"{"status":"success"}"#) == .json(name: "body.txt"))
        #expect(error(" \n") == .empty(name: "body.txt"))
        #expect(error("# a comment\n") == .empty(name: "body.txt"))
        guard case .malformed("body.txt", let problem)? = error("up 1\nup one\n") else {
            Issue.record("not malformed")
            return
        }
        #expect(problem.line == 2)
        #expect(try parse("{\"quoted.name\"} 1\n").first?.families.map(\.name) == ["quoted.name"])
    }

    // MARK: - Series files and records of runs

    @Test func `a captured series file is a window of moments`() throws {
        let scrapes = try RecordedSeries.parse(
            Fixture.bytes("vllm-0.32.0-queueing-series.jsonl"), name: "s", startSeconds: 1000)
        #expect(scrapes.count == 51)
        #expect(scrapes.first?.unixSeconds == 1001.02)
        let running = scrapes.flatMap(\.families)
            .filter { $0.name == "vllm:num_requests_running" }.flatMap(\.samples).map(\.value)
        #expect(running.count == 51)
        #expect(running.max() == 2)
        let other = try RecordedSeries.parse(
            Fixture.bytes("llamacpp-b11434-quiet-series.jsonl"), name: "s")
        #expect(other.count == 10)
    }

    @Test func `a broken line of a series file is named, a cut one at the end is left out`() throws
    {
        let good = #"{"t":1,"a":2}"# + "\n"
        #expect(try RecordedSeries.parse(Array((good + "{\"t\":2,\"a").utf8), name: "s").count == 1)
        for bad in ["{\"a\":2}", "[1]", "{\"t\":2,\"a b\":3}"] {
            let error = #expect(throws: RecordedBodyError.self) {
                try RecordedSeries.parse(Array((good + bad + "\n" + good).utf8), name: "s")
            }
            #expect(error?.description.hasPrefix("s:2: ") == true)
        }
    }

    @Test func `signals of earlier runs stay readable`() throws {
        let line =
            #"{"engine":"vllm","scrape_ms":1.5,"signals":{"running":{"value":2}},"#
            + #""time":"2026-11-21T02:10:00.125Z","url":"http://127.0.0.1:8000/metrics"}"#
        let records = try SnapshotRecord.parse(
            lines: Array((line + "\n\n" + line + "\n" + line.dropLast(9)).utf8), name: "s")
        #expect(records.count == 2)
        #expect(records.first?.signals["running"]?.value == 2)
        let error = #expect(throws: RecordedBodyError.self) {
            try SnapshotRecord.parse(lines: Array(("{}\n" + line).utf8), name: "s")
        }
        #expect(error?.description == "s:1: is not a record of a scrape")
    }
}
