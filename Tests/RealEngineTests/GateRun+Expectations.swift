import Subprocess
import Testing

extension GateRun {
    /// Expects what a scenario says, in the exit code, on standard output and in the run's files.
    func expect(_ scenario: GateScenario) {
        #expect(status == .exited(scenario.exitCode))
        #expect(report.verdict == scenario.verdict)
        #expect(report.class == scenario.failureClass)
        #expect(scenario.probes.contains(report.probes.counted))
        // Warm-up requests have lines too, but are not counted as probes.
        #expect(probes.count >= report.probes.counted)
    }

    /// Expects every recorded request to have been answered, in an order of times that can be.
    func expectAnswers(from model: String) {
        #expect(!probes.isEmpty)
        for probe in probes {
            #expect(probe.error == nil)
            #expect(probe.model == model)
            let ttft = probe.ttft_ms ?? .nan
            #expect(ttft > 0 && ttft <= probe.latency_ms)
        }
    }
}
