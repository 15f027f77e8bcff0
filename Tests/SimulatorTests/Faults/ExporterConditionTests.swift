import EngineModel
import Foundation
import Simulator
import Testing

/// What is told of a server under conditions, seen from the wire.
@Suite(.timeLimit(.minutes(1))) struct ExporterConditionTests {
    static func server(_ faults: Fault...) -> SimulatedServerConfiguration {
        TestServers.quick(faults: [FaultRule(faults: faults)])
    }

    @Test func `a page that cannot be had leaves the exporters alone`() async throws {
        try await withSimulatedServer(Self.server(.scrapeFails)) { server in
            let client = LoopbackClient(server)
            let statuses = try await Self.statuses(
                client, ["/metrics", "/dcgm/metrics", "/node/metrics", "/v1/models"])
            #expect(statuses == [503, 200, 200, 200])
        }
    }

    static func statuses(_ client: LoopbackClient, _ paths: [String]) async throws -> [Int?] {
        var statuses: [Int?] = []
        for path in paths {
            statuses.append(try await client.exchange("GET", path)?.status)
        }
        return statuses
    }

    @Test func `who comes when enough wait is turned away and counted`() async throws {
        // Nothing runs, so that the first request waits.
        let configuration = Self.server(.hang, .queueLimit(requests: 1))
        try await withSimulatedServer(configuration) { server in
            let client = LoopbackClient(server)
            try await client.withConnection { first in
                let body = chatBody(maxTokens: 4, stream: true)
                try await first.send(
                    client.request("POST", "/v1/chat/completions", body: body, closes: false))
                try await first.read { $0.contains("200 OK") }
                let second = try #require(try await client.chat(chatBody(maxTokens: 4)))
                #expect(second.status == 503)
                #expect(second.body.contains("--max-num-queued-reqs"))
            }
            let page = try #require(try await client.exchange("GET", "/metrics")?.body)
            let lines = page.split(separator: "\n").filter {
                $0.hasPrefix("vllm:admission_rejections_total{")
            }
            #expect(lines.count == 2)
            #expect(
                lines.contains { $0.contains("max_num_queued_reqs\"") && $0.hasSuffix(" 1.0") })
        }
    }

    @Test func `a frozen page says for ever what it said`() async throws {
        try await withSimulatedServer(Self.server(.frozenPage)) { server in
            let client = LoopbackClient(server)
            let before = try #require(try await client.exchange("GET", "/metrics"))
            _ = try await client.chat(chatBody(maxTokens: 4))
            let after = try #require(try await client.exchange("GET", "/metrics"))
            #expect(before.body == after.body)
            #expect(server.engineMetrics.generationTokens == 4)
        }
    }

    @Test func `a wrong clock shows in every Date and in bodies`() async throws {
        let truth = Date().timeIntervalSince1970
        try await withSimulatedServer(Self.server(.clockSkew(.seconds(-3600)))) { server in
            let client = LoopbackClient(server)
            let response = try #require(try await client.chat(chatBody(maxTokens: 2)))
            let date = try #require(response.headers["date"].flatMap(Self.seconds))
            let off = date - truth
            #expect(off > -3602 && off < -3500)
            let text = try #require(response.body.firstMatch(of: #/"created":(\d+)/#))
            let created = try #require(Double(text.1))
            #expect(created - truth > -3602 && created - truth < -3500)
        }
    }

    static func seconds(_ text: String) -> Double? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format.date(from: text)?.timeIntervalSince1970
    }

    @Test func `a card that throttles and errs says so on its exporter`() async throws {
        let configuration = Self.server(.throttled(factor: 2, reason: .thermal), .xid(code: 79))
        let bodies = try await withSimulatedServer(configuration) { server in
            try await LoopbackClient(server).exchange("GET", "/dcgm/metrics")?.body
        }
        let sound = try await withSimulatedServer(TestServers.quick()) { server in
            try await LoopbackClient(server).exchange("GET", "/dcgm/metrics")?.body
        }
        #expect(try Self.value("DCGM_FI_DEV_XID_ERRORS", bodies) == 79)
        #expect(try Self.value("DCGM_FI_DEV_XID_ERRORS", sound) == 0)
        let (hot, cool) = (
            try Self.value("DCGM_FI_DEV_THERMAL_VIOLATION", bodies),
            try Self.value("DCGM_FI_DEV_THERMAL_VIOLATION", sound)
        )
        #expect(hot > cool)
    }

    static func value(_ family: String, _ body: String?) throws -> Double {
        let lines = try #require(body).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix(family + "{") })
        return try #require(line.split(separator: " ").last.flatMap { Double($0) })
    }
}
