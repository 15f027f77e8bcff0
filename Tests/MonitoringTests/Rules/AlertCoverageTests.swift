import Signals
import Testing

@testable import Monitoring

@Suite struct AlertCoverageTests {
    /// A rule by what tells it apart.
    private struct Key: Hashable {
        let alert: AlertID
        let tier: AlertTier
        let signal: String?
    }

    @Test(arguments: RuleCase.all)
    func `every alert of every tier fires in some story`(of engine: RuleCase) throws {
        let subject = try engine.subject()
        let file = RuleTestFile(subject)
        let scenarios = AlertScenarios(subject).all
        var fired: Set<Key> = []
        for check in scenarios.flatMap(\.checks) {
            for expected in check.firing {
                let rule = try #require(file.rule(check.alert, expected))
                fired.insert(
                    Key(alert: rule.alert, tier: rule.tier, signal: rule.labels["signal"]))
            }
        }
        for rule in AlertScenarios(subject).rules {
            let key = Key(alert: rule.alert, tier: rule.tier, signal: rule.labels["signal"])
            #expect(fired.contains(key), "\(rule.alert.rawValue) \(rule.tier) \(rule.labels)")
        }
    }

    @Test(arguments: RuleCase.all)
    func `every alert is silent in some story that has its series`(of engine: RuleCase) throws {
        let scenarios = AlertScenarios(try engine.subject()).all
        for alert in Set(AlertScenarios(try engine.subject()).rules.map(\.alert)) {
            let silent = scenarios.contains { scenario in
                !scenario.series.isEmpty
                    && scenario.checks.contains { $0.alert == alert && $0.firing.isEmpty }
            }
            #expect(silent, "\(alert.rawValue)")
        }
    }

    @Test(arguments: RuleCase.all)
    func `what is left out is said, and nothing else`(of engine: RuleCase) throws {
        let subject = try engine.subject()
        let set = try Generation.files(of: [.rules], for: subject)
        let made = Set(AlertScenarios(subject).rules.map(\.alert))
        let budgets: Set<AlertID> = [.latencyBudgetBurn, .availabilityBudgetBurn]
        for alert in AlertID.allCases where !budgets.contains(alert) {
            let isNoted = set.notes.contains {
                $0.subject == alert.rawValue && $0.text.hasPrefix("left out: ")
            }
            #expect(isNoted != made.contains(alert), "\(alert.rawValue)")
        }
    }

    @Test(arguments: RuleCase.all)
    func `no signal that only informs pages`(of engine: RuleCase) throws {
        let machine: Set<AlertID> = [
            .gpuMemory, .gpuTemperature, .gpuIdle, .gpuThrottling, .gpuXid,
            .gpuUncorrectableErrors, .nvlinkErrors, .nodePressure, .lowSpeculativeAcceptance,
            .baselineDeviation,
        ]
        for rule in AlertScenarios(try engine.subject()).rules where machine.contains(rule.alert) {
            #expect(rule.tier != .critical, "\(rule.alert.rawValue)")
        }
    }

    @Test(arguments: RuleCase.all)
    func `every rule has a wait, a severity, texts and a page`(of engine: RuleCase) throws {
        let subject = try engine.subject()
        for rule in AlertScenarios(subject).rules {
            let annotations = rule.allAnnotations(for: subject)
            #expect(rule.pending != nil)
            #expect(rule.writtenLabels["severity"] == rule.tier.rawValue)
            #expect(annotations["summary"]?.isEmpty == false)
            #expect(annotations["description"]?.hasSuffix(".") == true)
            #expect(
                annotations["runbook_url"]
                    == GenerationSubject.defaultRunbookBase + rule.alert.rawValue + ".md")
            #expect((annotations["response_time"] == nil) == (rule.tier == .info))
            let isByBucket = rule.expression.contains("_lower_5m")
            #expect((annotations["bucket"] != nil) == isByBucket)
        }
    }
}
