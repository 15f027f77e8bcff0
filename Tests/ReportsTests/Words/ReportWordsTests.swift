import Estimates
import Foundation
import Readiness
import Testing

@testable import Reports

@Suite struct ReportWordsTests {
    private func report(_ change: (inout GateReport) -> Void = { _ in }) -> GateReport {
        var report = GateReport(
            verdict: .ready, headline: "", name: "chat",
            target: .init(url: "http://h:1", model: "m", api: "openai-chat"),
            startedAt: SampleRequests.start, rule: .sequential, confidence: 0.95)
        change(&report)
        return report
    }

    @Test func `a name is said with its address, recorded probes without`() {
        #expect(ReportWords(report()).subject == "chat at http://h:1")
        let recorded = report { $0.target.url = nil }
        #expect(ReportWords(recorded).subject == "chat, judged from recorded probes")
        #expect(ReportWords(recorded).reproduction == nil)
    }

    @Test func `times are UTC`() {
        #expect(ReportWords(report()).startedAt == "2026-11-21 03:15:00 UTC")
    }

    @Test func `requests are counted by what became of them`() {
        let words = ReportWords(
            report {
                ($0.counts.counted, $0.counts.succeeded, $0.counts.failed) = (12_000, 11_998, 2)
                ($0.counts.warmup, $0.counts.excluded) = (2, 1)
                $0.duration = .milliseconds(14_230)
            })
        #expect(
            words.probes
                == "12,000 counted, 11,998 answered whole, 2 failed; apart: 2 warm-up, "
                + "1 cut short by the end; in 14.2 s")
    }

    @Test func `the command to repeat a run is quoted for a shell`() throws {
        let quoted = report {
            $0.target.model = "it's; rm -rf /"
            $0.objectives = [
                ObjectiveResult(
                    objective: Objective(
                        metric: .ttft, statistic: .percentile(95), threshold: 2), severity: .hard,
                    judgement: .met)
            ]
        }
        #expect(
            ReportWords(quoted).reproduction
                == "firstlight gate http://h:1 --model 'it'\\''s; rm -rf /' "
                + "--objective 'ttft p95 <= 2 s'")
    }

    @Test(arguments: ["", "a b", "$HOME", "`x`", "a\"b", "*", "~", "ü", "a\\b", "!x", "#"])
    func `a word that a shell would read otherwise is quoted`(word: String) {
        #expect(ReportWords.quoted(word).hasPrefix("'"))
    }

    @Test func `a quotation mark under an accent is one nevertheless`() {
        #expect(ReportWords.quoted("'\u{301}; rm") == "''\\''\u{301}; rm'")
    }

    @Test(arguments: Verdict.allCases, [nil] + VerdictClass.allCases.map(Optional.some))
    func `every verdict and class has words`(verdict: Verdict, reason: VerdictClass?) {
        let words = ReportWords(
            report {
                $0.verdict = verdict
                $0.verdictClass = reason
            })
        #expect(words.meaning.hasSuffix("."))
        #expect((words.reason == nil) == (reason == nil))
    }

    @Test func `a signal is named`() {
        let words = ReportWords(report { $0.interruptedBy = 2 })
        #expect(words.interruption?.contains("SIGINT") == true)
        #expect(ReportWords(report()).interruption == nil)
    }
}
