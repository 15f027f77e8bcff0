import Monitoring
import Signals
import Testing

@Suite struct InhibitionProofTests {
    private func rule(
        _ alert: AlertID, _ tier: AlertTier, results: [String], labels: [String: String] = [:]
    ) -> AlertRule {
        AlertRule(
            alert, tier, "up", pending: nil, labels: labels, summary: "", detail: "",
            resultLabels: results)
    }

    private func verdict(
        _ source: AlertRule, _ target: AlertRule, _ equal: [String]
    ) -> InhibitionProof.Verdict {
        InhibitionProof.verdict(AlertLabels(source), AlertLabels(target), equal: equal)
    }

    @Test func `a label on both sides may be the same`() {
        let source = rule(.kvCacheNearlyFull, .critical, results: ["job", "instance"])
        let target = rule(.requestsWaiting, .warning, results: ["job"])
        #expect(verdict(source, target, ["job"]) == .matches)
    }

    @Test func `a label on one side only never matches`() {
        let source = rule(.kvCacheNearlyFull, .critical, results: ["job", "instance"])
        let target = rule(.requestsWaiting, .warning, results: ["job"])
        #expect(verdict(source, target, ["job", "instance"]) == .never(label: "instance"))
        #expect(verdict(target, source, ["instance"]) == .never(label: "instance"))
    }

    @Test func `labels on neither side match, and alone they match everything`() {
        let source = rule(.kvCacheNearlyFull, .critical, results: ["job"])
        let target = rule(.requestsWaiting, .warning, results: ["job"])
        #expect(verdict(source, target, ["job", "instance"]) == .matches)
        #expect(verdict(source, target, ["instance"]) == .blind)
        #expect(verdict(source, target, []) == .blind)
    }

    @Test func `values that the rules write decide, unless they are templates`() {
        let source = rule(
            .latencyBudgetBurn, .critical, results: ["job"], labels: ["slo": "ttft_p95"])
        let same = rule(
            .latencyBudgetBurn, .warning, results: ["job"], labels: ["slo": "ttft_p95"])
        let other = rule(
            .latencyBudgetBurn, .warning, results: ["job"], labels: ["slo": "e2e_p95"])
        let open = rule(
            .latencyBudgetBurn, .warning, results: ["job"], labels: ["slo": "{{ $labels.x }}"])
        #expect(verdict(source, same, ["job", "slo"]) == .matches)
        #expect(verdict(source, other, ["job", "slo"]) == .never(label: "slo"))
        #expect(verdict(source, open, ["job", "slo"]) == .matches)
        #expect(verdict(source, other, ["alertname", "job"]) == .matches)
    }

    @Test func `an inhibition holds when every source mutes and every target is muted`() {
        let rules = [
            rule(.kvCacheNearlyFull, .critical, results: ["job", "instance"]),
            rule(.requestsWaiting, .warning, results: ["job"]),
            rule(.slotLimitReached, .warning, results: ["job", "instance"]),
        ]
        func holds(_ targets: [AlertID], _ equal: [String]) -> Bool {
            InhibitionProof(
                Inhibition(
                    source: .init([.kvCacheNearlyFull], [.critical]),
                    target: .init(targets, [.warning]), equal: equal, reason: "x"),
                among: rules
            ).holds
        }
        #expect(holds([.requestsWaiting, .slotLimitReached], ["job"]))
        #expect(holds([.slotLimitReached], ["job", "instance"]))
        #expect(!holds([.requestsWaiting, .slotLimitReached], ["job", "instance"]))
        #expect(!holds([.engineStuck], ["job"]))
        #expect(!holds([.requestsWaiting], ["namespace"]))
    }
}
