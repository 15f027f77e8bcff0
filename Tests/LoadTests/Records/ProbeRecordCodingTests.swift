import Foundation
import Inference
import Load
import Testing

@Suite struct ProbeRecordCodingTests {
    private func text(_ record: ProbeRecord) throws -> String {
        String(decoding: try ProbeFile.line(record), as: UTF8.self)
    }

    @Test func `the server's own times have members of their own`() throws {
        var record = ProbeRecord(
            index: 0, provider: "p", model: "m", timestamp: Date(timeIntervalSince1970: 0),
            outcome: "completed", outcomeClass: .success)
        record.serverTimings = ServerTimings(
            total: .milliseconds(4), load: .milliseconds(1), prefill: .milliseconds(2))
        let line = try text(record)
        #expect(line.contains(#""server_load_ms":1,"server_prefill_ms":2,"#))
        #expect(line.contains(#""server_total_ms":4"#))
        #expect(!line.contains("server_decode_ms"))
        #expect(try self.record(line).serverTimings == record.serverTimings)
    }

    private func record(_ line: String) throws -> ProbeRecord {
        try #require(ProbeFile.read(Data(line.utf8), file: "f").records.first)
    }

    // MARK: - Our own lines

    @Test(arguments: 0..<200) func `a record survives its line`(seed: Int) throws {
        var random = RandomRecord(seed: UInt64(seed))
        let original = random.next(index: seed)
        let line = try text(original)
        var found = try record(line)
        #expect(line.hasSuffix("\n") && line.dropLast().contains("\n") == false)
        #expect(try text(found) == line)
        // A date is a double, and a text that says nothing is no error.
        #expect(abs(found.timestamp.timeIntervalSince(original.timestamp)) < 0.0005)
        found.timestamp = original.timestamp
        #expect(found == original)
    }

    @Test func `absent values are left out of the line`() throws {
        let record = ProbeRecord(
            index: 3, provider: "p", model: "m", timestamp: Date(timeIntervalSince1970: 1.25),
            outcome: "completed", outcomeClass: .success)
        #expect(
            try text(record) == """
                {"class":"success","index":3,"model":"m","outcome":"completed","provider":"p",\
                "start_delay_ms":0,"start_ms":0,"status":"ok",\
                "timestamp":"1970-01-01T00:00:01.250Z"}

                """)
    }

    @Test func `times are milliseconds with three decimals`() throws {
        var record = ProbeRecord(
            index: 0, provider: "p", model: "m", timestamp: Date(timeIntervalSince1970: 0),
            outcome: "completed", outcomeClass: .success)
        record.timeToFirstToken = .nanoseconds(1_234_567)
        record.endToEnd = .milliseconds(250)
        record.gaps = [.microseconds(1), .seconds(2)]
        record.tokensPerSecond = 12.34567
        let line = try text(record)
        #expect(line.contains(#""ttft_ms":1.235}"#))
        #expect(line.contains(#""latency_ms":250,"#))
        #expect(line.contains(#""gaps_ms":[0.001,2000]"#))
        #expect(line.contains(#""tokens_per_sec":12.346"#))
    }

    @Test func `a failure is an error for other tools`() throws {
        var record = ProbeRecord(
            index: 0, provider: "p", model: "m", timestamp: Date(timeIntervalSince1970: 0),
            outcome: "cancelled_run_ended", outcomeClass: .excluded)
        record.error = "cancelled by the end of the run"
        let line = try text(record)
        #expect(line.contains(#""status":"error""#))
        #expect(try self.record(line).outcomeClass == .excluded)
    }

    // MARK: - Lines of the readiness-gate project

    @Test func `a line of the readiness-gate project is read`() throws {
        let found = try record(
            """
            {"provider":"vllm","model":"qwen","status":"healthy","ttft_ms":120.5,\
            "latency_ms":980,"tokens_per_sec":41.2,"timestamp":"2026-11-21T03:15:00.5+01:00",\
            "error":""}
            """)
        #expect(found.provider == "vllm")
        #expect(found.model == "qwen")
        #expect(found.isSuccess)
        #expect(found.outcome == "completed")
        #expect(found.error == nil)
        #expect(found.timeToFirstToken == .microseconds(120_500))
        #expect(found.endToEnd == .milliseconds(980))
        #expect(found.tokensPerSecond == 41.2)
        #expect(ProbeTimestamp.text(found.timestamp) == "2026-11-21T02:15:00.500Z")
        #expect(found.gaps.isEmpty && found.chunks == nil && found.isStream == nil)
    }

    @Test(arguments: ["ok", "OK", "success", "healthy", "up", "completed", "slow", "degraded"])
    func `a good or slow status is a success`(status: String) throws {
        #expect(try record(#"{"status":"\#(status)","latency_ms":5}"#).isSuccess)
    }

    @Test(arguments: ["error", "down", "timeout", "failed", "unhealthy", "", "anything"])
    func `another status is a failure`(status: String) throws {
        let found = try record(#"{"status":"\#(status)","latency_ms":5}"#)
        #expect(found.outcomeClass == .failure)
        #expect(found.outcome == "failed")
    }

    @Test func `an error outweighs a good status`() throws {
        let found = try record(#"{"status":"ok","latency_ms":5,"error":"boom"}"#)
        #expect(found.outcomeClass == .failure)
        #expect(found.error == "boom")
    }

    @Test func `a line with a latency and no status is a success`() throws {
        #expect(try record(#"{"latency_ms":5}"#).isSuccess)
        #expect(try record(#"{"latency_ms":5,"status":null,"error":null}"#).isSuccess)
        #expect(try record(#"{"error":"refused"}"#).outcomeClass == .failure)
    }

    @Test(arguments: ["ok", "error"]) func `a time of nothing is unknown`(status: String) throws {
        let found = try record(#"{"status":"\#(status)","ttft_ms":0,"latency_ms":0}"#)
        #expect(found.timeToFirstToken == nil)
        #expect(found.endToEnd == nil)
    }

    @Test func `a line without a time stands at the epoch`() throws {
        #expect(try record(#"{"latency_ms":5}"#).timestamp.timeIntervalSince1970 == 0)
    }

    @Test func `keys of other tools are passed over`() throws {
        #expect(try record(#"{"latency_ms":5,"region":"eu","nested":{"a":[1]}}"#).isSuccess)
    }
}
