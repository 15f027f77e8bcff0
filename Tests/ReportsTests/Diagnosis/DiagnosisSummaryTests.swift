import Reports
import Testing

@Suite struct DiagnosisSummaryTests {
    @Test func `a finding says why, and what its remedy is expected to bring`() {
        let summary = DiagnosisSummary(SampleDiagnosis.document("diagnosis-slot-limit"))
        #expect(
            summary.why == [
                "slot limit: running stays at 2 of 2 while 1 waits; "
                    + "the KV cache is at most 2 % full; no preemptions in 60 s"
            ])
        #expect(
            summary.next == [
                "raise the number of slots (vLLM: --max-num-seqs) (--max-num-seqs 16: "
                    + "TTFT p95 120 ms (100 to 150 ms) instead of 5.50 s (4.90 to 5.81 s))"
            ])
    }

    @Test func `rivals are named with their evidence and the test between them`() {
        let summary = DiagnosisSummary(SampleDiagnosis.document("diagnosis-undecided"))
        #expect(
            summary.why == [
                "cannot tell apart: slot limit and KV cache exhausted",
                "slot limit: 6 of 12 wait 5.2 s, the others 80 ms",
                "KV cache exhausted: 1 of 12 streams stalls for 6 s",
            ])
        #expect(
            summary.next == [
                "to tell slot limit from KV cache exhausted: "
                    + "read the preemption counter twice under load"
            ])
    }

    @Test(arguments: ["diagnosis-nothing", "diagnosis-no-evidence"])
    func `where nothing was found there is nothing to explain`(name: String) {
        let summary = DiagnosisSummary(SampleDiagnosis.document(name))
        #expect(summary.why.isEmpty && summary.next.isEmpty)
    }
}
