import Foundation
import Load
import Testing

@Suite struct ProbeFileTests {
    private func read(_ text: String) throws -> (records: [ProbeRecord], notes: [String]) {
        try ProbeFile.read(Data(text.utf8), file: "run/probes.jsonl")
    }

    private func problem(_ text: String) -> String? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private static let good = #"{"status":"ok","latency_ms":5}"#

    // MARK: - Good files

    @Test func `records keep the order of the file`() throws {
        let lines = (1...3).map { #"{"model":"m\#($0)","latency_ms":5}"# }
        let found = try read(lines.joined(separator: "\n") + "\n")
        #expect(found.records.map(\.model) == ["m1", "m2", "m3"])
        #expect(found.notes.isEmpty)
    }

    @Test func `records without a number are numbered by their place`() throws {
        #expect(try read("\(Self.good)\n\(Self.good)\n").records.map(\.index) == [0, 1])
    }

    @Test func `a number in the line stands, zero too`() throws {
        let lines = [2, 0, 1].map { #"{"index":\#($0),"latency_ms":5}"# }
        #expect(try read(lines.joined(separator: "\n")).records.map(\.index) == [2, 0, 1])
        #expect(
            try read(Self.good + "\n" + #"{"index":null,"latency_ms":5}"#).records.map(\.index)
                == [0, 1])
    }

    @Test func `blank lines, carriage returns and a byte order mark are passed over`() throws {
        let found = try read("\u{FEFF}\n\(Self.good)\r\n \t\r\n\n\(Self.good)\r\n\n")
        #expect(found.records.count == 2)
        #expect(found.notes.isEmpty)
    }

    @Test func `a last line without a line feed is read`() throws {
        let found = try read("\(Self.good)\n\(Self.good)")
        #expect(found.records.count == 2)
        #expect(found.notes.isEmpty)
    }

    // MARK: - Cut-off files

    @Test(arguments: 1..<30) func `a last line that is cut off is dropped and said`(length: Int)
        throws
    {
        let found = try read("\(Self.good)\n\(Self.good.prefix(length))")
        #expect(found.records.count == 1)
        #expect(found.notes == ["run/probes.jsonl:2: the last line is cut off and was left out"])
    }

    @Test func `a whole last line that is no record is an error, not cut off`() {
        #expect(
            problem("\(Self.good)\n{\"latency_ms\":-5}")
                == "run/probes.jsonl:2: \"latency_ms\": expected milliseconds, found -5.0, "
                + "in \"{\"latency_ms\":-5}\"")
        #expect(problem("\(Self.good)\nhello") != nil)
    }

    @Test func `a file of one line that is cut off is an error`() {
        #expect(
            problem(#"{"status":"ok""#)
                == #"run/probes.jsonl:1: not a JSON object, in "{"status":"ok"""#)
    }

    @Test func `a broken line before the end is an error`() {
        #expect(
            problem("\(Self.good)\n{\"status\":\n\(Self.good)\n")
                == #"run/probes.jsonl:2: not a JSON object, in "{"status":""#)
    }

    // MARK: - Bad files

    @Test(arguments: ["", "\n", " \r\n\n", "\u{FEFF}"])
    func `a file without a probe is an error`(text: String) {
        #expect(
            problem(text) == "run/probes.jsonl:1: no probe in the file; expected one JSON object a "
                + "line, as `firstlight probe --format jsonl` writes")
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var line: String
        var message: String
        var testDescription: String { line }

        init(_ line: String, _ message: String) {
            self.line = line
            self.message = message
        }
    }

    static let bad: [Bad] = [
        Bad("[1,2]", "not a JSON object"),
        Bad("42", "not a JSON object"),
        Bad("null", "not a JSON object"),
        Bad("plain text", "not a JSON object"),
        Bad("{}", #""status": expected "status", "latency_ms" or "error""#),
        Bad(#"{"ttft_ms":5}"#, #""status": expected "status", "latency_ms" or "error""#),
        Bad(#"{"latency_ms":"5"}"#, #""latency_ms": expected a number"#),
        Bad(#"{"latency_ms":-1}"#, #""latency_ms": expected milliseconds, found -1.0"#),
        Bad(
            #"{"latency_ms":1e12}"#, #""latency_ms": expected milliseconds, found 1000000000000.0"#),
        Bad(
            #"{"latency_ms":5,"gaps_ms":[1,-2]}"#,
            #""gaps_ms": expected milliseconds, found -2.0"#),
        Bad(#"{"latency_ms":5,"gaps_ms":7}"#, #""gaps_ms": expected a list of numbers"#),
        Bad(#"{"latency_ms":5,"gaps_ms":["a"]}"#, #""gaps_ms": expected a number"#),
        Bad(#"{"latency_ms":5,"status":7}"#, #""status": expected text"#),
        Bad(#"{"latency_ms":5,"warmup":"yes"}"#, #""warmup": expected true or false"#),
        Bad(
            #"{"latency_ms":5,"tokens_per_sec":-3}"#,
            #""tokens_per_sec": expected tokens per second, found -3.0"#),
        Bad(
            #"{"latency_ms":5,"output_tokens":2.5}"#,
            #""output_tokens": expected a whole number, found 2.5"#),
        Bad(#"{"latency_ms":5,"index":-1}"#, #""index": expected a whole number, found -1.0"#),
        Bad(
            #"{"latency_ms":5,"class":"good"}"#,
            #""class": expected one of success, failure, unreachable, configuration, excluded"#),
        Bad(
            #"{"latency_ms":5,"timestamp":"yesterday"}"#,
            #""timestamp": expected a time such as 2026-11-21T03:15:00Z, found "yesterday""#),
    ]

    @Test(arguments: bad) func `a bad line names place, key and expectation`(bad: Bad) {
        #expect(
            problem("\(Self.good)\n\n\(bad.line)\n\(Self.good)\n")
                == "run/probes.jsonl:3: \(bad.message), in \"\(bad.line)\"")
    }

    @Test func `what is quoted is short and holds no control characters`() throws {
        let line = "\u{1B}[31m" + String(repeating: "x", count: 200)
        let message = try #require(problem(line + "\n"))
        #expect(message.contains("in \"[31mxxxx"))
        #expect(!message.contains("\u{1B}"))
        #expect(message.utf8.count < 160)
    }

    @Test(arguments: 0..<300) func `broken bytes never crash`(seed: Int) {
        var random = RandomRecord(seed: UInt64(seed))
        var bytes = (try? ProbeFile.line(random.next(index: seed))) ?? Data()
        // Wherever a byte is changed, the file is read or refused.
        let place = seed * 37 % bytes.count
        bytes[place] = UInt8(truncatingIfNeeded: seed * 101)
        do {
            #expect(try ProbeFile.read(bytes, file: "f").records.count == 1)
        } catch {
            #expect(error.line >= 1)
        }
    }
}
