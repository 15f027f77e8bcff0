import Monitoring
import Signals
import Testing

@Suite struct AlertmanagerFileTests {
    private static let path = "alertmanager/alertmanager.yml"

    private func rules(_ subject: GenerationSubject) throws -> [AlertRule] {
        let groups = AlertRules.groups(for: subject) + (try SLORules.groups(for: subject).groups)
        return groups.flatMap(\.alerts)
    }

    @Test(arguments: SLOSample.engines)
    func `every inhibition that is written matches, by the labels of both sides`(
        _ engine: EngineKind
    ) throws {
        let subject = try SLOSample.subject(engine)
        let rules = try rules(subject)
        let all = Inhibitions(among: rules, labels: subject.labels).all
        #expect(!all.isEmpty)
        for inhibition in all {
            let proof = InhibitionProof(inhibition, among: rules)
            #expect(proof.holds, "\(inhibition): \(proof.pairs.map(\.verdict))")
        }
        #expect(Set(all.map { "\($0.source)\($0.target)\($0.equal)" }).count == all.count)
    }

    @Test func `a cause whose labels cannot meet those of its consequences gets no inhibition`() {
        func rule(_ alert: AlertID, _ tier: AlertTier, _ labels: [String]) -> AlertRule {
            AlertRule(
                alert, tier, "up", pending: nil, summary: "", detail: "", resultLabels: labels)
        }
        let labels = SubjectLabels(.vllm)
        let target = rule(.requestsWaiting, .warning, labels.service)
        let meets = Inhibitions(
            among: [rule(.kvCacheNearlyFull, .critical, labels.perReplica), target], labels: labels)
        #expect(meets.all.map(\.equal) == [["job", "model_name"]])
        let misses = Inhibitions(
            among: [rule(.kvCacheNearlyFull, .critical, ["gpu"]), target], labels: labels)
        #expect(misses.all.isEmpty)
    }

    @Test func `no inhibition mutes a page about what users feel, but with no engine left`() throws
    {
        let subject = try SLOSample.subject()
        let felt: Set<AlertID> = [
            .latencyBudgetBurn, .availabilityBudgetBurn, .highTimeToFirstToken,
            .highEndToEndLatency, .highErrorRate, .highInterTokenLatency, .admissionRejections,
        ]
        for inhibition in Inhibitions(among: try rules(subject), labels: subject.labels).all {
            for rule in try rules(subject)
            where inhibition.target.holds(rule) && rule.tier == .critical {
                #expect(!felt.contains(rule.alert), "\(inhibition)")
            }
        }
    }

    @Test(
        .enabled(if: CheckTool.amtool.isExpected, "amtool is not installed"),
        arguments: SLOSample.engines)
    func `amtool accepts the configuration`(_ engine: EngineKind) async throws {
        let set = try Generation.files(of: [.alertmanager], for: try SLOSample.subject(engine))
        let outcome = try await CheckTool.amtool.run(["check-config", Self.path], with: set.files)
        #expect(outcome.succeeded, "\(outcome.text)")
        #expect(!outcome.text.contains(" 0 inhibit rules"))
    }

    @Test(.enabled(if: CheckTool.amtool.isExpected, "amtool is not installed"))
    func `a page goes to the pager, a ticket to chat, info to nobody, the unknown to chat`()
        async throws
    {
        let set = try Generation.files(of: [.alertmanager], for: try SLOSample.subject())
        func isRouted(_ labels: String, to receiver: String) async throws -> Bool {
            try await CheckTool.amtool.run(
                [
                    "config", "routes", "test", "--config.file=\(Self.path)",
                    "--verify.receivers=\(receiver)", labels,
                ], with: set.files
            ).succeeded
        }
        #expect(try await isRouted("severity=critical", to: "pager"))
        #expect(try await isRouted("severity=warning", to: "chat"))
        #expect(try await isRouted("severity=info", to: "nobody"))
        #expect(try await isRouted("alertname=Strange", to: "chat"))
        #expect(try await isRouted("severity=critical", to: "chat") == false)
    }

    @Test func `secrets come from files only`() throws {
        let set = try Generation.files(of: [.alertmanager], for: try SLOSample.subject())
        let text = try SLOSample.file(Self.path, in: set).text
        #expect(text.contains("routing_key_file: /etc/alertmanager/secrets/pagerduty-routing-key"))
        #expect(text.contains("api_url_file: /etc/alertmanager/secrets/slack-webhook-url"))
        for word in ["routing_key:", "api_url:", "service_key:", "hooks.slack.com"] {
            #expect(!text.contains(word))
        }
    }
}
