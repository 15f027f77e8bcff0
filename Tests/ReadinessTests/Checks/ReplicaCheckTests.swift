import Load
import Readiness
import Testing

@Suite struct ReplicaCheckTests {
    private func probes(_ replica: String?, _ count: Int, ttft: Int) -> [ProbeRecord] {
        (0..<count).map { index in
            var probe = ProbeRecord.good(index, ttft: .milliseconds(ttft + index % 5))
            probe.replica = replica
            return probe
        }
    }

    private func check(_ probes: [ProbeRecord]) -> CheckResult? {
        ReplicaCheck.results(of: probes, confidence: 0.95).first
    }

    @Test func `nothing is said where no answer names its replica`() {
        #expect(ReplicaCheck.results(of: probes(nil, 20, ttft: 50), confidence: 0.95).isEmpty)
    }

    @Test func `replicas are named with their share, the busiest first`() {
        let found = check(probes("a", 12, ttft: 50) + probes("b", 20, ttft: 50))
        #expect(found?.state == .passed && found?.group == .identity)
        #expect(found?.message == "2 replicas answered: b (20), a (12)")
        #expect(check(probes("a", 3, ttft: 50))?.message == "one replica answered: a (3)")
    }

    @Test func `a replica whose bounds lie above the others' is slower`() {
        let found = check(
            probes("a", 20, ttft: 50) + probes("b", 20, ttft: 120) + probes("c", 20, ttft: 51))
        #expect(found?.state == .warning)
        #expect(
            found?.message
                == "3 replicas answered: a (20), b (20), c (20); b is slower: first token 122 ms "
                + "(120 ms to 124 ms) in the median, the others 52 ms (51 ms to 54 ms)")
        #expect(found?.message.contains("a is slower") == false)
    }

    @Test func `a replica with too few answers is not compared`() {
        #expect(check(probes("a", 40, ttft: 50) + probes("b", 5, ttft: 500))?.state == .passed)
    }
}
