import Exposition
import Foundation
import Signals
import Telemetry
import Testing

@Suite struct SnapshotRecordTests {
    private func snapshot(_ body: String) throws -> Snapshot {
        let families = try ExpositionParser.parse(body.utf8)
        return Snapshot(
            url: try ServerURL("http://127.0.0.1:8000/metrics?key=s3cret"),
            date: Date(timeIntervalSince1970: 1_795_227_000.125), start: .now,
            duration: .microseconds(1500), families: families, reading: SignalReading(families))
    }

    @Test func `a snapshot is one line of JSON with the known signals only`() throws {
        let record = SnapshotRecord(
            try snapshot(
                """
                vllm:num_requests_running{engine="0"} 2
                vllm:request_success_total{engine="0",finished_reason="stop"} 7
                vllm:request_success_total{engine="0",finished_reason="length"} 2
                vllm:time_to_first_token_seconds_sum{engine="0"} 1.5
                vllm:time_to_first_token_seconds_count{engine="0"} 9
                vllm:generation_tokens_total{engine="0"} 4052
                """))
        let line = String(decoding: try record.jsonLine(), as: UTF8.self)
        #expect(
            line == #"{"engine":"vllm","scrape_ms":1.5,"signals":{"#
                + #""generation_tokens":{"total":4052},"#
                + #""requests_finished":{"by_reason":{"length":2,"stop":7},"total":9},"#
                + #""running":{"value":2},"ttft":{"count":9,"sum_ms":1500}},"#
                + #""time":"2026-11-21T02:10:00.125Z","url":"http://127.0.0.1:8000/metrics"}"#
                + "\n")
        #expect(try SnapshotRecord(jsonLine: Array(line.utf8)) == record)
    }

    @Test func `a failed scrape keeps its time and says why`() throws {
        let url = try ServerURL("http://127.0.0.1:8000/metrics?key=s3cret")
        let record = SnapshotRecord(
            FailedScrape(
                url: url, date: Date(timeIntervalSince1970: 1_795_227_000), start: .now,
                duration: .seconds(10),
                reason: .request(.timeout(url: url, after: .seconds(10)))))
        let line = String(decoding: try record.jsonLine(), as: UTF8.self)
        #expect(
            line == #"{"error":"http://127.0.0.1:8000/metrics did not answer completely within "#
                + #"10.0 seconds","scrape_ms":10000,"signals":{},"#
                + #""time":"2026-11-21T02:10:00.000Z","url":"http://127.0.0.1:8000/metrics"}"#
                + "\n")
        #expect(try SnapshotRecord(jsonLine: Array(line.utf8)) == record)
    }
}
