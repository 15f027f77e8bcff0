import Load
import Readiness
import Signals
import Testing

@Suite struct ServerTimeCheckTests {
    private func time(_ before: [Double]?, _ after: [Double]?) throws -> Duration? {
        ServerTimeCheck.time(
            from: try Metrics(firstTokens: before).reading,
            to: try Metrics(firstTokens: after).reading)
    }

    @Test func `one observation between two looks is that request's own time`() throws {
        #expect(try time([3, 4], [3, 4, 0.25]) == .milliseconds(250))
    }

    @Test func `no observation, several, or none at all tell no request's time`() throws {
        #expect(try time([3], [3]) == nil)
        #expect(try time([3], [3, 1, 1]) == nil)
        #expect(try time(nil, nil) == nil)
        #expect(try time([3, 4], [1]) == nil)
    }

    private func check(_ times: [(client: Int, server: Int?)]) -> CheckResult {
        var check = ServerTimeCheck()
        for (index, time) in times.enumerated() {
            var probe = ProbeRecord.good(index, ttft: .milliseconds(time.client))
            probe.serverTimeToFirstToken = time.server.map { .milliseconds($0) }
            check.record(probe)
        }
        return check.result(confidence: 0.95)
    }

    @Test func `the median difference has bounds from six pairs on`() {
        let found = check((0..<6).map { (62 + $0, 48) } + [(900, nil)])
        #expect(found.id == "server-ttft" && found.group == .measurement)
        #expect(found.state == .passed)
        #expect(
            found.message
                == "first token of 6 requests alone: client 64 ms, engine 48 ms in the median; "
                + "network and proxies take 16 ms (14 ms to 19 ms at 95 %)")
    }

    @Test func `few pairs bound nothing`() {
        #expect(check([(62, 48), (60, 50)]).message.hasSuffix("take 10 ms (too few to bound it)"))
        #expect(check([(62, nil)]).state == .skipped)
    }
}
